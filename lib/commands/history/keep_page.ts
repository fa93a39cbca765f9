/**
 * Keeps the page up to date that the setting `history.page` names: after the
 * checks, at most once a minute and at each change of verdict.
 */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { shownProfiles } from "../../cli/watched_profiles.ts";
import type { SideSettings } from "../../settings/side.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import { keepFile } from "../../cli/kept_file.ts";
import { writePublic } from "./files.ts";

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
const lastSchema = z.object({
  path: z.string(),
  atWallMs: z.number(),
  found: z.string(),
  /** Why it could not be written; null: it was. */
  problem: z.nullable(z.string()),
});
/** The largest one that is read, bytes. */
const MAX_BYTES = 64 * 1024;

/**
 * Writes the page if it is due, also with settings that cannot be used: it says
 * that they cannot, and an old one that nobody checks.
 */
export async function keepPage(
  context: Context,
  { history: { page: path } }: Pick<SideSettings, "history">,
  results: readonly Found[],
): Promise<void> {
  if (path === null) return;
  // Another check is at work, and writes it.
  if (results.every(({ verdict }) => verdict === "skipped")) return;
  const atWallMs = context.clock.now().wallMs;
  const found = JSON.stringify(
    results.map(({ profile, verdict, reason }) => [profile, verdict, reason]),
  );
  const lastPath = `${stateRoot(context)}/page.json`;
  const last = readLast(lastPath);
  const ageMs = atWallMs - (last?.atWallMs ?? -Infinity);
  if (
    last?.path === path && last.found === found && ageMs >= 0 &&
    ageMs < EVERY_MS - SLACK_MS
  ) return;
  await keepFile(context, {
    path,
    event: "history-page",
    async write() {
      // Costs nothing until it is needed.
      const [{ gatherHistory }, { historyPage }] = await Promise.all([
        import("./gather.ts"),
        import("./page.ts"),
      ]);
      const view = await gatherHistory(
        context,
        await shownProfiles(context),
        { days: DAYS, kept: true },
      );
      writePublic(path, historyPage(view));
    },
    problem: (why) =>
      say`the page of the history is not kept up to date: ${why}`,
    again: say`the page of the history is kept up to date again`,
    told: () => last?.problem ?? null,
    remember: (problem) =>
      writeFileAtomic(
        lastPath,
        JSON.stringify({ path, atWallMs, found, problem }) + "\n",
      ),
  });
}

/** One that cannot be read counts as none: then the page is written. */
function readLast(path: string): z.infer<typeof lastSchema> | null {
  try {
    return parseJsonAs(lastSchema, readPlainText(path, MAX_BYTES) ?? "");
  } catch {
    return null;
  }
}
