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
  type Samples,
  staysFrozen,
  staysStopped,
  stopped,
} from "../../../lib/commands/drill/expectations.ts";
import { NEWBORN, records, samples } from "./samples.ts";

const DEAD = {
  main: null,
  healthy: false,
  activeState: "inactive",
  subState: "dead",
};

Deno.test("each expectation knows met, not yet, and never again", () => {
  const cases: [string, Expectation, Samples, boolean | RegExp][] = [
    ["no check yet", checkedHealthy, samples({ verdict: "healthy" }), false],
    [
      "checked before this step",
      checkedHealthy,
      samples({ checks: 2, verdict: "healthy" }, { checks: 2 }),
      false,
    ],
    [
      "checked",
      checkedHealthy,
      samples({ checks: 1, verdict: "healthy" }),
      true,
    ],
    [
      "found otherwise",
      checkedHealthy,
      samples({ checks: 1, verdict: "starting" }),
      false,
    ],
    [
      "a late check",
      checkedAndSettled,
      samples({ checks: 1, verdict: "healthy", settled: false }),
      false,
    ],
    [
      "settled since, without a further check",
      checkedAndSettled,
      samples({ checks: 1, verdict: "healthy" }, { checks: 1 }),
      true,
    ],
    ["the old process", newProcess, samples({}), false],
    ["no process", newProcess, samples({ main: null }), false],
    ["a new process", newProcess, samples({ main: NEWBORN }), true],
    [
      "a reused pid",
      newProcess,
      samples({ main: { pid: 100, startTicks: 2 } }),
      true,
    ],
    ["silent", healthy, samples({ healthy: false }), false],
    ["answers", healthy, samples({}), true],
    [
      "a new process, still silent",
      newAndHealthy,
      samples({ main: NEWBORN, healthy: false }),
      false,
    ],
    ["new and well", newAndHealthy, samples({ main: NEWBORN }), true],
    ["the old one is well", newAndHealthy, samples({}), false],
    ["same and well", sameAndHealthy, samples({}), true],
    ["same and silent", sameAndHealthy, samples({ healthy: false }), false],
    ["replaced", sameAndHealthy, samples({ main: NEWBORN }), /another main/],
    ["stopped", stopped, samples(DEAD), true],
    ["ended badly", stopped, samples({ ...DEAD, activeState: "failed" }), true],
    [
      "still ending",
      stopped,
      samples({ ...DEAD, activeState: "deactivating" }),
      false,
    ],
    ["silence is not noticed yet", guardNotices, samples({}), false],
    ["noticed", guardNotices, samples({ records: records("hung") }), true],
    ["at once", guardNotices, samples({ records: records("restart") }), true],
    [
      "only noticed",
      guardRestarts,
      samples({ records: records("hung") }),
      false,
    ],
    [
      "restarts",
      guardRestarts,
      samples({ records: records("hung", "restart") }),
      true,
    ],
    [
      "cannot restart",
      guardRestarts,
      samples({ records: records("failed") }),
      /rescue failed: about failed/,
    ],
    ["nothing written", guardStaysOut, samples({}), true],
    [
      "only looked",
      guardStaysOut,
      samples({ records: records("stopped", "new-process", "recovered") }),
      true,
    ],
    [
      "a person went back to the previous program meanwhile",
      guardStaysOut,
      samples({ records: records("rollback") }),
      true,
    ],
    ...[
      ...["restart", "force-clean", "start", "kill", "clean-orphan"],
      ...["resume-rollback", "rolled-back"],
    ].map((event): [string, Expectation, Samples, RegExp] => [
      event,
      guardStaysOut,
      samples({ records: records("hung", event) }),
      /the guard acted/,
    ]),
    [
      "two checks of three",
      staysStopped(3),
      samples({ ...DEAD, checks: 3, verdict: "stopped" }, { checks: 1 }),
      false,
    ],
    [
      "three checks",
      staysStopped(3),
      samples({ ...DEAD, checks: 4, verdict: "stopped" }, { checks: 1 }),
      true,
    ],
    ["started", staysStopped(3), samples({ checks: 9 }), /started again/],
    [
      "maintenance holds",
      staysFrozen(2),
      samples({ healthy: false, checks: 2, verdict: "maintenance" }),
      true,
    ],
    [
      "one check",
      staysFrozen(2),
      samples({ healthy: false, checks: 1, verdict: "maintenance" }),
      false,
    ],
    [
      "restarted",
      staysFrozen(2),
      samples({ main: NEWBORN, checks: 2, verdict: "maintenance" }),
      /restarted the frozen/,
    ],
    [
      "reported",
      reportsForeignListener,
      samples({ main: NEWBORN, checks: 1, verdict: "foreign-listener" }),
      true,
    ],
    [
      "systemd tries again",
      reportsForeignListener,
      samples({
        activeState: "activating",
        checks: 1,
        verdict: "systemd-acting",
      }),
      false,
    ],
    [
      "gave up",
      reportsForeignListener,
      samples({ activeState: "failed", checks: 1, verdict: "stopped" }),
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
