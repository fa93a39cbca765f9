/** A program that is installed, and releases of others to replace it. */

import { makeRelease } from "../../../build/release_files.ts";
import { makeUpgradeCommand } from "../../../lib/commands/upgrade/command.ts";
import type { UpgradeParts } from "../../../lib/commands/upgrade/report.ts";
import { runCommand } from "../../../lib/sys/command.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { stateRoot } from "../../../lib/store/paths.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

export const TARGET = "x86_64-unknown-linux-gnu";
const INSTALLER = Deno.readTextFileSync(
  new URL("../../../install.sh", import.meta.url),
);

/** A stand-in that answers what `upgrade` asks of a program. */
export function standIn(version: string, validate = "exit 0"): string {
  return `#!/bin/sh
case "$1 $2" in
  "version --json") echo '{"schema":1,"name":"openclaw-guard","version":"${version}"}' ;;
  "config validate") ${validate} ;;
esac
`;
}

/** See the file's comment. */
export class UpgradeWorld implements Disposable {
  readonly root = Deno.makeTempDirSync({ prefix: "guard-upgrade-" });
  readonly bin = `${this.root}/bin`;
  readonly program = `${this.bin}/openclaw-guard`;
  readonly previous = `${this.program}.previous`;
  readonly env: Record<string, string> = {};
  version = "1.0.0";
  limits = { silenceMs: 10_000, totalMs: 20_000 };

  constructor() {
    Deno.mkdirSync(this.bin);
    this.write(this.program, standIn("1.0.0"));
  }

  [Symbol.dispose]() {
    Deno.removeSync(this.root, { recursive: true });
  }

  write(path: string, text: string) {
    Deno.writeTextFileSync(path, text);
    Deno.chmodSync(path, 0o755);
  }

  /** Makes a release and returns its folder. */
  async release(version: string, program = standIn(version)): Promise<string> {
    const output = `${this.root}/release-${version}`;
    const path = `${this.root}/made`;
    this.write(path, program);
    await makeRelease({
      version,
      programs: [{ target: TARGET, path }],
      installer: INSTALLER,
      output,
      fast: true,
    });
    return output;
  }

  context(answers: string[] = []): Context & {
    terminal: ReturnType<typeof fakeTerminal>;
  } {
    const terminal = fakeTerminal(answers);
    return {
      ...fakeContext({
        home: this.root,
        uid: Deno.uid() ?? 0,
        run: runCommand,
        env: (name) => this.env[name],
      }),
      terminal,
    };
  }

  /** Runs `upgrade` and returns what it said and how it ended. */
  async upgrade(
    args: string[],
    answers: string[] = [],
    parts: Partial<UpgradeParts> = {},
  ) {
    const context = this.context(answers);
    const command = makeUpgradeCommand({
      program: () => this.program,
      version: this.version,
      target: TARGET,
      limits: this.limits,
      ...parts,
    });
    const code = await command.run(args, context);
    const { lines, errors } = context.terminal;
    return { code, text: lines.join("\n"), lines, errors };
  }

  /** Which version a file is, by its text; "" when it is not there. */
  versionOf(path: string): string {
    try {
      const text = Deno.readTextFileSync(path);
      return /"version":"([^"]+)"/.exec(text)?.[1] ?? "broken";
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return "";
      throw error;
    }
  }

  /** Names in the program's folder. */
  get placed(): string[] {
    return [...Deno.readDirSync(this.bin)].map(({ name }) => name).sort();
  }

  get stateRoot(): string {
    return stateRoot(this.context());
  }
}
