/**
 * Runs all checks at once, each bounded in time. Nothing is changed: whatever
 * is started only reads. (Whether the guard can write its state is tried.)
 */

import { messageOf } from "../../base/errors.ts";
import { within } from "../../probe/stages.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { examineClock } from "./clock.ts";
import { examineConfig, examineFiles } from "./files.ts";
import { examinePlaces } from "./cron_environment.ts";
import { examineDisk } from "./disk.ts";
import { checkNamed, type Finding } from "./finding.ts";
import { examineGateway } from "./gateway.ts";
import { examineGuard } from "./guard.ts";
import { examinePort } from "./port.ts";
import { examineMetrics } from "./metrics.ts";
import { examineNotify } from "./notify.ts";
import { examineOtherWatchdogs } from "./other_watchdogs.ts";
import { examineSchedule } from "./schedule.ts";
import { examinePermission, examineSession } from "./session.ts";
import { findTarget, type Target } from "./target.ts";
import { examineTools } from "./tools.ts";
import { examineUnit } from "./unit.ts";

/** No program that is asked may take longer, ms. */
const PROGRAM_LIMIT_MS = 2000;
/** No check may; with the one program before them all end within 5 s. */
const CHECK_LIMIT_MS = 3000;

type Examine = (
  context: Context,
  target: Target,
) => Finding[] | Promise<Finding[]>;

/** The checks by topic, in the order of the report. */
const CHECKS: readonly [topic: string, examine: Examine][] = [
  ["gateway", examineGateway],
  ["unit", examineUnit],
  ["permission", examinePermission],
  ["session", examineSession],
  ["schedule", examineSchedule],
  ["cron-environment", examinePlaces],
  ["guard", examineGuard],
  ["config", examineConfig],
  ["port", examinePort],
  ["other-watchdogs", examineOtherWatchdogs],
  ["metrics", examineMetrics],
  ["file-modes", examineFiles],
  ["disk", examineDisk],
  ["clock", examineClock],
  ["tools", examineTools],
  ["notify", examineNotify],
];

/** Everything there is to say about a profile. */
export async function examineAll(
  context: Context,
  profile: string,
): Promise<Finding[]> {
  const quick: Context = {
    ...context,
    run: (program, args, options) =>
      context.run(program, args, { ...options, timeoutMs: PROGRAM_LIMIT_MS }),
  };
  const target = await findTarget(quick, profile);
  const findings = await Promise.all(
    CHECKS.map(([topic, examine]) => bounded(topic, examine, quick, target)),
  );
  return findings.flat();
}

async function bounded(
  topic: string,
  examine: Examine,
  context: Context,
  target: Target,
): Promise<Finding[]> {
  const { warning } = checkNamed(topic);
  const work = async () => await examine(context, target);
  try {
    return await within(work(), CHECK_LIMIT_MS) ??
      [warning(say`could not be checked within ${CHECK_LIMIT_MS / 1000} s`)];
  } catch (error) {
    return [warning(say`could not be checked: ${messageOf(error)}`)];
  }
}
