/** Do the metrics reach node_exporter, when they are to? */

import { asLabel } from "../../base/safe_line.ts";
import { folderOf } from "../../base/path.ts";
import { formatDuration } from "../../base/duration.ts";
import { messageOf } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import { shellWord } from "../../base/shell_word.ts";
import { CHECK_OVERDUE_MS } from "../../core/last_check.ts";
import { readBody } from "../../probe/answer.ts";
import { plainGet } from "../../probe/plain_get.ts";
import type { Context } from "../../sys/context.ts";
import { userName } from "../../sys/user_name.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const CHECK = checkNamed("metrics");

/** Where node_exporter listens (its --web.listen-address), and for how long it is asked, ms. */
const EXPORTER = "http://127.0.0.1:9100";
const EXPORTER_LIMIT_MS = 2000;
/** The text of a host with many collectors has some hundred kB. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Debian's --collector.textfile.directory; root's. */
const TEXTFILES = "/var/lib/prometheus/node-exporter";

/** What was found out. */
export interface MetricsFacts {
  /** The setting. */
  readonly file: string;
  /** Whose guard this is. */
  readonly user: string;
  /** Milliseconds since it was written, and why it cannot be looked at. */
  readonly ageMs: number | null;
  readonly error: string | null;
  /** Whether the folder is there in which it is to be. */
  readonly hasFolder: boolean;
  /** The first of the folders and the file itself that others cannot pass or read; null: none. */
  readonly closed: { readonly path: string; readonly mode: number } | null;
  /** What the exporter shows; null: nothing answers there. */
  readonly shown: Shown | null;
}

/** What node_exporter shows of the textfiles. */
interface Shown {
  /** A series of this user's guard is among it. */
  readonly isOurs: boolean;
  /** Since the last check that it shows of them, ms; null: there was none. */
  readonly ageMs: number | null;
  /** A file there is one that it refuses. */
  readonly failed: boolean;
}

/** Looks at the file and asks the exporter; nothing when no file is wanted. */
export async function examineMetrics(
  context: Context,
  { settings: { settings } }: Target,
): Promise<Finding[]> {
  const { file } = settings.metrics;
  if (file === null) return [];
  const user = userName(context);
  const now = context.clock.now().wallMs;
  const folder = ageOf(folderOf(file), now);
  return judgeMetrics({
    ...{ file, user },
    ...ageOf(file, now),
    hasFolder: folder.ageMs !== null || folder.error !== null,
    closed: closedTo(file),
    shown: await askExporter(user, now),
  });
}

/** Neither where nothing is there. */
function ageOf(
  path: string,
  nowMs: number,
): Pick<MetricsFacts, "ageMs" | "error"> {
  try {
    const { mtime } = Deno.statSync(path);
    return { ageMs: nowMs - (mtime?.getTime() ?? 0), error: null };
  } catch (error) {
    const missing = error instanceof Deno.errors.NotFound;
    return { ageMs: null, error: missing ? null : messageOf(error) };
  }
}

/** The exporter is another user: every folder must let it through, to the real file. */
function closedTo(file: string): MetricsFacts["closed"] {
  const paths = [file];
  while (paths[0] !== "/") paths.unshift(folderOf(paths[0] ?? "") || "/");
  for (const path of paths) {
    try {
      const { mode, isDirectory } = Deno.statSync(path);
      const wanted = isDirectory ? 0o001 : 0o004;
      if (mode !== null && (mode & wanted) === 0) {
        return { path, mode: mode & 0o777 };
      }
    } catch {
      return null; // that it is not there is told
    }
  }
  return null;
}

async function askExporter(
  user: string,
  nowMs: number,
): Promise<Shown | null> {
  const signal = AbortSignal.timeout(EXPORTER_LIMIT_MS);
  try {
    const answer = await plainGet(EXPORTER)("/metrics", signal);
    const { text } = await readBody(answer, MAX_BYTES);
    return answer.status === 200 && text !== null
      ? shownIn(text, user, nowMs)
      : null;
  } catch {
    return null;
  }
}

/** What the text of node_exporter (tried: 1.5.0) tells of our file. */
export function shownIn(text: string, user: string, nowMs: number): Shown {
  const label = `user="${
    user.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
  }"`;
  const lines = text.split("\n");
  const ours = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}{`) && line.includes(label));
  const agesMs = ours("openclaw_guard_last_check_timestamp_seconds")
    .map((line) => nowMs - 1000 * Number(line.slice(line.lastIndexOf(" "))))
    .filter(Number.isFinite);
  return {
    isOurs: ours("openclaw_guard_build_info").length > 0,
    ageMs: agesMs.length === 0 ? null : Math.min(...agesMs),
    failed: lines.includes("node_textfile_scrape_error 1"),
  };
}

/** What that means. */
export function judgeMetrics(facts: MetricsFacts): Finding[] {
  const { file, user, ageMs, error, hasFolder, closed } = facts;
  const folder = `/var/lib/openclaw-guard/${user}`;
  const elsewhere = `sudo install -d -o ${shellWord(user)} -m 0755 ${
    shellWord(folder)
  }`;
  const better = `${folder}/metrics.prom`;
  if (ageMs === null && error === null && hasFolder) {
    return [CHECK.warning(
      say`there are no metrics in ${file} yet: the next check writes them, or the guard's log says why`,
      "openclaw-guard logs -n 50",
    )];
  }
  if (ageMs === null) {
    return [CHECK.warning(
      error === null
        ? say`the folder for the metrics in ${file} is not there; a good place is ${better}`
        : say`the metrics in ${file} cannot be looked at (${error}); "metrics.file" can be ${better}`,
      elsewhere,
    )];
  }
  if (ageMs > CHECK_OVERDUE_MS) {
    return [CHECK.warning(
      say`the metrics in ${file} are ${
        formatDuration(ageMs)
      } old: the guard's log says why`,
      "openclaw-guard logs -n 50",
    )];
  }
  if (closed !== null) {
    const isFile = closed.path === file;
    const mode = closed.mode.toString(8).padStart(4, "0");
    return [CHECK.warning(
      isFile
        ? say`others cannot read the metrics in ${file}: it has mode ${mode}`
        : say`others cannot read the metrics in ${file}: ${closed.path} has mode ${mode}; "metrics.file" can be ${better}`,
      // A home is closed with good reason.
      isFile ? `chmod 0644 ${shellWord(file)}` : elsewhere,
    )];
  }
  return [judgeShown(facts)];
}

function judgeShown({ file, user, ageMs, shown }: MetricsFacts): Finding {
  const link = `${TEXTFILES}/openclaw_guard_${asLabel(user)}.prom`;
  if (shown === null) {
    return CHECK.note(
      say`the metrics are in ${file}; no node_exporter answers at ${EXPORTER}, which would show them`,
    );
  }
  if (!shown.isOurs) {
    return CHECK.warning(
      say`node_exporter does not show the metrics of ${user}`,
      `sudo ln -s ${shellWord(file)} ${shellWord(link)}`,
    );
  }
  if (shown.failed) {
    return CHECK.warning(
      say`node_exporter shows the metrics, but cannot read one of its textfiles`,
      `ls -lL ${TEXTFILES}`,
    );
  }
  if (shown.ageMs !== null && shown.ageMs > (ageMs ?? 0) + CHECK_OVERDUE_MS) {
    return CHECK.warning(
      say`node_exporter shows metrics that are ${
        formatDuration(shown.ageMs)
      } old: of another file than ${file}`,
      `ls -lL ${TEXTFILES}`,
    );
  }
  return CHECK.ok(say`node_exporter shows the metrics in ${file}`);
}
