/** Tries advice of the program: condition, the printed command, condition gone. */

import assert from "node:assert/strict";
import { expectCode } from "./expect.ts";
import type { Lab, Output } from "./lab.ts";
import { HOME, USER_ID } from "./names.ts";
import type { ScenarioOptions } from "./scenario.ts";

/** The guard is called by its name, as it is printed; people have it in PATH. */
const PATH = "/lab/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

type Environment = Readonly<Record<string, string>>;

/**
 * Runs a command as printed. There is no sudo in the lab: what is to be done
 * with it is done as root, the rest as the user.
 */
export async function asPrinted(
  lab: Lab,
  command: string,
  env: Environment = {},
): Promise<Output> {
  const sudo = /\bsudo(edit)? /;
  // A redirection or a variable may go from one part to the next.
  const parts = sudo.test(command) ? command.split(" && ") : [command];
  let output: Output = { code: 0, stdout: "", stderr: "" };
  for (const part of parts) {
    output = sudo.test(part)
      ? await lab.root([
        "bash",
        "-c",
        `sudo() { "$@"; }; sudoedit() { "$EDITOR" "$@"; }; ${part}`,
      ], { env })
      : await lab.user(["bash", "-c", part], { env: { PATH, ...env } });
    if (output.code !== 0) break;
  }
  return output;
}

/** Runs a command as printed in a terminal, where the person answers. */
function answered(
  lab: Lab,
  command: string,
  answers: string,
): Promise<Output> {
  const argv = ["script", "-qec", command, "/dev/null"];
  return lab.user(argv, { stdin: `${answers}\n`, env: { PATH } });
}

/**
 * An editor in whose place sed(1) edits. It writes into the file it is given:
 * crontab(1) looks whether that very file was changed, by the second.
 */
export function editor(lab: Lab, script: string): Environment {
  const path = `${HOME}/editor`;
  lab.writeFile(
    path,
    `#!/bin/sh\nsed '${script}' "$1" >"$1.new" && cat "$1.new" >"$1" && rm "$1.new" && touch -d "+1 minute" "$1"\n`,
    0o755,
  );
  return { EDITOR: path, VISUAL: path };
}

/** One line of doctor. */
export interface Finding {
  readonly check: string;
  readonly level: string;
  readonly found: string;
  readonly fix: string | null;
}

/** What doctor says about one check, the worst first. */
export async function findings(lab: Lab, check: string): Promise<Finding[]> {
  let all: Finding[] = [];
  await lab.waitFor("doctor could check everything", async () => {
    const { stdout, stderr } = await lab.guard(["doctor", "--json"]);
    assert.notEqual(stdout, "", stderr);
    all = JSON.parse(stdout).findings;
    // Its limits of time are for machines that are less busy.
    return !all.some(({ found }) => /could not be checked/.test(found));
  }, 30_000);
  return all.filter((one) => one.check === check);
}

/** Advice of doctor. */
export interface Row {
  readonly name: string;
  readonly check: string;
  readonly arrange: (lab: Lab) => Promise<unknown>;
  /** What is found; of several the one that is meant. */
  readonly found: RegExp;
  readonly fix: RegExp;
  /** For advice that is to edit something: what the person does, for sed(1). */
  readonly editor?: string;
  /** The command asks; what the person types. */
  readonly asks?: string;
  /** The command only shows what there is to see: this. */
  readonly shows?: RegExp;
  /** What the command ends with. Default 0. */
  readonly code?: number;
  /** Makes the lab as it was, for the next row. */
  readonly undo?: (lab: Lab) => Promise<unknown>;
  /** What is said afterwards, when it is another thing that is wrong. */
  readonly then?: RegExp;
  readonly unitEdits?: ScenarioOptions["unitEdits"];
}

/** Runs `install` with these options. */
export const installGuard = async (lab: Lab, ...args: string[]) =>
  expectCode(await lab.guard(["install", ...args]), 0);

/** Ends the user's service manager as a logout does. */
export async function noLinger(lab: Lab): Promise<void> {
  await lab.mustRoot(["loginctl", "disable-linger", "openclaw"]);
  await lab.waitFor(
    "the user's manager has ended",
    () => !lab.exists(`/run/user/${USER_ID}/bus`),
    20_000,
  );
}

/** Makes the condition, takes the command from doctor, runs it, looks again. */
export async function tryRow(lab: Lab, row: Row): Promise<void> {
  await row.arrange(lab);
  // What cron has begun before it was stopped sleeps for up to 30 s.
  const meant = await lab.waitFor(
    `doctor finds ${row.found}`,
    async () =>
      (await findings(lab, row.check))
        .find(({ found }) => row.found.test(found)),
    45_000,
  );
  assert.match(meant.fix ?? "", row.fix);
  const command = meant.fix ?? "false";
  const done =
    await (row.asks !== undefined
      ? answered(lab, command, row.asks)
      : asPrinted(
        lab,
        command,
        row.editor === undefined ? {} : editor(lab, row.editor),
      ));
  expectCode(done, row.code ?? 0);
  if (row.shows !== undefined) assert.match(done.stdout, row.shows);
  else {
    await lab.waitFor(
      `${row.check} is well`,
      async () => {
        const after = await findings(lab, row.check);
        if (after.some(({ found }) => row.found.test(found))) return false;
        return after.every(({ level, found }) =>
          level === "ok" || level === "note" || row.then?.test(found)
        );
      },
      15_000,
    );
  }
  await row.undo?.(lab);
}
