/**
 * Keeps the page up to date that the setting `history.page` names: after the
 * checks, at most once a minute and at each change of verdict. Whatever goes
 * wrong here is told, and no check fails for it.
 */

import { messageOf } from "../../base/errors.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { say } from "../../base/say.ts";
import { noteEvent } from "../../cli/note_event.ts";
import type { SideSettings } from "../../settings/side.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { foreignPart } from "../../store/foreign_folder.ts";
import { stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { readPlainText } from "../../sys/plain_file.ts";

/** What a check has found. */
export interface Found {
  readonly profile: string;
  readonly verdict: string;
  readonly reason: string | null;
}

/** A page is younger, ms, unless a verdict has changed. */
const EVERY_MS = 60_000;
/** Checks are not exactly half a minute apart. */
const SLACK_MS = 5000;
/** Days on the page. */
const DAYS = 90;

/** What is remembered of the last time; lies beside the state. */
interface Last {
  readonly path: string;
  readonly atWallMs: number;
  readonly found: string;
  /** Why it could not be written; null: it was. */
  readonly problem: string | null;
}

/**
 * Writes the page if it is due, also with settings that cannot be used: it says
 * that they cannot, and an old one that nobody checks. Never throws.
 */
export async function keepPage(
  context: Context,
  { history: { page: path } }: Pick<SideSettings, "history">,
  results: readonly Found[],
): Promise<void> {
  if (path === null) return;
  // Another check is at work, and writes it.
  if (results.every(({ verdict }) => verdict === "skipped")) return;
  try {
    const now = context.clock.now().wallMs;
    const found = JSON.stringify(
      results.map(({ profile, verdict, reason }) => [profile, verdict, reason]),
    );
    const last = readLast(context);
    const ageMs = now - (last?.atWallMs ?? -Infinity);
    if (
      last?.path === path && last.found === found && ageMs >= 0 &&
      ageMs < EVERY_MS - SLACK_MS
    ) return;
    const problem = await write(context, path);
    if (problem !== null && last?.problem !== problem) {
      noteEvent(context, DEFAULT_PROFILE, "history-page", problem, {});
    }
    writeFileAtomic(
      lastPath(context),
      JSON.stringify({ path, atWallMs: now, found, problem }) + "\n",
    );
  } catch {
    // The guard's folder cannot be written to, which the check has told.
  }
}

/** @returns Why it could not be written, or null. */
async function write(context: Context, path: string): Promise<string | null> {
  // Who owns the folder could have root write elsewhere, with every check.
  const foreign = context.uid === 0 ? foreignPart(path, 0) : null;
  if (foreign !== null) {
    return say`the page of the history is not kept up to date: ${say`${foreign} is another user's, and this is root`}`;
  }
  try {
    // Costs nothing until it is needed.
    const [{ gatherHistory, historyProfiles }, { historyPage }, files] =
      await Promise.all([
        import("./gather.ts"),
        import("./page.ts"),
        import("./files.ts"),
      ]);
    const view = await gatherHistory(
      context,
      await historyProfiles(context),
      { days: DAYS, kept: true },
    );
    files.writePublic(path, historyPage(view));
    return null;
  } catch (error) {
    return say`the page of the history is not kept up to date: ${
      messageOf(error)
    }`;
  }
}

function lastPath(context: Context): string {
  return `${stateRoot(context)}/page.json`;
}

/** The largest one that is read, bytes. */
const MAX_BYTES = 64 * 1024;

/** One that cannot be read counts as none: then the page is written. */
function readLast(context: Context): Last | null {
  try {
    const text = readPlainText(lastPath(context), MAX_BYTES);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
