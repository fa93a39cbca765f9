/** Which generation `restore-config` takes, and how the list looks. */

import { GuardError, UsageError } from "../core/errors.ts";
import type { Generation } from "../store/backup_index.ts";
import type { RestoreChoices } from "../store/backup_restore.ts";
import { formatAge, formatBytes, rfc3339 } from "./format.ts";

const SEE_LIST = 'See "openclaw-guard restore-config --list"';

/**
 * The generation to take without asking: the newest proven one that differs
 * from the file, else the newest candidate that does. What `restore-config`
 * itself replaced, and what no gateway starts from, is never chosen so.
 *
 * @throws {GuardError} when there is none.
 */
export function chooseForYes(choices: RestoreChoices): Generation {
  const chosen = usable(choices).find(({ proven }) => proven) ??
    usable(choices)[0];
  return chosen ?? nothing(choices, "");
}

/**
 * The generation `--to` names: "latest", "latest-proven", an id or the first
 * four or more digits of one.
 *
 * @throws {UsageError} when the text names none or several.
 * @throws {GuardError} when there is no generation of that kind.
 */
export function chooseNamed(choices: RestoreChoices, text: string): Generation {
  if (text === "latest") return usable(choices)[0] ?? nothing(choices, "");
  if (text === "latest-proven") {
    return usable(choices).find(({ proven }) => proven) ??
      nothing(choices, "proven ");
  }
  const found = /^[0-9a-f]{4,12}$/.test(text)
    ? choices.generations.filter(({ id }) => id.startsWith(text))
    : [];
  if (found[0] !== undefined && found.length === 1) return found[0];
  throw new UsageError(
    found.length > 1
      ? `cannot restore ${
        JSON.stringify(text)
      }: ${found.length} generations begin with it`
      : `cannot restore ${
        JSON.stringify(text)
      }: there is no generation with this id`,
    SEE_LIST,
  );
}

/** The generation with this number in the list, null for anything else. */
export function chooseNumbered(
  choices: RestoreChoices,
  answer: string,
): Generation | null {
  const number = /^[0-9]{1,4}$/.test(answer.trim()) ? Number(answer) : 0;
  return choices.generations[number - 1] ?? null;
}

/** Whether the config file has exactly these bytes. */
export function isCurrent(
  { current }: RestoreChoices,
  { sha256 }: Generation,
): boolean {
  return sha256 === current.sha256;
}

function usable(choices: RestoreChoices): Generation[] {
  return choices.generations.filter((generation) =>
    generation.valid && generation.source !== "replaced" &&
    !isCurrent(choices, generation)
  );
}

function nothing({ generations }: RestoreChoices, kind: string): never {
  throw new GuardError(
    generations.length === 0
      ? "cannot restore the config: nothing has been kept yet; the guard keeps a copy when it sees the gateway healthy"
      : `cannot restore the config: no ${kind}generation differs from the file that is there`,
    generations.length === 0
      ? 'OpenClaw has copies of its own: "openclaw doctor --fix"'
      : SEE_LIST,
  );
}

/** The list for people. Nothing of any config is in it. */
export function listLines(choices: RestoreChoices, nowMs: number): string[] {
  const { generations, current } = choices;
  const rows = generations.map((generation, index) => [
    String(index + 1),
    generation.id,
    formatAge(generation.lastSeenMs, nowMs),
    formatBytes(generation.size),
    generation.openclawVersion ?? "-",
    marks(choices, generation),
  ]);
  const table = [["#", "id", "last seen", "size", "OpenClaw", ""], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0))
  );
  const lines = generations.length === 0
    ? ["No config has been kept yet."]
    : table.map((row) =>
      row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")
        .trimEnd()
    );
  const known = generations.some((one) => isCurrent(choices, one));
  if (current.invalid !== null) {
    lines.push(`The file that is there now is broken: ${current.invalid}.`);
  } else if (!known) {
    lines.push("The file that is there now is none of these.");
  }
  return lines;
}

function marks(choices: RestoreChoices, generation: Generation): string {
  const words = [
    generation.proven ? "proven" : generation.valid ? "candidate" : "broken",
    ...(generation.source === "replaced" ? ["replaced"] : []),
    ...(isCurrent(choices, generation) ? ["current"] : []),
  ];
  return words.join(", ");
}

/** The list for scripts, without the keys common to all output. */
export function listJson(choices: RestoreChoices): Record<string, unknown> {
  const { generations, current } = choices;
  return {
    current: {
      id: current.sha256 === null ? null : current.sha256.slice(0, 12),
      valid: current.invalid === null,
    },
    generations: generations.map((generation) => ({
      id: generation.id,
      size: generation.size,
      firstSeen: rfc3339(generation.firstSeenMs),
      lastSeen: rfc3339(generation.lastSeenMs),
      openclawVersion: generation.openclawVersion,
      proven: generation.proven,
      valid: generation.valid,
      source: generation.source,
      current: isCurrent(choices, generation),
    })),
  };
}
