/** What the ways of `upgrade` have in common: what is told, asked and written down. */

import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { exists } from "../../sys/files.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import type { ProgramPlace } from "../../install/program_file.ts";
import { changesAddress } from "./release.ts";
import type { TransferLimits } from "./transfer.ts";
import { confirmed } from "../../cli/confirm.ts";
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
interface UpgradeResult {
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

/**
 * Replaces the program, if the person agrees.
 *
 * @param result But for whether anything was changed.
 * @param work Puts everything in place.
 * @param hints What a person can do next.
 * @returns The exit code.
 * @throws {NotConfirmedError} when the answer is no.
 */
export async function carryOut(
  run: UpgradeRun,
  result: Omit<UpgradeResult, "changed"> & { readonly place: ProgramPlace },
  question: string,
  work: () => Promise<void>,
  hints: readonly string[],
): Promise<number> {
  const { context, parts: { version: from }, dryRun } = run;
  const { action, target: to, place, source } = result;
  const { program, previous } = place;
  tell(run, t`openclaw-guard ${from} → ${to}, from ${source ?? previous}`);
  if (dryRun) {
    tell(run, t`Nothing was changed (--dry-run).`);
  } else {
    confirmed(context, question, run.yes);
    await work();
    // Everything is in place: what cannot be written down is only said.
    const problem = noteVersion(context, program, to);
    if (problem !== null) context.terminal.err(translate(problem));
    noteEvent(
      context,
      DEFAULT_PROFILE,
      action,
      say`a person replaced openclaw-guard ${from} by ${to}`,
      { from, to },
    );
    tell(
      run,
      t`openclaw-guard ${to} is in ${program}; ${from} is kept in ${previous}`,
    );
    hints.forEach((hint) => tell(run, hint));
  }
  tellJson(run, { ...result, changed: !dryRun });
  return 0;
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
