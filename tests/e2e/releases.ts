/** Releases on a file server in the lab, as install.sh and `upgrade` meet them. */

import { makeRelease } from "../../build/release_files.ts";
import { VERSION } from "../../lib/base/version.ts";
import type { Lab } from "./lab.ts";
import { programDirectory } from "./program.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** What goes into the program. */
const SOURCES = ["main.ts", "deno.json", "deno.lock", "lib", "build"];

const made = new Map<string, Promise<void>>();

/**
 * Serves releases of these versions in the lab.
 *
 * @returns An address; a release is in the folder named by its version.
 */
export async function serveReleases(
  lab: Lab,
  versions: readonly string[],
): Promise<string> {
  for (const version of versions) {
    const promise = made.get(version) ?? make(version);
    made.set(version, promise);
    await promise;
  }
  lab.background([
    ...["python3", "-m", "http.server", "--bind", "127.0.0.1"],
    ...["--directory", "/lab/bin/releases", "8000"],
  ]);
  const url = "http://127.0.0.1:8000";
  await lab.waitFor(
    "the server is up",
    async () => (await lab.user(["curl", "-fsS", url])).code === 0,
    5000,
  );
  return url;
}

/** A release of the program under test, or of one that differs in its version. */
async function make(version: string): Promise<void> {
  const program = `${programDirectory()}/openclaw-guard`;
  const path = version === VERSION ? program : await compileAs(version);
  Deno.mkdirSync(`${programDirectory()}/releases`, { recursive: true });
  await makeRelease({
    version,
    programs: [{ target: "x86_64-unknown-linux-gnu", path }],
    installer: Deno.readTextFileSync(`${ROOT}install.sh`),
    output: `${programDirectory()}/releases/${version}`,
    fast: true,
  });
  if (path !== program) {
    Deno.removeSync(path.replace(/\/dist\/.*/, ""), { recursive: true });
  }
}

async function compileAs(version: string): Promise<string> {
  const copy = Deno.makeTempDirSync({ prefix: "openclaw-guard-other-" });
  await run("cp", ["-r", ...SOURCES.map((name) => ROOT + name), copy]);
  Deno.writeTextFileSync(
    `${copy}/lib/base/version.ts`,
    `export const VERSION = ${JSON.stringify(version)};\n`,
  );
  await run(Deno.execPath(), ["run", "-A", `${copy}/build/task.ts`, "compile"]);
  return `${copy}/dist/openclaw-guard`;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, {
    args: [...args],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
