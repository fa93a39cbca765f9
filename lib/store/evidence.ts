/**
 * The evidence files of a profile: one for each rescue, `<id>.json`, 0600, at
 * most 1 MB, 20 kept. Other files in the folder are left alone.
 */

import { parseJsonAs } from "../base/parse_json.ts";
import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import { entriesOf } from "../sys/files.ts";
import { profileOption } from "../base/profile.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";
import { profilePaths } from "./paths.ts";
import { learnMessages, messagesIn, say } from "../base/say.ts";

/** How many are kept. */
export const KEPT_EVIDENCE = 20;
/** The largest file, in bytes. */
export const MAX_EVIDENCE_BYTES = 1_000_000;
/** Of a file with more than fits only so much of why it was made is kept. */
const MAX_WHY_CHARACTERS = 2000;

const ID = /^\d{8}T\d{6}Z-[a-z][a-z-]{0,30}[a-z](?:-\d{1,6})?$/;

/** Whether this may be the ID of a piece of evidence. */
export function isEvidenceId(text: string): boolean {
  return ID.test(text);
}

/** A row of the list. */
export interface EvidenceSummary {
  readonly id: string;
  readonly bytes: number;
  /** Null when the file cannot be read. */
  readonly evidence: Evidence | null;
}

const partSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("collected"),
    tookMs: z.number(),
    value: z.unknown(),
  }),
  /** It did not come within the time allowed. */
  z.object({ state: z.literal("late") }),
  z.object({ state: z.literal("failed"), why: z.string() }),
]);

const schema = z.object({
  schema: z.literal(1),
  /** RFC 3339. */
  at: z.string(),
  profile: z.string(),
  /** What was about to be done, e.g. "restart". */
  cause: z.string(),
  /** The attempt of the ladder; null outside of it. */
  attempt: z.nullable(z.number()),
  verdict: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  why: z.string(),
  /** Milliseconds until all was collected or given up. */
  tookMs: z.number(),
  parts: z.record(z.string(), partSchema),
  said: z.optional(z.unknown()),
});

/** What became of one thing that was to be collected. */
export type EvidencePart = Readonly<z.infer<typeof partSchema>>;

/** The contents of a file; secrets are masked before it is written. */
export type Evidence = Readonly<Omit<z.infer<typeof schema>, "said">>;

/**
 * Writes a file of what fits into one, and removes the oldest beyond
 * {@linkcode KEPT_EVIDENCE}.
 *
 * @returns Its id.
 * @throws {Error} of the failing system call, e.g. on a full disk; nothing half
 * written is left then, and nothing was removed.
 */
export function writeEvidence(context: Context, evidence: Evidence): string {
  const { evidence: dir } = profilePaths(context, evidence.profile);
  ensurePrivateDir(dir);
  const stamp = evidence.at.replaceAll(/[-:]|\.\d+/g, "");
  const attempt = evidence.attempt === null ? "" : `-${evidence.attempt}`;
  const id = `${stamp}-${evidence.cause}${attempt}`;
  const fitting = bounded(evidence);
  writeFileAtomic(
    `${dir}/${id}.json`,
    JSON.stringify({ ...fitting, ...messagesIn(fitting) }, null, 1),
  );
  // The new one stays even when the clock was set back and it sorts first.
  const others = idsIn(dir).filter((other) => other !== id);
  for (const old of others.slice(KEPT_EVIDENCE - 1)) {
    Deno.removeSync(`${dir}/${old}.json`);
  }
  return id;
}

/** Gives up the oldest half of the longest list, again and again, until it fits. */
function bounded(evidence: Evidence): Evidence {
  let fitting = evidence;
  for (const name of ["journal", "restartLog"]) {
    while (sizeOf(fitting) > MAX_EVIDENCE_BYTES) {
      const part = fitting.parts[name];
      if (part?.state !== "collected" || !Array.isArray(part.value)) break;
      if (part.value.length < 2) break;
      const value = part.value.slice(Math.ceil(part.value.length / 2));
      fitting = {
        ...fitting,
        parts: { ...fitting.parts, [name]: { ...part, value } },
      };
    }
  }
  return sizeOf(fitting) <= MAX_EVIDENCE_BYTES ? fitting : {
    ...fitting,
    why: fitting.why.slice(0, MAX_WHY_CHARACTERS),
    parts: { all: { state: "failed", why: say`more than fits into one file` } },
  };
}

function sizeOf(evidence: Evidence): number {
  return new TextEncoder().encode(JSON.stringify(evidence, null, 1)).length;
}

/** What is kept, newest first. */
export function listEvidence(
  context: Context,
  profile: string,
): EvidenceSummary[] {
  const { evidence: dir } = profilePaths(context, profile);
  return idsIn(dir).flatMap((id) => {
    const text = readText(dir, id);
    return text === null ? [] : [{
      id,
      bytes: new TextEncoder().encode(text).length,
      evidence: parse(text),
    }];
  });
}

/**
 * Reads one file.
 *
 * @throws {GuardError} when there is none of this id, or it is damaged.
 */
export function readEvidence(
  context: Context,
  profile: string,
  id: string,
): Evidence {
  const { evidence: dir } = profilePaths(context, profile);
  const text = isEvidenceId(id) ? readText(dir, id) : null;
  if (text === null) {
    throw new GuardError(
      say`there is no evidence ${JSON.stringify(id)} of profile ${profile}`,
      say`"openclaw-guard evidence${
        profileOption(profile)
      }" lists what there is`,
    );
  }
  const evidence = parse(text);
  if (evidence === null) {
    throw new GuardError(
      say`${dir}/${id}.json is damaged or of another version`,
    );
  }
  return evidence;
}

function parse(text: string): Evidence | null {
  const read = parseJsonAs(schema, text);
  if (read === null) return null;
  const { said, ...evidence } = read;
  learnMessages(said);
  return evidence;
}

/** Ids in a folder, newest first. */
function idsIn(dir: string): string[] {
  return entriesOf(dir).flatMap(({ name, isFile }) => {
    const id = name.endsWith(".json") ? name.slice(0, -".json".length) : "";
    return isFile && isEvidenceId(id) ? [id] : [];
  }).sort().reverse();
}

function readText(dir: string, id: string): string | null {
  return readPlainText(`${dir}/${id}.json`, 2 * MAX_EVIDENCE_BYTES);
}
