import assert from "node:assert/strict";
import {
  NEVER_STARTED,
  type Phase,
  step,
  type UnitEffect,
  type UnitEvent,
  type UnitState,
} from "../../../lib/commands/demo/unit_machine.ts";

const WELL = { kind: "ended", code: 0, signal: null } as const;
const TERMINATED = { kind: "ended", code: 143, signal: "SIGTERM" } as const;
const KILLED = { kind: "ended", code: 137, signal: "SIGKILL" } as const;
const FAILED = { kind: "ended", code: 3, signal: null } as const;

/** [phase, event, next phase, effects]; the rest of the state is checked below. */
const TABLE: readonly (readonly [
  Phase,
  UnitEvent,
  Phase,
  readonly UnitEffect[],
])[] = [
  ["inactive", { kind: "start" }, "running", ["cancel-wait", "spawn"]],
  ["failed", { kind: "start" }, "running", ["cancel-wait", "spawn"]],
  ["auto-restart", { kind: "start" }, "auto-restart", []],
  ["running", { kind: "start" }, "running", []],

  ["running", { kind: "stop" }, "stopping", ["terminate", "await-stop"]],
  ["auto-restart", { kind: "stop" }, "inactive", ["cancel-wait"]],
  ["stopping", { kind: "stop" }, "stopping", []],
  ["inactive", { kind: "stop" }, "inactive", []],
  ["failed", { kind: "stop" }, "failed", []],

  ["running", { kind: "restart" }, "stopping", ["terminate", "await-stop"]],
  ["inactive", { kind: "restart" }, "running", ["cancel-wait", "spawn"]],
  ["auto-restart", { kind: "restart" }, "running", ["cancel-wait", "spawn"]],
  ["running", { kind: "try-restart" }, "stopping", ["terminate", "await-stop"]],
  ["auto-restart", { kind: "try-restart" }, "running", [
    "cancel-wait",
    "spawn",
  ]],
  ["inactive", { kind: "try-restart" }, "inactive", []],
  ["stopping", { kind: "try-restart" }, "stopping", []],
  ["failed", { kind: "try-restart" }, "failed", []],

  ["failed", { kind: "reset-failed" }, "inactive", []],
  ["running", { kind: "reset-failed" }, "running", []],

  ["running", WELL, "auto-restart", ["await-restart"]],
  ["running", KILLED, "auto-restart", ["await-restart"]],
  ["stopping", WELL, "inactive", ["cancel-wait"]],
  ["stopping", TERMINATED, "inactive", ["cancel-wait"]],
  ["stopping", FAILED, "failed", ["cancel-wait"]],
  ["stopping", KILLED, "failed", ["cancel-wait"]],
  ["killing", KILLED, "failed", ["cancel-wait"]],

  ["stopping", { kind: "stop-timeout" }, "killing", ["kill"]],
  ["inactive", { kind: "stop-timeout" }, "inactive", []],
  ["auto-restart", { kind: "restart-due" }, "running", [
    "cancel-wait",
    "spawn",
  ]],
  ["inactive", { kind: "restart-due" }, "inactive", []],
  ["auto-restart", { kind: "start-limit" }, "failed", ["cancel-wait"]],
  ["running", { kind: "start-limit" }, "running", []],
];

function stateIn(phase: Phase): UnitState {
  return { ...NEVER_STARTED, phase };
}

Deno.test("the unit goes from phase to phase as systemd's do", () => {
  for (const [phase, event, next, effects] of TABLE) {
    const result = step(stateIn(phase), event);
    const row = `${phase}: ${JSON.stringify(event)}`;
    assert.equal(result.state.phase, next, row);
    assert.deepEqual(result.effects, effects, row);
  }
});

/** Applies several events to a running unit. */
function after(...events: UnitEvent[]): UnitState {
  return events.reduce(
    (state, event) => step(state, event).state,
    stateIn("running"),
  );
}

Deno.test("a restart starts again whatever becomes of the stop", () => {
  for (const end of [WELL, TERMINATED, KILLED, FAILED]) {
    assert.equal(after({ kind: "restart" }, end).phase, "running");
    assert.equal(
      after({ kind: "stop" }, { kind: "start" }, end).phase,
      "running",
    );
  }
  const slow = after({ kind: "restart" }, { kind: "stop-timeout" }, KILLED);
  assert.equal(slow.phase, "running");
});

Deno.test("a person's stop cancels a restart that waits for it", () => {
  const state = after({ kind: "restart" }, { kind: "stop" }, TERMINATED);
  assert.equal(state.phase, "inactive");
  assert.equal(after(WELL, { kind: "stop" }).phase, "inactive");
});

Deno.test("only restarts that nobody asked for are counted", () => {
  assert.equal(after({ kind: "restart" }, TERMINATED).restarts, 0);
  assert.equal(
    after(KILLED, { kind: "restart-due" }, WELL, { kind: "restart-due" })
      .restarts,
    2,
  );
});

Deno.test("a start that somebody asks for begins a new count, but between two lives", () => {
  const again = [KILLED, { kind: "restart-due" }] as const;
  const cases: [UnitEvent[], number][] = [
    [[{ kind: "restart" }], 1],
    [[{ kind: "restart" }, TERMINATED], 0],
    [[{ kind: "stop" }, TERMINATED], 1],
    [[{ kind: "stop" }, TERMINATED, { kind: "start" }], 0],
    [[KILLED, { kind: "restart" }], 1],
    [[KILLED, { kind: "start" }, { kind: "restart-due" }], 2],
  ];
  for (const [events, restarts] of cases) {
    assert.equal(after(...again, ...events).restarts, restarts);
  }
});

Deno.test("beyond the start limit nothing starts it until that is forgotten", () => {
  const limited = [KILLED, { kind: "start-limit" }] as const;
  assert.equal(after(...limited).result, "start-limit-hit");
  for (const kind of ["start", "restart", "stop"] as const) {
    assert.equal(after(...limited, { kind }).phase, "failed");
  }
  const anew = after(...limited, { kind: "reset-failed" }, { kind: "start" });
  assert.equal(anew.phase, "running");
});

Deno.test("the result tells how the main process ended", () => {
  const cases: [UnitState, UnitState["result"], number][] = [
    [after(WELL), "success", 0],
    [after(FAILED), "exit-code", 3],
    [after(KILLED), "signal", 9],
    [after({ kind: "stop" }, { kind: "stop-timeout" }, KILLED), "timeout", 9],
  ];
  for (const [state, result, exitStatus] of cases) {
    assert.equal(state.result, result);
    assert.equal(state.exitStatus, exitStatus);
  }
});
