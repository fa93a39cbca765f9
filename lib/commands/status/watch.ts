/** `status --watch`: looks again and again, as `status` does, and only looks. */

import { fileStamp } from "../../store/file_stamp.ts";
import { type HistoryEvent, historyEvents } from "../../store/history.ts";
import { profilePaths } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import type { Screen } from "../../sys/screen.ts";
import { t } from "../../text/speech.ts";
import { clipToWidth } from "../../base/width.ts";
import { formatDuration, formatLocalTime, listed } from "../../cli/format.ts";
import { headText, lookOf, reportsJson, reportsLines } from "./text.ts";
import { gatherStatus, type ReadEvents, type StatusReport } from "./report.ts";
import { asLabel, safeLine } from "../../base/safe_line.ts";

/** What is watched, and where it is shown. */
interface Watching {
  readonly context: Context;
  readonly profiles: readonly string[];
  /** From the end of one look to the beginning of the next. */
  readonly everyMs: number;
  readonly json: boolean;
  readonly screen: Screen;
  readonly ended: AbortSignal;
}

/** Another screen, so that the old one is there again at the end; no cursor. */
const BEGIN = "\x1b[?1049h\x1b[?25l";
const END = "\x1b[?25h\x1b[?1049l";

/** Returns when it is ended, or nobody reads any more. */
export async function watchStatus(watching: Watching): Promise<void> {
  const { screen, json } = watching;
  if (!screen.live || json) await printChanges(watching);
  else await redraw(watching);
}

async function redraw(watching: Watching): Promise<void> {
  const { context, screen } = watching;
  let reports: readonly StatusReport[] = [];
  const draw = () => {
    if (reports.length > 0) screen.write(frame(watching, reports));
  };
  screen.write(BEGIN);
  const stopListening = screen.onResize(draw);
  try {
    for await (reports of looks(watching)) draw();
  } finally {
    stopListening();
    screen.write(END);
  }
  // What was seen last stays to be read.
  if (reports.length === 0) return;
  reportsLines(reports, lookOf(context, screen)).forEach(context.terminal.out);
}

/** A line or a JSON object whenever something has changed. */
async function printChanges(watching: Watching): Promise<void> {
  const { context, screen, json } = watching;
  let last = "";
  for await (const reports of looks(watching)) {
    const nowMs = context.clock.now().wallMs;
    const now = JSON.stringify(reports.map((report) => essence(report)));
    if (now === last) continue;
    last = now;
    const text = json
      ? [reportsJson(reports)]
      : reports.map((report) => changeLine(report, nowMs));
    if (!screen.write(text.map((line) => `${safeLine(line)}\n`).join(""))) {
      return;
    }
  }
}

/** One look after the other, with a pause in between, until it is ended. */
async function* looks(
  { context, profiles, everyMs, ended }: Watching,
): AsyncGenerator<readonly StatusReport[]> {
  const end = new Promise<null>((resolve) =>
    ended.addEventListener("abort", () => resolve(null), { once: true })
  );
  const readEvents = eventsWhenChanged(context);
  while (!ended.aborted) {
    const look = Promise.all(
      profiles.map((profile) => gatherStatus(context, profile, readEvents)),
    );
    const reports = await Promise.race([look, end]);
    if (reports === null) return;
    yield reports;
    await Promise.race([context.clock.sleep(everyMs), end]);
  }
}

/** The history is read again only when its file is another. */
function eventsWhenChanged(context: Context): ReadEvents {
  const known = new Map<
    string,
    { stamp: string; events: readonly HistoryEvent[] }
  >();
  return (profile) => {
    const stamp = stampOf(profilePaths(context, profile).history);
    const old = known.get(profile);
    if (old?.stamp === stamp) return old.events;
    const events = historyEvents(context, profile);
    known.set(profile, { stamp, events });
    return events;
  };
}

function stampOf(path: string): string {
  try {
    return fileStamp(path) ?? "";
  } catch {
    return ""; // readHistory() has its own way with it
  }
}

/** What counts as a change: not the passing of time, nor how fast it answers. */
function essence({ json, guard }: StatusReport): unknown {
  const { verdict, reason, unit, ladder, maintenance } = json;
  const { refusedConfig, brokenConfig, drill } = json;
  return {
    ...{ profile: json.profile, verdict, reason, maintenance },
    ...{ refusedConfig, brokenConfig, drill },
    unit: unit === null ? null : [unit.activeState, unit.mainPid],
    ...{ attempt: ladder.attempt, holdDown: ladder.holdDownUntil !== null },
    checking: guard.checking,
  };
}

function changeLine(report: StatusReport, nowMs: number): string {
  const { json } = report;
  const pid = json.unit?.mainPid ?? 0;
  const { attempt } = json.ladder;
  const what = listed([
    headText(report),
    pid === 0 ? t`no process` : t`pid ${pid}`,
    attempt > 0 && t`attempts: ${attempt}`,
  ]);
  return `${formatLocalTime(nowMs)} ${asLabel(json.profile)}: ${what}`;
}

/** Written over what is there, line by line, so that nothing flickers. */
function frame(
  { context, screen, everyMs }: Watching,
  reports: readonly StatusReport[],
): string {
  const { columns = 80, rows = 24 } = screen.size() ?? {};
  // Behind a full line the cursor stands on its last character.
  const look = { ...lookOf(context, screen), columns: columns - 1 };
  const title = t`${formatLocalTime(look.nowMs).slice(-8)}, every ${
    formatDuration(everyMs)
  }, Ctrl-C ends it`;
  const lines = [
    clipToWidth(title, look.columns),
    "",
    ...reportsLines(reports, look),
  ];
  const shown = lines.length <= rows
    ? lines
    : [...lines.slice(0, rows - 1), "…"];
  return `\x1b[H${
    shown.map((line) => `${safeLine(line, look.colour)}\x1b[K`).join("\n")
  }\x1b[J`;
}
