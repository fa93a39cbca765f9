/**
 * The project's build: every `deno task` comes here.
 *
 * Works on two kinds of network and finds out by itself which one it is on
 * (OPENCLAW_GUARD_REGISTRY=jsr or =npm decides instead):
 *
 * - jsr: the imports of `deno.json` and the lock file beside it are used.
 *   `deno.lock` was made on a network without JSR, by `deno cache` of a file
 *   with the npm imports only: it pins those, and the first run that reaches
 *   JSR adds the rest.
 * - npm: only an npm registry is reachable. `build/npm_only/` says how.
 *
 * Nothing here may import anything but relative files: this must start before
 * any dependency can be fetched.
 */

import { check } from "./check.ts";
import { compile, compileOptions } from "./compile.ts";
import { shown } from "./demo.ts";
import { release } from "./release.ts";
import { BuildError, ROOT } from "./run.ts";
import {
  benchmark,
  endToEndTests,
  historyPage,
  inLab,
  unitTests,
} from "./run_tests.ts";

const TASKS: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  demo: shown("main.ts", "demo"),
  picture: shown("build/demo_picture.ts"),
  test: unitTests,
  check: () => check(),
  compile: (args) => compile(compileOptions(args)),
  release,
  e2e: endToEndTests,
  chaos: inLab("tests/chaos/chaos.ts"),
  bench: benchmark,
  support: inLab("tests/support/support.ts"),
  "history-page": historyPage,
};

async function main([name = "", ...args]: string[]): Promise<number> {
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (task === undefined) {
    console.error(
      `build: there is no task "${name}"; there are ${
        Object.keys(TASKS).join(", ")
      }`,
    );
    return 64;
  }
  Deno.chdir(ROOT);
  // Deno trusts only its own list of authorities, which is not enough behind
  // a proxy that looks into TLS. Deno reads this at its first connection.
  if (!Deno.env.get("DENO_TLS_CA_STORE")) {
    Deno.env.set("DENO_TLS_CA_STORE", "mozilla,system");
  }
  try {
    await task(args);
    return 0;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(`build: ${error.message}`);
    return error.exitCode;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
