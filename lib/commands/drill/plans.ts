/** The drills of the article's section 7, as data. */

import { say } from "../../base/say.ts";
import { deed, type DrillName, type Plan, watch } from "./plan.ts";
import {
  checkedAndSettled,
  checkedHealthy,
  type Expectation,
  guardNotices,
  guardRestarts,
  guardStaysOut,
  healthy,
  newAndHealthy,
  newProcess,
  reportsForeignListener,
  sameAndHealthy,
  staysFrozen,
  staysStopped,
  stopped,
} from "./expectations.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A check is due every 30 s and may take 30 s; the drill helps out after 75 s. */
const CHECK_LIMIT_MS = 150 * SECOND;
/** Slow machines need minutes to start. */
const START_LIMIT_MS = 4 * MINUTE;
/** How many checks must leave a stopped gateway alone. */
const CHECKS_LEFT_ALONE = 3;
/** How many must sit out a maintenance. */
const CHECKS_SAT_OUT = 2;

const READY = watch(
  say`a check of the guard finds the gateway healthy`,
  checkedAndSettled,
  CHECK_LIMIT_MS,
);
const HEALTHY_AGAIN = watch(
  say`the gateway is healthy again`,
  healthy,
  START_LIMIT_MS,
);
const SEEN_HEALTHY = watch(
  say`the guard sees that all is well`,
  checkedHealthy,
  CHECK_LIMIT_MS,
);
const NEVER: Expectation = () => true;

/**
 * The plan of a drill.
 *
 * @param timeoutStopMs TimeoutStopSec of the unit: a gateway with agents at
 * work takes its time to stop.
 */
export function planOf(name: DrillName, timeoutStopMs: number): Plan {
  const stopLimitMs = Math.min(timeoutStopMs, 10 * MINUTE) + 10 * SECOND;
  switch (name) {
    case "crash":
      return {
        name,
        title: say`the main process crashes`,
        story: [
          say`The gateway's main process gets SIGABRT and is gone at once.`,
          say`systemd starts a new one (Restart=always).`,
          say`The guard must leave that to systemd and do nothing.`,
        ],
        takes: say`about 1 minute`,
        outage: say`10 to 30 seconds`,
        needsBudget: false,
        unclean: true,
        steps: [
          READY,
          deed("abort", say`SIGABRT to the main process`),
          watch(say`systemd starts a new process`, newProcess, 2 * MINUTE),
          HEALTHY_AGAIN,
          SEEN_HEALTHY,
        ],
        always: guardStaysOut,
        passed: say`systemd brought the gateway back, the guard kept out of it`,
      };
    case "freeze":
      return {
        name,
        title: say`the main process freezes`,
        story: [
          say`The gateway's main process gets SIGSTOP: it looks alive, its port is open, and it answers nothing.`,
          say`The guard's next check finds it hung, looks again for a few seconds, and restarts it.`,
          say`systemd alone would never notice.`,
        ],
        takes: say`about 2 minutes`,
        outage: say`30 to 90 seconds`,
        needsBudget: true,
        unclean: false,
        steps: [
          READY,
          deed("freeze", say`SIGSTOP to the main process`),
          watch(say`the guard finds it hung`, guardNotices, CHECK_LIMIT_MS),
          watch(say`the guard restarts it`, guardRestarts, MINUTE),
          watch(
            say`a new process is healthy`,
            newAndHealthy,
            START_LIMIT_MS,
          ),
          SEEN_HEALTHY,
        ],
        always: NEVER,
        passed: say`the guard found the frozen gateway and brought it back`,
      };
    case "stop":
      return {
        name,
        title: say`a person stops the gateway`,
        story: [
          say`The unit is stopped, as with systemctl --user stop.`,
          say`${CHECKS_LEFT_ALONE} checks of the guard must leave it stopped.`,
          say`Then the drill starts it again.`,
        ],
        takes: say`2 to 3 minutes`,
        outage: say`about 2 minutes`,
        needsBudget: false,
        unclean: false,
        steps: [
          READY,
          deed("stop", say`the unit is stopped`),
          watch(say`it is stopped`, stopped, stopLimitMs),
          watch(
            say`${CHECKS_LEFT_ALONE} checks leave it stopped`,
            staysStopped(CHECKS_LEFT_ALONE),
            CHECKS_LEFT_ALONE * CHECK_LIMIT_MS,
          ),
          deed("start", say`the unit is started`),
          HEALTHY_AGAIN,
          SEEN_HEALTHY,
        ],
        always: guardStaysOut,
        passed: say`the guard left the stopped gateway alone`,
      };
    case "maintenance":
      return {
        name,
        title: say`the gateway freezes during maintenance`,
        story: [
          say`Maintenance is switched on, then the main process gets SIGSTOP.`,
          say`${CHECKS_SAT_OUT} checks of the guard must do nothing about it.`,
          say`Then the process goes on (SIGCONT) and maintenance ends.`,
        ],
        takes: say`about 2 minutes`,
        outage: say`about 1 minute`,
        needsBudget: true,
        unclean: false,
        steps: [
          READY,
          deed("maintenance-on", say`maintenance is switched on`),
          deed("freeze", say`SIGSTOP to the main process`),
          watch(
            say`${CHECKS_SAT_OUT} checks do nothing`,
            staysFrozen(CHECKS_SAT_OUT),
            CHECKS_SAT_OUT * CHECK_LIMIT_MS,
          ),
          deed("thaw", say`SIGCONT to the main process`),
          watch(
            say`the same process answers again`,
            sameAndHealthy,
            MINUTE,
          ),
          deed("maintenance-off", say`maintenance is switched off`),
          SEEN_HEALTHY,
        ],
        always: guardStaysOut,
        passed: say`maintenance held the guard back, and nothing was restarted`,
      };
    case "port":
      return {
        name,
        title: say`a stranger holds the gateway's port`,
        story: [
          say`The unit is stopped, the drill itself takes the port, the unit is started.`,
          say`The guard must report the foreign listener and kill nobody.`,
          say`Then the drill lets go of the port, and the gateway gets it by itself.`,
        ],
        takes: say`2 to 3 minutes`,
        outage: say`about 2 minutes`,
        needsBudget: false,
        unclean: false,
        steps: [
          READY,
          deed("stop", say`the unit is stopped`),
          watch(say`it is stopped`, stopped, stopLimitMs),
          deed("take-port", say`the drill listens on the gateway's port`),
          deed("start", say`the unit is started`),
          watch(
            say`the guard reports the foreign listener`,
            reportsForeignListener(1),
            2 * CHECK_LIMIT_MS,
          ),
          watch(
            say`the next check kills nobody either`,
            reportsForeignListener(1),
            2 * CHECK_LIMIT_MS,
          ),
          deed("give-port", say`the drill lets go of the port`),
          HEALTHY_AGAIN,
          SEEN_HEALTHY,
        ],
        always: guardStaysOut,
        passed: say`the guard reported the stranger and killed nobody`,
      };
  }
}
