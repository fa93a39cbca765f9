/** What helps a person with a gateway that ends again and again. */

import { journalEvidence } from "../act/evidence_sources.ts";
import { maskSecrets } from "../base/mask.ts";
import { profileOption } from "../base/profile.ts";
import { say } from "../base/say.ts";
import type { Decision } from "../core/decision.ts";
import type { UnitFacts } from "../core/types.ts";
import type { Endpoint } from "../probe/endpoint.ts";
import { readOnlyVariable } from "../probe/gateway_location.ts";
import { startedWith } from "../probe/started_with.ts";
import { knownSecrets } from "../probe/known_secrets.ts";
import { unlocked, whyLocked } from "../config/locked.ts";
import { readTrueIndex } from "../config/index.ts";
import { profilePaths } from "../store/paths.ts";
import { readCurrent } from "../config/choices.ts";
import type { Context } from "../sys/context.ts";
import type { Look } from "../probe/observe.ts";
import type { Tick } from "./tick_tools.ts";

/** See the file's comment. */
interface LoopFacts {
  /** The end of the unit's journal, oldest first, secrets masked. */
  readonly journal: readonly string[];
  /** The config is not one a gateway was well with: the command that puts one back. */
  readonly repair: string | null;
}

type Place = Pick<Endpoint, "configPath" | "stateDir">;

const JOURNAL_TIMEOUT_MS = 2000;
const SHOWN_LINES = 8;
const MAX_LINE_CHARACTERS = 200;

/** Looks; changes nothing and never throws: what cannot be had is left out. */
export async function lookAtLoop(
  context: Context,
  profile: string,
  unit: UnitFacts,
  { configPath, stateDir }: Place,
): Promise<LoopFacts> {
  const place = { configPath, stateDir };
  const [journal, repair] = await Promise.all([
    endOfJournal(context, profile, unit, place).catch(() => []),
    repairOf(context, profile, unit, configPath).catch(() => null),
  ]);
  return { journal, repair };
}

/**
 * Logs it with the verdict, not with every check.
 *
 * @returns The end of the journal.
 */
export async function logCrashLoop(
  { context, profile, record }: Tick,
  { observation: { unit }, endpoint }: Look,
  { events, verdict }: Decision,
): Promise<readonly string[] | null> {
  if (unit === null || endpoint === null) return null;
  const { journal, repair } = await lookAtLoop(
    context,
    profile,
    unit,
    endpoint,
  );
  if (!events.some(({ event }) => event === verdict)) return journal;
  if (journal.length > 0) {
    record({
      level: "warn",
      event: "journal",
      sentence: say`the journal of ${unit.name} ends: ${journal.join(" | ")}`,
      facts: {},
    });
  }
  if (repair !== null) {
    record({
      level: "warn",
      event: "repair",
      sentence:
        say`its config is not one it was well with: "${repair}" puts one back`,
      facts: {},
    });
  }
  return journal;
}

async function endOfJournal(
  context: Context,
  profile: string,
  unit: UnitFacts,
  place: Place,
): Promise<string[]> {
  const text = await journalEvidence(context, unit, JOURNAL_TIMEOUT_MS);
  // Whose lines these are has ended.
  const owner = { profile, unit, main: null, ...place };
  const known = await knownSecrets(context, owner);
  // Masked as a whole: a secret may go over several lines.
  return maskSecrets(text, known).split("\n").filter((line) => line !== "")
    .slice(-SHOWN_LINES)
    .map((line) => line.slice(0, MAX_LINE_CHARACTERS));
}

async function repairOf(
  context: Context,
  profile: string,
  unit: UnitFacts,
  configPath: string,
): Promise<string | null> {
  const { id } = await readCurrent(configPath);
  const { generations } = await readTrueIndex(
    profilePaths(context, profile).backups,
  );
  const proven = generations.filter((generation) => generation.proven);
  if (proven.length === 0 || proven.some((known) => known.id === id)) {
    return null;
  }
  const { environment } = startedWith(context, profile, unit);
  const variable = readOnlyVariable(environment);
  return unlocked(
    whyLocked(context, profile, configPath, variable),
    `openclaw-guard restore-config${profileOption(profile)}`,
  );
}
