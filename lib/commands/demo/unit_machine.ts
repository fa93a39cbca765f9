/**
 * The rules of a systemd service with Restart=always, as a pure function. They
 * are systemd's own as far as the demo and the tests on a modelled host need
 * them (systemd.service(5)); nothing here counts starts towards a limit.
 */

/** Where the unit is. "stopping" after SIGTERM, "killing" after SIGKILL. */
export type Phase =
  | "inactive"
  | "running"
  | "stopping"
  | "killing"
  | "auto-restart"
  | "failed";

/** Everything the rules remember. */
export interface UnitState {
  readonly phase: Phase;
  /**
   * A start waits for the end of the stop, which is what a restart is, or for
   * RestartSec.
   */
  readonly startAfterStop: boolean;
  /** Result= of `systemctl show`. */
  readonly result:
    | "success"
    | "exit-code"
    | "signal"
    | "timeout"
    | "start-limit-hit";
  /** Exit code, or number of the signal, of the last main process. */
  readonly exitStatus: number;
  /** Restarts that nobody asked for, since a start that somebody asked for. */
  readonly restarts: number;
}

/** How a main process ended. */
export interface ProcessEnd {
  readonly code: number;
  readonly signal: Deno.Signal | null;
}

/** What `systemctl` can ask for. */
export const REQUESTS = [
  "start",
  "stop",
  "restart",
  "try-restart",
  "reset-failed",
] as const;

/** What happens to a unit. */
export type UnitEvent =
  | { readonly kind: typeof REQUESTS[number] }
  /** The main process has ended. */
  | ({ readonly kind: "ended" } & ProcessEnd)
  /** systemd refuses to start it once more: it was started too often. */
  | { readonly kind: "start-limit" }
  /** RestartSec has passed. */
  | { readonly kind: "restart-due" }
  /** TimeoutStopSec has passed. */
  | { readonly kind: "stop-timeout" };

/** What is to be done, in this order. */
export type UnitEffect =
  | "spawn"
  /** SIGTERM, and SIGCONT so that a stopped process can act on it. */
  | "terminate"
  /** SIGKILL. */
  | "kill"
  /** Wait for RestartSec. */
  | "await-restart"
  /** Wait for TimeoutStopSec. */
  | "await-stop"
  /** Wait for nothing any more. */
  | "cancel-wait";

/** The outcome of one event. */
interface Step {
  readonly state: UnitState;
  readonly effects: readonly UnitEffect[];
}

/** A unit that was never started. */
export const NEVER_STARTED: UnitState = {
  phase: "inactive",
  startAfterStop: false,
  result: "success",
  exitStatus: 0,
  restarts: 0,
};

/** 128 + SIGTERM, the shells' name for that end. */
const TERMINATED_CODE = 143;

/** Applies an event; what does not fit the phase changes nothing. */
export function step(state: UnitState, event: UnitEvent): Step {
  const { phase } = state;
  switch (event.kind) {
    case "start":
      return start(state);
    case "restart":
      if (phase === "running") return stop({ ...state, startAfterStop: true });
      // At once, and with the same counter.
      return phase === "auto-restart" ? running(state) : start(state);
    case "try-restart":
      // Nothing for a unit that is inactive or on its way there (`job_type_collapse`).
      return phase === "running" || phase === "auto-restart"
        ? step(state, { kind: "restart" })
        : to(phase, state);
    case "stop":
      return stop({ ...state, startAfterStop: false });
    case "reset-failed":
      return phase === "failed"
        ? to("inactive", { ...state, result: "success" })
        : to(phase, state);
    case "ended":
      return ended(state, event);
    case "start-limit":
      return phase === "auto-restart"
        ? to("failed", { ...state, result: "start-limit-hit" }, "cancel-wait")
        : to(phase, state);
    case "restart-due":
      return phase === "auto-restart"
        ? running({ ...state, restarts: state.restarts + 1 })
        : to(phase, state);
    case "stop-timeout":
      return phase === "stopping"
        ? to("killing", state, "kill")
        : to(phase, state);
  }
}

function to(phase: Phase, state: UnitState, ...effects: UnitEffect[]): Step {
  return { state: { ...state, phase }, effects };
}

function running(state: UnitState): Step {
  const begun = { ...state, startAfterStop: false, result: "success" } as const;
  return to("running", begun, "cancel-wait", "spawn");
}

function start(state: UnitState): Step {
  switch (state.phase) {
    case "running":
      return to("running", state);
    case "stopping":
    case "killing":
    case "auto-restart":
      return to(state.phase, { ...state, startAfterStop: true });
    case "inactive":
    case "failed":
      // Refused without a word to who asks with --no-block (seen on 252).
      return state.result === "start-limit-hit"
        ? to(state.phase, state)
        : running({ ...state, restarts: 0 });
  }
}

function stop(state: UnitState): Step {
  switch (state.phase) {
    case "running":
      return to("stopping", state, "terminate", "await-stop");
    case "auto-restart":
      return to("inactive", state, "cancel-wait");
    default:
      return to(state.phase, state);
  }
}

function ended(state: UnitState, { code, signal }: ProcessEnd): Step {
  const clean = code === 0 || code === TERMINATED_CODE || signal === "SIGTERM";
  const after: UnitState = {
    ...state,
    exitStatus: signal === null ? code : code - 128,
    result: clean
      ? "success"
      : state.phase === "killing"
      ? "timeout"
      : signal === null
      ? "exit-code"
      : "signal",
  };
  switch (state.phase) {
    case "running":
      return to("auto-restart", after, "await-restart");
    case "stopping":
    case "killing":
      return state.startAfterStop
        ? running({ ...after, restarts: 0 })
        : to(clean ? "inactive" : "failed", after, "cancel-wait");
    default:
      return to(state.phase, state);
  }
}
