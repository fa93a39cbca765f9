/** What happens in the demo, scene by scene. Each waits for what it shows. */

import { GuardError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { seconds } from "./timeline.ts";
import type { Stage } from "./stage.ts";

/** How a scene ended, one line for the summary. */
export interface Outcome {
  /** At least as wide as the widest. */
  readonly name: string;
  readonly text: string;
}

/** What the guard does when it takes a hand. */
const INTERVENTIONS = new Set(["restart", "force-clean", "start", "kill"]);

/** All scenes in their order. */
export const SCENES: readonly ((stage: Stage) => Promise<Outcome>)[] = [
  frozen,
  hung,
  crashed,
  stopped,
];

/** The gateway comes up and the guard has seen it well. */
export async function opening(stage: Stage): Promise<void> {
  stage.systemctl("start");
  await stage.until(
    () => stage.vitals?.healthy === true,
    say`the stand-in gateway did not start`,
  );
  stage.tell("gateway", "good", t`answers on port ${stage.port}`);
  await nextCheck(stage, "healthy");
  await stage.sleep(stage.pace.pauseMs);
}

async function frozen(stage: Stage): Promise<Outcome> {
  stage.heading(t`1. It freezes: looks alive, answers nobody`);
  stage.tell("fault", "bad", t`kill -STOP ${stage.pid}: the gateway freezes`);
  const downMs = await rescued(stage, "SIGSTOP");
  return {
    name: t`frozen   `,
    text: t`back after ${seconds(downMs)}, restarted by the guard`,
  };
}

async function hung(stage: Stage): Promise<Outcome> {
  stage.heading(t`2. Its event loop hangs: not even SIGTERM gets through`);
  stage.tell("fault", "bad", t`process ${stage.pid} hangs in an endless wait`);
  const downMs = await rescued(stage, "SIGUSR1");
  if (!stage.guardEvents.some(({ event }) => event === "kill")) {
    throw new GuardError(say`the demo failed: the hung gateway was not killed`);
  }
  return {
    name: t`hung     `,
    text: t`back after ${
      seconds(downMs)
    }; killed, pid and start time checked first`,
  };
}

/** Something makes the gateway silent; the guard has to bring it back. */
async function rescued(stage: Stage, signal: Deno.Signal): Promise<number> {
  const before = stage.pid;
  const brokenMs = stage.elapsedMs();
  stage.signalGateway(signal);
  await falls(stage);
  if (stage.vitals?.active === true && stage.vitals.port) {
    stage.tell(
      "gateway",
      "bad",
      t`systemd says ${stage.vitals.unit}, port ${stage.port} is open, but nobody answers`,
    );
  }
  return await comesBack(stage, before, brokenMs);
}

async function falls(stage: Stage): Promise<void> {
  await stage.until(
    () => stage.vitals?.healthy === false,
    say`the stand-in gateway answers although it should not`,
  );
}

/** Waits for another process that answers, and for the guard to see it. */
async function comesBack(
  stage: Stage,
  oldPid: number,
  brokenMs: number,
): Promise<number> {
  await stage.until(
    () => stage.vitals?.healthy === true && stage.pid !== oldPid,
    say`nobody brought the gateway back`,
  );
  const downMs = stage.elapsedMs() - brokenMs;
  stage.tell("gateway", "good", t`answers again`);
  await nextCheck(stage, "healthy");
  await stage.sleep(stage.pace.pauseMs);
  return downMs;
}

async function crashed(stage: Stage): Promise<Outcome> {
  stage.heading(t`3. It crashes: that is systemd's job, the guard keeps out`);
  const before = stage.pid;
  const brokenMs = stage.elapsedMs();
  stage.tell("fault", "bad", t`kill -KILL ${before}: the gateway crashes`);
  stage.signalGateway("SIGKILL");
  await falls(stage);
  const downMs = await comesBack(stage, before, brokenMs);
  expectNoIntervention(stage);
  return {
    name: t`crashed  `,
    text: t`back after ${seconds(downMs)}, restarted by systemd`,
  };
}

async function stopped(stage: Stage): Promise<Outcome> {
  stage.heading(
    t`4. You stop it: the guard does not start it behind your back`,
  );
  stage.tell("you", "act", `systemctl --user stop ${stage.unit}`);
  stage.systemctl("stop");
  await nextCheck(stage, "stopped");
  await nextCheck(stage, "stopped");
  stage.tell(
    "guard",
    "good",
    t`checked again: still stopped, still left alone`,
  );
  expectNoIntervention(stage);
  return { name: t`stopped  `, text: t`by hand, and left alone` };
}

/** Waits for a whole check that comes to a verdict. */
async function nextCheck(stage: Stage, verdict: string): Promise<void> {
  const { checksDone } = stage;
  await stage.until(
    () => stage.checksDone > checksDone && stage.verdict === verdict,
    say`the guard did not find the gateway ${verdict}`,
  );
}

function expectNoIntervention(stage: Stage): void {
  const done = stage.guardEvents.find(({ event }) => INTERVENTIONS.has(event));
  if (done === undefined) return;
  throw new GuardError(
    say`the demo failed: the guard took a hand although it should not: ${done.sentence}`,
  );
}
