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
export interface Step {
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
  switch (event.kind) {
    case "start":
      return start(state);
    case "restart":
      switch (state.phase) {
        case "running":
          return stop({ ...state, startAfterStop: true });
        case "auto-restart":
          return running(state); // at once, and with the same counter
        default:
          return start(state);
      }
    case "try-restart":
      // Nothing for a unit that is inactive or on its way there (`job_type_collapse`).
      return state.phase === "running" || state.phase === "auto-restart"
        ? step(state, { kind: "restart" })
        : unchanged(state);
    case "stop":
      return stop({ ...state, startAfterStop: false });
    case "reset-failed":
      return state.phase === "failed"
        ? unchanged({ ...state, phase: "inactive", result: "success" })
        : unchanged(state);
    case "ended":
      return ended(state, event);
    case "start-limit":
      return state.phase === "auto-restart"
        ? {
          state: { ...state, phase: "failed", result: "start-limit-hit" },
          effects: ["cancel-wait"],
        }
        : unchanged(state);
    case "restart-due":
      return state.phase === "auto-restart"
        ? running({ ...state, restarts: state.restarts + 1 })
        : unchanged(state);
    case "stop-timeout":
      return state.phase === "stopping"
        ? { state: { ...state, phase: "killing" }, effects: ["kill"] }
        : unchanged(state);
  }
}

function unchanged(state: UnitState): Step {
  return { state, effects: [] };
}

function running(state: UnitState): Step {
  return {
    state: {
      ...state,
      phase: "running",
      startAfterStop: false,
      result: "success",
    },
    effects: ["cancel-wait", "spawn"],
  };
}

function start(state: UnitState): Step {
  switch (state.phase) {
    case "running":
      return unchanged(state);
    case "stopping":
    case "killing":
    case "auto-restart":
      return unchanged({ ...state, startAfterStop: true });
    case "inactive":
    case "failed":
      // Refused without a word to who asks with --no-block (seen on 252).
      return state.result === "start-limit-hit"
        ? unchanged(state)
        : running({ ...state, restarts: 0 });
  }
}

function stop(state: UnitState): Step {
  switch (state.phase) {
    case "running":
      return {
        state: { ...state, phase: "stopping" },
        effects: ["terminate", "await-stop"],
      };
    case "auto-restart":
      return {
        state: { ...state, phase: "inactive" },
        effects: ["cancel-wait"],
      };
    case "stopping":
    case "killing":
    case "inactive":
    case "failed":
      return unchanged(state);
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
      return {
        state: { ...after, phase: "auto-restart" },
        effects: ["await-restart"],
      };
    case "stopping":
    case "killing":
      return state.startAfterStop ? running({ ...after, restarts: 0 }) : {
        state: { ...after, phase: clean ? "inactive" : "failed" },
        effects: ["cancel-wait"],
      };
    case "inactive":
    case "failed":
    case "auto-restart":
      return unchanged(state);
  }
}
