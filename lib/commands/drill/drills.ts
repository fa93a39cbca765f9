/** The drills of the article's section 7. */

import { say } from "../../base/say.ts";
import type { DrillName } from "./description.ts";
import { CHECK_LIMIT_MS, type Drill, MINUTE, START_LIMIT_MS } from "./drill.ts";
import {
  guardNotices,
  guardRestarts,
  newAndHealthy,
  newProcess,
  reportsForeignListener,
  sameAndHealthy,
  staysFrozen,
  staysStopped,
} from "./expectations.ts";

/** How many checks must leave a stopped gateway alone. */
const CHECKS_LEFT_ALONE = 3;
/** How many must sit out a maintenance. */
const CHECKS_SAT_OUT = 2;

/** One of them. */
export interface DrillScript {
  readonly title: string;
  /** Roughly, for people. */
  readonly takes: string;
  readonly outage: string;
  /** It may cost the guard a restart of its budget. */
  readonly needsBudget?: true;
  /** It adds an unclean end to those OpenClaw's crash-loop breaker counts. */
  readonly unclean?: true;
  /** Else a guard that touches the gateway fails the drill at any moment. */
  readonly guardMayAct?: true;
  /** For people, when all went well. */
  readonly passed: string;
  /** All that happens. */
  run(drill: Drill): Promise<void>;
}

/** See the file. */
export const DRILLS: Readonly<Record<DrillName, DrillScript>> = {
  crash: {
    title: say`the main process crashes`,
    takes: say`about 1 minute`,
    outage: say`10 to 30 seconds`,
    unclean: true,
    passed: say`systemd brought the gateway back, the guard kept out of it`,
    async run(drill) {
      await drill.ready();
      drill.plan(
        say`The gateway's main process gets SIGABRT and is gone at once.`,
      );
      await drill.abort();
      drill.plan(say`systemd starts a new one (Restart=always).`);
      await drill.until(
        newProcess,
        say`systemd starts a new process`,
        2 * MINUTE,
      );
      await drill.healthyAgain();
      drill.plan(say`The guard must leave that to systemd and do nothing.`);
      await drill.seenHealthy();
    },
  },

  freeze: {
    title: say`the main process freezes`,
    takes: say`about 2 minutes`,
    outage: say`30 to 90 seconds`,
    needsBudget: true,
    guardMayAct: true,
    passed: say`the guard found the frozen gateway and brought it back`,
    async run(drill) {
      await drill.ready();
      drill.plan(
        say`The gateway's main process gets SIGSTOP: it looks alive, its port is open, and it answers nothing.`,
      );
      await drill.freeze();
      drill.plan(
        say`The guard's next check finds it hung, looks again for a few seconds, and restarts it.`,
      );
      await drill.until(
        guardNotices,
        say`the guard finds it hung`,
        CHECK_LIMIT_MS,
      );
      await drill.until(guardRestarts, say`the guard restarts it`, MINUTE);
      drill.plan(say`systemd alone would never notice.`);
      await drill.until(
        newAndHealthy,
        say`a new process is healthy`,
        START_LIMIT_MS,
      );
      await drill.seenHealthy();
    },
  },

  stop: {
    title: say`a person stops the gateway`,
    takes: say`2 to 3 minutes`,
    outage: say`about 2 minutes`,
    passed: say`the guard left the stopped gateway alone`,
    async run(drill) {
      await drill.ready();
      drill.plan(say`The unit is stopped, as with systemctl --user stop.`);
      await drill.stop();
      drill.plan(
        say`${CHECKS_LEFT_ALONE} checks of the guard must leave it stopped.`,
      );
      await drill.until(
        staysStopped(CHECKS_LEFT_ALONE),
        say`${CHECKS_LEFT_ALONE} checks leave it stopped`,
        CHECKS_LEFT_ALONE * CHECK_LIMIT_MS,
      );
      drill.plan(say`Then the drill starts it again.`);
      await drill.start();
      await drill.healthyAgain();
      await drill.seenHealthy();
    },
  },

  maintenance: {
    title: say`the gateway freezes during maintenance`,
    takes: say`about 2 minutes`,
    outage: say`about 1 minute`,
    needsBudget: true,
    passed: say`maintenance held the guard back, and nothing was restarted`,
    async run(drill) {
      await drill.ready();
      drill.plan(
        say`Maintenance is switched on, then the main process gets SIGSTOP.`,
      );
      await drill.maintenanceOn();
      await drill.freeze();
      drill.plan(
        say`${CHECKS_SAT_OUT} checks of the guard must do nothing about it.`,
      );
      await drill.until(
        staysFrozen(CHECKS_SAT_OUT),
        say`${CHECKS_SAT_OUT} checks do nothing`,
        CHECKS_SAT_OUT * CHECK_LIMIT_MS,
      );
      drill.plan(
        say`Then the process goes on (SIGCONT) and maintenance ends.`,
      );
      await drill.thaw();
      await drill.until(
        sameAndHealthy,
        say`the same process answers again`,
        MINUTE,
      );
      await drill.maintenanceOff();
      await drill.seenHealthy();
    },
  },

  port: {
    title: say`a stranger holds the gateway's port`,
    takes: say`2 to 3 minutes`,
    outage: say`about 2 minutes`,
    passed: say`the guard reported the stranger and killed nobody`,
    async run(drill) {
      await drill.ready();
      drill.plan(
        say`The unit is stopped, the drill itself takes the port, the unit is started.`,
      );
      await drill.stop();
      await drill.takePort();
      await drill.start();
      drill.plan(
        say`The guard must report the foreign listener and kill nobody.`,
      );
      await drill.until(
        reportsForeignListener,
        say`the guard reports the foreign listener`,
        2 * CHECK_LIMIT_MS,
      );
      await drill.until(
        reportsForeignListener,
        say`the next check kills nobody either`,
        2 * CHECK_LIMIT_MS,
      );
      drill.plan(
        say`Then the drill lets go of the port, and the gateway gets it by itself.`,
      );
      await drill.givePort();
      await drill.healthyAgain();
      await drill.seenHealthy();
    },
  },
};
