/** Which generation `restore-config` takes, or brings back with `--undo`. */

import { GuardError, UsageError } from "../../base/errors.ts";
import type { Generation } from "../../config/index.ts";
import type { OpenclawCopy } from "../../config/openclaw_copies.ts";
import type { RestoreChoices } from "../../config/choices.ts";
import { profileOption } from "../../base/profile.ts";
import { say } from "../../base/say.ts";
import { readRestoreRecord } from "../../config/restore_record.ts";
import { t } from "../../text/speech.ts";
import type { Restoring } from "./restoring.ts";

function seeList({ profile }: Pick<Restoring, "profile">): string {
  return say`See "openclaw-guard restore-config --list${
    profileOption(profile)
  }"`;
}

/**
 * The generation to take without asking: the newest proven one that differs
 * from the file, else the newest candidate that does, else a copy of
 * OpenClaw's own. One of this version of OpenClaw is taken before a newer one
 * of another. What `restore-config` itself replaced, and what no gateway
 * starts from, is never chosen so.
 *
 * @throws {GuardError} when there is none.
 */
export function chooseForYes(restoring: Restoring): Generation {
  const { choices } = restoring;
  const own = usable(choices);
  const chosen = newest(own.filter(({ proven }) => proven), restoring) ??
    newest(own, restoring) ??
    choices.copies.find(({ generation }) =>
      generation.valid && !isCurrent(choices, generation)
    )?.generation;
  return chosen ?? nothing(restoring);
}

/**
 * The generation `--to` names: "latest", "latest-proven", an id or the first
 * four or more digits of one, or a copy of OpenClaw's own such as "last-good".
 *
 * @throws {UsageError} when the text names none or several.
 * @throws {GuardError} when there is no generation of that kind.
 */
export function chooseNamed(restoring: Restoring, text: string): Generation {
  const { choices } = restoring;
  const own = usable(choices);
  if (text === "latest") return own[0] ?? nothing(restoring);
  if (text === "latest-proven") {
    return newest(own.filter(({ proven }) => proven), restoring) ??
      nothing(restoring, "proven");
  }
  const copy = choices.copies.find(({ name }) => name === text);
  if (copy !== undefined) {
    const { id } = copy.generation;
    return choices.generations.find((known) => known.id === id) ??
      copy.generation;
  }
  const found = /^[0-9a-f]{4,12}$/.test(text)
    ? everything(choices).filter(({ id }) => id.startsWith(text))
    : [];
  if (found[0] !== undefined && found.length === 1) return found[0];
  const shown = JSON.stringify(text);
  throw new UsageError(
    found.length > 1
      ? say`cannot restore ${shown}: ${found.length} copies begin with it`
      : say`cannot restore ${shown}: there is no copy with this ID`,
    seeList(restoring),
  );
}

/**
 * Before somebody is asked which one.
 *
 * @throws {GuardError} when there is none at all.
 */
export function expectSome(restoring: Restoring): void {
  if (everything(restoring.choices).length === 0) nothing(restoring);
}

/** Which of the copies that were listed; null for none. */
export function askWhich({ context, choices }: Restoring): Generation | null {
  const all = numbered(choices);
  const answer = context.terminal.ask(
    t`Which one (1 to ${all.length}, Enter for none)?`,
  )?.trim() ?? "";
  return /^[0-9]{1,4}$/.test(answer) ? all[Number(answer) - 1] ?? null : null;
}

/** Those one may choose: all but the file that is there. */
export function numbered(choices: RestoreChoices): Generation[] {
  return everything(choices).filter((one) => !isCurrent(choices, one));
}

/** All choices in the order of the list, each once. */
export function everything(choices: RestoreChoices): Generation[] {
  return [
    ...choices.generations,
    ...otherCopies(choices).map((copy) => copy.generation),
  ];
}

/** OpenClaw's own copies of what the guard does not have. */
export function otherCopies(
  { generations, copies }: RestoreChoices,
): OpenclawCopy[] {
  return copies.filter(({ generation: { id } }, at) =>
    !generations.some((known) => known.id === id) &&
    copies.findIndex((copy) => copy.generation.id === id) === at
  );
}

/**
 * Refuses a config of another version of OpenClaw: a newer one may have
 * migrated its state one-way (openclaw#133997).
 *
 * @throws {GuardError} when the versions are known and differ.
 */
export function refuseOtherVersion(
  generation: Generation,
  restoring: Restoring,
): void {
  if (fits(generation, restoring)) return;
  throw new GuardError(
    say`cannot restore config ${generation.id}: it belongs to OpenClaw ${
      generation.openclawVersion ?? "?"
    }, and ${restoring.version ?? "?"} is installed`,
    say`Choose another one, or add --any-version if you are sure that this version can use it`,
  );
}

function fits(
  { openclawVersion }: Generation,
  { version, anyVersion }: Restoring,
): boolean {
  return anyVersion || version === null || openclawVersion === null ||
    openclawVersion === version;
}

function newest(
  generations: readonly Generation[],
  restoring: Restoring,
): Generation | undefined {
  return generations.find((generation) => fits(generation, restoring)) ??
    generations[0];
}

/** Whether the config files have exactly these bytes. */
export function isCurrent(
  { current }: RestoreChoices,
  { id }: Generation,
): boolean {
  return id === current.id;
}

function usable(choices: RestoreChoices): Generation[] {
  return choices.generations.filter((generation) =>
    generation.valid && generation.source !== "replaced" &&
    !isCurrent(choices, generation)
  );
}

function nothing(restoring: Restoring, kind?: "proven"): never {
  const { generations } = restoring.choices;
  throw new GuardError(
    generations.length === 0
      ? say`cannot restore the config: nothing has been kept yet; the guard keeps a copy when it sees the gateway healthy`
      : kind === "proven"
      ? say`cannot restore the config: no proven copy differs from the file that is there`
      : say`cannot restore the config: no copy differs from the file that is there`,
    generations.length === 0
      ? say`OpenClaw may be able to repair its config itself: "openclaw doctor --fix"`
      : seeList(restoring),
  );
}

/**
 * What the last restore replaced.
 *
 * @throws {GuardError} when there is nothing to bring back.
 */
export function undoOf(restoring: Restoring): Generation {
  const { dir, configPath, choices } = restoring;
  const record = readRestoreRecord(dir);
  const fail = (why: string): never => {
    throw new GuardError(say`cannot undo: ${why}`, seeList(restoring));
  };
  if (record === null || record.configPath !== configPath) {
    return fail(say`no config has been restored yet`);
  }
  if (record.replaced === null) {
    return fail(say`there was no config before the last restore`);
  }
  return choices.generations.find(({ id }) => id === record.replaced) ??
    fail(say`the replaced config ${record.replaced} is not kept any more`);
}
