/** How copies look in words, in the list of `restore-config` and for scripts. */

import type { Generation } from "../../config/index.ts";
import type { RestoreChoices } from "../../config/choices.ts";
import { t, translate } from "../../text/speech.ts";
import { tableLines } from "../../base/width.ts";
import { formatAge, formatBytes, rfc3339 } from "../../cli/format.ts";
import { everything, isCurrent, numbered, otherCopies } from "./choose.ts";
import type { Difference } from "../../config/diff.ts";

/** How one generation differs from what is there. */
export interface Comparison {
  /** One line for the list. */
  readonly summary: string;
  /** Null when one of the two cannot be read as a config. */
  readonly differences: readonly Difference[] | null;
}

/** The list for people. No value of any config is in it, only names of keys. */
export function listLines(
  choices: RestoreChoices,
  comparisons: ReadonlyMap<string, Comparison>,
  nowMs: number,
): string[] {
  const { generations, current } = choices;
  const ids = numbered(choices).map(({ id }) => id);
  const row = (generation: Generation) => [
    isCurrent(choices, generation) ? "" : `${ids.indexOf(generation.id) + 1}`,
    generation.id,
    translate(formatAge(generation.lastSeenMs, nowMs)),
    formatBytes(generation.size),
    generation.openclawVersion ?? "-",
    marks(choices, generation),
    translate(comparisons.get(generation.id)?.summary ?? ""),
  ];
  const own = generations.map((generation) => row(generation));
  const theirs = otherCopies(choices).map(({ name, generation }) =>
    row(generation).with(5, t`OpenClaw's own ${name}`)
  );
  const head = [
    "#",
    "id",
    t`last seen`,
    t`size`,
    "OpenClaw",
    "",
    t`against now`,
  ];
  const table = [head, ...own, ...theirs];
  const lines = table.length === 1
    ? []
    : tableLines(table).map((line) => line.trimEnd());
  if (generations.length === 0) {
    lines.unshift(
      t`No config has been kept yet; the guard keeps one when it sees the gateway healthy.`,
    );
  }
  const known = everything(choices).some((one) => isCurrent(choices, one));
  if (current.invalid !== null) {
    lines.push(t`The file that is there now is broken: ${current.invalid}.`);
  } else if (!known && table.length > 1) {
    lines.push(t`The file that is there now is none of these.`);
  }
  if (generations.length > 0) {
    lines.push(
      t`proven: a gateway started from it and was healthy; candidate: none has yet.`,
    );
  }
  return lines;
}

/** A copy in words: its ID, what is known of it, its age. */
export function copyText(generation: Generation, nowMs: number): string {
  const kind = generation.proven
    ? t`proven`
    : generation.valid
    ? t`not proven`
    : t`broken`;
  const { id, openclawVersion } = generation;
  const age = formatAge(generation.lastSeenMs, nowMs);
  return openclawVersion === null
    ? t`copy ${id} (${kind}, last seen ${age})`
    : t`copy ${id} (${kind}, last seen ${age}, OpenClaw ${openclawVersion})`;
}

function marks(choices: RestoreChoices, generation: Generation): string {
  const words = [
    generation.proven ? t`proven` : generation.valid ? t`candidate` : t`broken`,
    ...(generation.source === "replaced" ? [t`replaced`] : []),
    ...(isCurrent(choices, generation) ? [t`current`] : []),
  ];
  return words.join(t`, `);
}

/** The list for scripts, without the keys common to all output. */
export function listJson(
  choices: RestoreChoices,
  comparisons: ReadonlyMap<string, Comparison>,
): Record<string, unknown> {
  const { current } = choices;
  const nameOf = (id: string) =>
    choices.copies.find(({ generation }) => generation.id === id)?.name ?? null;
  return {
    current: { id: current.id, valid: current.invalid === null },
    generations: everything(choices).map((generation) => ({
      id: generation.id,
      size: generation.size,
      firstSeen: rfc3339(generation.firstSeenMs),
      lastSeen: rfc3339(generation.lastSeenMs),
      openclawVersion: generation.openclawVersion,
      proven: generation.proven,
      valid: generation.valid,
      source: generation.source,
      openclawCopy: nameOf(generation.id),
      includes: generation.includes,
      current: isCurrent(choices, generation),
      differingKeys: comparisons.get(generation.id)?.differences
        ?.map(({ path }) => path) ?? null,
    })),
  };
}
