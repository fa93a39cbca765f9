/** What the ways of `upgrade` have in common: what is told, and what is written down. */

import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { exists } from "../../sys/files.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import type { ProgramPlace } from "../../install/program_file.ts";
import { changesAddress } from "./release.ts";
import type { TransferLimits } from "./transfer.ts";
import { noteEvent } from "../../cli/note_event.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { MAX_RECEIPT_BYTES, receiptPath } from "../../store/paths.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import { reasonOf } from "../../base/reason.ts";

/** What the command takes from the running program. */
export interface UpgradeParts {
  /** Absolute path of the program to replace. */
  program(): string;
  /** Its version. */
  readonly version: string;
  /** As `TARGET` of sys/running_program.ts says it. */
  readonly target: string;
  readonly limits: TransferLimits;
}

/** One run of the command. */
export interface UpgradeRun {
  readonly context: Context;
  readonly parts: UpgradeParts;
  /** `--version`. */
  readonly wanted: string | undefined;
  readonly baseUrl: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** The JSON object, but for what is the same everywhere. */
export interface UpgradeResult {
  readonly action: "check" | "upgrade" | "rollback";
  readonly target: string;
  readonly newer: boolean;
  readonly changed: boolean;
  readonly place: ProgramPlace | null;
  readonly source: string | null;
}

/** Tells a person; programs get JSON. */
export function tell({ json, context }: UpgradeRun, line: string): void {
  if (!json) context.terminal.out(line);
}

/** Everything is in place: what cannot be written down is only said. */
export function noteChange(
  run: UpgradeRun,
  place: ProgramPlace,
  to: string,
  event: "upgrade" | "rollback",
): void {
  const { context, parts: { version: from } } = run;
  const problem = noteVersion(context, place.program, to);
  if (problem !== null) context.terminal.err(translate(problem));
  noteEvent(
    context,
    DEFAULT_PROFILE,
    event,
    say`a person replaced openclaw-guard ${from} by ${to}`,
    { from, to },
  );
  tell(
    run,
    t`openclaw-guard ${to} is in ${place.program}; ${from} is kept in ${place.previous}`,
  );
}

/** Prints the JSON object, if that is wanted. */
export function tellJson(
  { json, dryRun, parts, context }: UpgradeRun,
  { action, target, newer, changed, place, source }: UpgradeResult,
): void {
  if (!json) return;
  context.terminal.out(JSON.stringify({
    schema: 1,
    action,
    current: parts.version,
    target,
    newer,
    changed,
    dryRun,
    program: place?.program ?? null,
    previous: place !== null && exists(place.previous) ? place.previous : null,
    source,
    changes: action === "rollback" ? null : changesAddress(target),
  }));
}

/**
 * Puts the new version into install.json, when that is about this program.
 * What else is in the file stays as it is, known to this version or not.
 *
 * @returns What went wrong, or null. The program works without.
 */
function noteVersion(
  context: Context,
  program: string,
  version: string,
): string | null {
  const path = receiptPath(context);
  try {
    const text = readPlainText(path, MAX_RECEIPT_BYTES);
    if (text === null) return null;
    const receipt = JSON.parse(text);
    if (receipt?.program !== program) return null;
    const changed = { ...receipt, version };
    writeFileAtomic(path, JSON.stringify(changed, null, 2) + "\n");
    return null;
  } catch (error) {
    return say`cannot write the new version into ${path}: ${reasonOf(error)}`;
  }
}
