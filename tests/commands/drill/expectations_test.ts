import assert from "node:assert/strict";
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
  type Scene,
  staysFrozen,
  staysStopped,
  stopped,
} from "../../../lib/commands/drill/expectations.ts";
import { NEWBORN, records, scene } from "./samples.ts";

const DEAD = {
  main: null,
  healthy: false,
  activeState: "inactive",
  subState: "dead",
};

Deno.test("each expectation knows met, not yet, and never again", () => {
  const cases: [string, Expectation, Scene, boolean | RegExp][] = [
    ["no check yet", checkedHealthy, scene({ verdict: "healthy" }), false],
    [
      "checked before this step",
      checkedHealthy,
      scene({ checks: 2, verdict: "healthy" }, { checks: 2 }),
      false,
    ],
    ["checked", checkedHealthy, scene({ checks: 1, verdict: "healthy" }), true],
    [
      "found otherwise",
      checkedHealthy,
      scene({ checks: 1, verdict: "starting" }),
      false,
    ],
    [
      "a late check",
      checkedAndSettled,
      scene({ checks: 1, verdict: "healthy", settled: false }),
      false,
    ],
    [
      "settled since, without a further check",
      checkedAndSettled,
      scene({ checks: 1, verdict: "healthy" }, { checks: 1 }),
      true,
    ],
    ["the old process", newProcess, scene({}), false],
    ["no process", newProcess, scene({ main: null }), false],
    ["a new process", newProcess, scene({ main: NEWBORN }), true],
    [
      "a reused pid",
      newProcess,
      scene({ main: { pid: 100, startTicks: 2 } }),
      true,
    ],
    ["silent", healthy, scene({ healthy: false }), false],
    ["answers", healthy, scene({}), true],
    [
      "a new process, still silent",
      newAndHealthy,
      scene({ main: NEWBORN, healthy: false }),
      false,
    ],
    ["new and well", newAndHealthy, scene({ main: NEWBORN }), true],
    ["the old one is well", newAndHealthy, scene({}), false],
    ["same and well", sameAndHealthy, scene({}), true],
    ["same and silent", sameAndHealthy, scene({ healthy: false }), false],
    ["replaced", sameAndHealthy, scene({ main: NEWBORN }), /another main/],
    ["stopped", stopped, scene(DEAD), true],
    ["ended badly", stopped, scene({ ...DEAD, activeState: "failed" }), true],
    [
      "still ending",
      stopped,
      scene({ ...DEAD, activeState: "deactivating" }),
      false,
    ],
    ["silence is not noticed yet", guardNotices, scene({}), false],
    ["noticed", guardNotices, scene({ records: records("hung") }), true],
    ["at once", guardNotices, scene({ records: records("restart") }), true],
    [
      "only noticed",
      guardRestarts,
      scene({ records: records("hung") }),
      false,
    ],
    [
      "restarts",
      guardRestarts,
      scene({ records: records("hung", "restart") }),
      true,
    ],
    [
      "cannot restart",
      guardRestarts,
      scene({ records: records("failed") }),
      /rescue failed: about failed/,
    ],
    ["nothing written", guardStaysOut, scene({}), true],
    [
      "only looked",
      guardStaysOut,
      scene({ records: records("stopped", "new-process", "recovered") }),
      true,
    ],
    ...["restart", "force-clean", "start", "kill", "clean-orphan"].map((
      event,
    ): [string, Expectation, Scene, RegExp] => [
      event,
      guardStaysOut,
      scene({ records: records("hung", event) }),
      /the guard acted/,
    ]),
    [
      "two checks of three",
      staysStopped(3),
      scene({ ...DEAD, checks: 3, verdict: "stopped" }, { checks: 1 }),
      false,
    ],
    [
      "three checks",
      staysStopped(3),
      scene({ ...DEAD, checks: 4, verdict: "stopped" }, { checks: 1 }),
      true,
    ],
    ["started", staysStopped(3), scene({ checks: 9 }), /started again/],
    [
      "maintenance holds",
      staysFrozen(2),
      scene({ healthy: false, checks: 2, verdict: "maintenance" }),
      true,
    ],
    [
      "one check",
      staysFrozen(2),
      scene({ healthy: false, checks: 1, verdict: "maintenance" }),
      false,
    ],
    [
      "restarted",
      staysFrozen(2),
      scene({ main: NEWBORN, checks: 2, verdict: "maintenance" }),
      /restarted the frozen/,
    ],
    [
      "reported",
      reportsForeignListener(1),
      scene({ main: NEWBORN, checks: 1, verdict: "foreign-listener" }),
      true,
    ],
    [
      "systemd tries again",
      reportsForeignListener(1),
      scene({
        activeState: "activating",
        checks: 1,
        verdict: "systemd-acting",
      }),
      false,
    ],
    [
      "gave up",
      reportsForeignListener(1),
      scene({ activeState: "failed", checks: 1, verdict: "stopped" }),
      /gave up/,
    ],
  ];
  for (const [name, expectation, moment, expected] of cases) {
    const result = expectation(moment);
    if (expected instanceof RegExp) {
      assert.match(String(result), expected, name);
    } else assert.equal(result, expected, name);
  }
});
