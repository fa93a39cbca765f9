/** What the gateway itself says about a config it refuses (OpenClaw 2026.2 to 2026.9). */

import { say } from "../base/say.ts";
import { maskSecrets } from "../base/mask.ts";

/** More problems, and longer ones, are cut off. */
const MAX_PROBLEMS = 8;
const MAX_LENGTH = 200;

/** `2026-11-23T01:43:57.188+00:00 `, with which OpenClaw begins a record. */
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+\S*\s+/;
/** `openclaw.json:12 — `, before some problems. */
const PLACE = /^\S+:\d+ — /;
/** `gateway.port: Invalid input: …`, `<root>: Unrecognized key: "x"`. */
const PROBLEM = /^(<root>|[^\s:]{1,200}): (.{1,2000})$/;

/**
 * Keys follow: `Invalid config at PATH:` (from 2026.7 on), `Invalid config at
 * PATH.` (2026.5 and 2026.6), `Problem:` (up to 2026.3).
 */
const LIST_BEGINS = /\bInvalid config at .*[:.]\s*$|^Problem:\s*$/;
const LIST_ENDS = /^(?:Run|If)\b/;

/**
 * The keys at fault, from the gateway's journal. Secrets are masked.
 *
 * @param journal Messages of one failed start, the oldest first.
 * @param known Secrets that are known literally.
 * @param refused It is known that the config was refused (exit code 78). If not,
 * a reason that may have nothing to do with the config is none.
 * @returns Sentences such as `gateway.port: Invalid input: expected number,
 * received string`; none when it gave no reason.
 */
export function configProblems(
  journal: string,
  known: readonly string[] = [],
  refused = true,
): string[] {
  const lines = journal.split("\n");
  const start = lines.findLastIndex((line) => LIST_BEGINS.test(line));
  const problems = start === -1
    ? otherReasons(lines, known, refused)
    : listedProblems(lines.slice(start + 1), known);
  return problems.slice(0, MAX_PROBLEMS);
}

/**
 * Whether the gateway gave way to another OpenClaw process, which it also says
 * with exit code 78 (seen with a frozen gateway started by hand: "another
 * OpenClaw process owns gateway-lifecycle").
 *
 * @param journal See {@linkcode configProblems}.
 */
export function wasContended(journal: string): boolean {
  return /another OpenClaw process owns /.test(journal);
}

function listedProblems(
  lines: readonly string[],
  known: readonly string[],
): string[] {
  const end = lines.findIndex((line) =>
    STAMP.test(line) || LIST_ENDS.test(line)
  );
  return lines.slice(0, end === -1 ? lines.length : end).flatMap((line) => {
    const text = line.trim().replace(/^- /, "").replace(PLACE, "");
    const [, key, message] = PROBLEM.exec(text) ?? [];
    if (key === undefined || message === undefined) {
      return text === "" ? [] : [cut(maskSecrets(text, known))];
    }
    const problem = maskSecrets(plainly(message), known);
    return [cut(
      key === "<root>"
        ? say`top level: ${problem}`
        : say`${maskSecrets(key, known)}: ${problem}`,
    )];
  });
}

/** As it is the masks would take the key's name for a secret. */
function plainly(message: string): string {
  const [, plural, keys] = /^Unrecognized key(s?): (.*)$/.exec(message) ?? [];
  if (keys === undefined) return message;
  return plural === "s" ? say`unknown keys ${keys}` : say`unknown key ${keys}`;
}

const REASONS = [
  /Gateway start blocked: (.*)$/,
  /(Refusing to bind gateway .*)$/,
  /(Gateway auth is set to .*)$/,
  // So it says of the key gateway.bind as well (exit code 1 on 2026.9.6, too).
  /(Invalid --bind\. .*)$/,
];
/** A busy port, a full disk: they are the config's only if it was refused. */
const VAGUE_REASONS = [/(Refusing to .*)$/, /Gateway failed to start: (.*)$/];

/** A refusal that names no keys; the first sentence says enough. */
function otherReasons(
  lines: readonly string[],
  known: readonly string[],
  refused: boolean,
): string[] {
  for (const pattern of refused ? [...REASONS, ...VAGUE_REASONS] : REASONS) {
    for (const line of [...lines].reverse()) {
      const text = pattern.exec(line)?.[1];
      if (text === undefined) continue;
      const sentence = text.startsWith("Invalid --bind. ")
        ? `gateway.bind: ${text.slice("Invalid --bind. ".length)}`
        : text.split(/\.(?:\s|$)/)[0] ?? text;
      return [cut(maskSecrets(sentence, known))];
    }
  }
  return [];
}

function cut(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
