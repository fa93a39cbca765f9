/**
 * What is collected before anything is killed or restarted, so that the cause
 * can be found later. A rescue does not wait for its papers: everything is
 * collected at the same time, and what is not there when the time is up is
 * marked as late.
 */

import type { Instant } from "../base/instant.ts";
import { maskSecrets, maskValue } from "../base/mask.ts";
import type { Silence } from "../core/silence.ts";
import type { Observation, ProcessIdentity, UnitFacts } from "../core/types.ts";
import { knownSecrets } from "../probe/known_secrets.ts";
import {
  type Evidence,
  type EvidencePart,
  writeEvidence,
} from "../store/evidence.ts";
import { stateRoot } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { messageOf } from "../base/errors.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";
import {
  cgroupEvidence,
  diskEvidence,
  hostEvidence,
  journalEvidence,
  portEvidence,
  processEvidence,
  restartLogEvidence,
  stabilityEvidence,
} from "./evidence_sources.ts";

/** The longest a rescue waits for its evidence, ms. */
export const EVIDENCE_LIMIT_MS = 2000;
/** Longer lines are cut; after masking, so that no half secret is left. */
const MAX_LINE_CHARACTERS = 2000;

/** What the evidence is about. */
export interface EvidenceTarget extends
  Pick<
    Evidence,
    "profile" | "cause" | "attempt" | "verdict" | "reason" | "why"
  > {
  readonly unit: UnitFacts | null;
  readonly main: ProcessIdentity | null;
  readonly endpoint: {
    readonly host: string;
    readonly port: number;
    readonly stateDir: string;
    readonly configPath: string;
  } | null;
  /** What the guard saw; null when it acts without having looked. */
  readonly observation: Observation | null;
  /** What its main thread showed, look by look; missing: it was not silent. */
  readonly silence?: Silence | undefined;
}

/** One moment that many tasks must keep; what tests replace. */
export interface Deadline {
  /** Resolves when the time is up. */
  readonly expired: Promise<void>;
  /** Nobody waits any more. */
  cancel(): void;
}

function deadlineAfter(ms: number): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { expired, cancel: () => clearTimeout(timer) };
}

/**
 * Collects evidence and writes it down; nothing that goes wrong here stops a
 * rescue. Call it before every kill and restart.
 *
 * @param limitMs The longest it may take, ms.
 * @param onProblem Told why nothing could be kept, e.g. a full disk.
 * @returns The id of the evidence, null when there is none.
 */
export async function keepEvidence(
  context: Context,
  target: EvidenceTarget,
  limitMs: number,
  onProblem: (problem: string) => void,
): Promise<string | null> {
  try {
    const now = context.clock.now();
    const evidence = await collectEvidence(context, target, now, limitMs);
    return writeEvidence(context, evidence);
  } catch (error) {
    onProblem(say`cannot keep evidence: ${messageOf(error)}`);
    return null;
  }
}

/**
 * Collects evidence. Never throws, and takes no longer than the limit.
 *
 * @param limitMs Milliseconds; also the limit of every program that is asked.
 * @param deadline Ends the collection.
 */
export async function collectEvidence(
  context: Context,
  target: EvidenceTarget,
  now: Instant,
  limitMs: number,
  deadline: Deadline = deadlineAfter(limitMs),
): Promise<Evidence> {
  const { clock } = context;
  const started = clock.elapsedMs();
  const tried = async (work: () => unknown): Promise<EvidencePart> => {
    const began = clock.elapsedMs();
    try {
      const value = await work();
      const tookMs = Math.round(clock.elapsedMs() - began);
      return { state: "collected", tookMs, value };
    } catch (error) {
      return { state: "failed", why: reasonOf(error) };
    }
  };
  const late = (): EvidencePart => ({ state: "late" });
  const collect = (work: () => unknown) =>
    Promise.race([deadline.expired.then(late), tried(work)]);
  const { profile, unit, main, endpoint, observation, silence } = target;
  const secrets = collect(() =>
    knownSecrets(context, {
      profile,
      unit,
      main,
      configPath: endpoint?.configPath ?? null,
      stateDir: endpoint?.stateDir ?? null,
    })
  );
  const parts: Promise<readonly [name: string, part: EvidencePart]>[] = [];
  const add = (name: string, work: () => unknown) => {
    parts.push(collect(work).then((part) => [name, part] as const));
  };
  if (observation !== null) {
    // The unit and the silence have parts of their own.
    const { unit: _unit, sample: _sample, ...rest } = observation;
    add("probe", () => rest);
  }
  if (silence !== undefined) add("silence", () => silence);
  if (unit !== null) {
    // The environment may hold keys under any name, so it is left out whole.
    const {
      environment: _,
      systemctl: _systemctl,
      profile: _profile,
      ...rest
    } = unit;
    add("unit", () => rest);
    add("journal", () => journalEvidence(context, unit, limitMs));
    if (unit.controlGroup !== "") {
      add("cgroup", () => cgroupEvidence(context, unit.controlGroup));
    }
  }
  if (main !== null) {
    const group = unit?.controlGroup ?? "";
    add("process", () => processEvidence(context, main, group));
  }
  add("host", () => hostEvidence(context));
  const folders = [stateRoot(context), context.roots.tmp];
  if (endpoint !== null) {
    const { host, port, stateDir } = endpoint;
    add("port", () => portEvidence(context, host, port));
    add("restartLog", () => restartLogEvidence(stateDir));
    add("stability", () => stabilityEvidence(stateDir));
    folders.unshift(stateDir);
  }
  add("disk", () => diskEvidence(context, folders, limitMs));
  const collected = await Promise.all(parts);
  const found = await secrets;
  deadline.cancel();
  const known = found.state === "collected" ? found.value as string[] : [];
  const shown = (name: string, part: EvidencePart): EvidencePart =>
    found.state !== "collected" && part.state === "collected" &&
      QUOTING.has(name)
      ? {
        state: "failed",
        why: say`the secrets to be hidden in it could not be gathered in time`,
      }
      : masked(part, known);
  const { cause, attempt, verdict, reason, why } = target;
  return {
    schema: 1,
    at: new Date(now.wallMs).toISOString(),
    profile,
    cause,
    attempt,
    verdict,
    reason,
    why: maskSecrets(why, known),
    tookMs: Math.round(clock.elapsedMs() - started),
    parts: Object.fromEntries(
      collected.map(([name, part]) => [name, shown(name, part)]),
    ),
  };
}

/** Parts in which others speak, who may say any secret. */
const QUOTING: ReadonlySet<string> = new Set(["journal", "restartLog"]);

/** Texts of many lines become lists, which read better in a file. */
function masked(part: EvidencePart, known: readonly string[]): EvidencePart {
  if (part.state === "late") return part;
  if (part.state === "failed") {
    return { ...part, why: maskSecrets(part.why, known) };
  }
  return { ...part, value: inLines(maskValue(part.value, known)) };
}

function inLines(value: unknown): unknown {
  if (typeof value === "string") {
    const lines = value.split("\n").map((line) =>
      line.length > MAX_LINE_CHARACTERS
        ? `${line.slice(0, MAX_LINE_CHARACTERS)} … (cut)`
        : line
    );
    return lines.length === 1 ? lines[0] : lines;
  }
  if (Array.isArray(value)) return value.map(inLines);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inLines(item)]),
  );
}
