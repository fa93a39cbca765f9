/** The lines of `drill` before and after its timeline. */

import { commandFor, type GatewayUnit } from "../../base/gateway_unit.ts";
import { profileOption } from "../../base/profile.ts";
import type { DrillName } from "./description.ts";
import { DRILLS } from "./drills.ts";
import { Drill } from "./drill.ts";
import type { DrillSetup } from "./prepare.ts";
import type { DrillResult } from "./run.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { formatDuration, formatLocalTime } from "../../cli/format.ts";

/** What will happen, and for how long. */
export async function introduction(
  { name, main, scheduled, prepared: { unit } }: DrillSetup,
): Promise<string[]> {
  const { title, takes, outage, run } = DRILLS[name];
  const rehearsal = new Drill(0);
  await run(rehearsal);
  return [
    t`Drill "${name}": ${title}`,
    t`On ${unit.name} (pid ${main.pid}):`,
    ...rehearsal.sentences.map((sentence, index) =>
      `  ${index + 1}. ${translate(sentence)}`
    ),
    t`It takes ${takes}; the gateway is away for ${outage}.`,
    t`Agents at work are interrupted. Ctrl-C puts everything back.`,
    ...scheduled
      ? []
      : [t`Nothing starts the guard here, so the drill runs its checks.`],
  ];
}

/** What is waited for, and until when at the most, for the line of progress. */
export function waitingLine(
  what: string,
  limitMs: number,
  nowWallMs: number,
): string {
  const limit = formatLocalTime(nowWallMs + limitMs).split(" ")[1] ?? "";
  return say`waiting, until ${limit} at the most: ${what}`;
}

/** How it went. */
export function verdictLines(
  { result, why, restored, keptDown, outageMs, stillAway }: Omit<
    DrillResult,
    "wellForMs"
  >,
  name: DrillName,
  unit: GatewayUnit,
  tookMs: number,
  colour: boolean,
): string[] {
  const word = {
    passed: t`PASSED`,
    failed: t`FAILED`,
    interrupted: t`INTERRUPTED`,
  }[result];
  const label = !colour
    ? word
    : `${result === "passed" ? "\x1b[32m" : "\x1b[31m"}${word}\x1b[0m`;
  return [
    "",
    t`${label}: drill ${name}: ${why}.`,
    stillAway
      ? t`The gateway gives no good answer yet; ${
        formatDuration(tookMs)
      } in all.`
      : outageMs === null
      ? t`The gateway answered all the time; ${formatDuration(tookMs)} in all.`
      : t`The gateway was away for ${
        formatDuration(outageMs)
      }, from the first request of the drill without a good answer until good answers came again; ${
        formatDuration(tookMs)
      } in all.`,
    restored
      ? t`The gateway works; nothing is left of the drill.`
      : keptDown === "emergency-stop"
      ? t`An emergency stop is on, so nothing is started until "openclaw-guard resume${
        profileOption(unit.profile)
      }".`
      : keptDown === "maintenance"
      ? t`Maintenance is on, so the gateway is not started. "${
        commandFor(unit, "start")
      }" starts it now.`
      : t`NOT EVERYTHING IS BACK: see "openclaw-guard status".`,
  ];
}

/** How it went, for the history. */
export function outcomeSentence(
  name: DrillName,
  { result, why }: Pick<DrillResult, "result" | "why">,
  tookMs: number,
): string {
  const took = formatDuration(tookMs);
  switch (result) {
    case "passed":
      return say`drill ${name} passed after ${took}: ${why}`;
    case "failed":
      return say`drill ${name} failed after ${took}: ${why}`;
    case "interrupted":
      return say`drill ${name} interrupted after ${took}: ${why}`;
  }
}
