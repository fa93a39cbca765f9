/** A gateway, a unit and a clock to build observations from, for the decide tests. */

import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import type { Instant } from "../../lib/base/instant.ts";
import type { ChildSample, Sample } from "../../lib/core/sample.ts";
import type { SilenceKind } from "../../lib/core/silence.ts";
import { freshMemory, type Memory } from "../../lib/core/memory.ts";
import type {
  Confirmation,
  Incarnation,
  Observation,
  ProbeResult,
  UnitFacts,
} from "../../lib/core/types.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Two hours after boot, so that times before now exist. */
const BOOT_AT = 2 * HOUR;
const WALL_AT = Date.UTC(2026, 10, 23, 1, 0, 0);

/** A moment `ms` after the start of a test. */
export function at(ms: number): Instant {
  return { wallMs: WALL_AT + ms, bootMs: BOOT_AT + ms, bootId: "boot-1" };
}

export const GATEWAY: Incarnation = {
  pid: 100,
  startTicks: 5000,
  invocationId: "first",
};

export const NEWBORN: Incarnation = {
  pid: 200,
  startTicks: 9000,
  invocationId: "second",
};

export const UNIT: UnitFacts = {
  ...ownGatewayUnit(1000, "default"),
  user: "",
  loadState: "loaded",
  activeState: "active",
  subState: "running",
  result: "success",
  mainPid: GATEWAY.pid,
  nRestarts: 0,
  invocationId: GATEWAY.invocationId,
  execMainStatus: 0,
  inactiveEnterMs: null,
  mainStartedMs: null,
  timeoutStopMs: 330 * SECOND,
  restart: "always",
  startRefused: false,
  job: false,
  controlGroup: "/app.slice/openclaw-gateway.service",
  execStart: ["/usr/bin/node", "/opt/openclaw/dist/index.js", "gateway"],
  execMissing: null,
  environment: {},
  fragmentPath: "/home/u/.config/systemd/user/openclaw-gateway.service",
};

function probe(
  outcome: ProbeResult["outcome"],
  reason: ProbeResult["reason"],
): ProbeResult {
  const status = outcome === "healthy" || outcome === "unsupported"
    ? 200
    : null;
  return { outcome, reason, status, latencyMs: 1, detail: outcome };
}

export const PROBES = {
  healthy: probe("healthy", null),
  refused: probe("refused", "port"),
  unreachable: probe("unreachable", "port"),
  silent: probe("silent", "http"),
  failing: probe("failing", "stuck"),
  unsupported: probe("unsupported", null),
  unasked: probe("unasked", null),
} as const;

/** What may be said about an observation; everything else is an active, old, silent gateway. */
export interface Sight {
  readonly unit?: Partial<UnitFacts>;
  readonly probe?: keyof typeof PROBES;
  readonly rest?: Partial<Observation>;
}

/** An observation of a gateway that is active, an hour old, and as told. */
export function sight(
  { unit = {}, probe = "silent", rest = {} }: Sight,
): Observation {
  return {
    maintenance: null,
    settingsError: null,
    unit: { ...UNIT, ...unit },
    unitError: null,
    incarnation: GATEWAY,
    ageMs: HOUR,
    processState: "S",
    probe: PROBES[probe],
    startup: "unknown",
    notReady: null,
    listener: null,
    leftInactiveMs: null,
    loopbackMs: 1,
    config: null,
    confirmation: null,
    ...rest,
  };
}

/** The unit has no process. */
export const NO_PROCESS = {
  incarnation: null,
  ageMs: null,
  processState: null,
} as const;

/** Memory of a guard that has seen this gateway healthy half a minute ago. */
export function served(changes: Partial<Memory> = {}): Memory {
  return {
    ...freshMemory(at(-HOUR)),
    lastTick: {
      wallMs: at(-30 * SECOND).wallMs,
      bootMs: at(-30 * SECOND).bootMs,
    },
    incarnation: GATEWAY,
    served: true,
    verdict: "healthy",
    healthySinceBootMs: at(-HOUR).bootMs,
    ...changes,
  };
}

/** The wait is over; it used no CPU. */
export const IDLE: Confirmation = { waitedMs: 5000, cpuShare: 0 };
/** The wait is over; it used a whole core. */
export const BURNING: Confirmation = { waitedMs: 5000, cpuShare: 1 };

/** A main thread of {@linkcode GATEWAY} that sleeps, in which nothing moves. */
export const ASLEEP: Omit<Sample, "atBootMs"> = {
  pid: GATEWAY.pid,
  startTicks: GATEWAY.startTicks,
  state: "S",
  mainCpuMs: 60_000,
  mainQueuedMs: 0,
  restCpuMs: 9000,
  io: 5000,
  switches: 7000,
  children: [],
  majorFaults: 10,
  memoryShare: 0.1,
  queue: 3,
  memoryPressure: 0,
};

/** A child born a second before the test starts. */
export const YOUNG: ChildSample = {
  pid: 812,
  startTicks: 8000,
  bornBootMs: at(-SECOND).bootMs,
  cpuMs: 10,
  command: "git",
};

/** What a look `ms` after the start of a test shows of a silence of that kind. */
export function sampleOf(kind: SilenceKind, ms: number): Sample {
  const computing = {
    ...ASLEEP,
    atBootMs: at(ms).bootMs,
    state: "R",
    mainCpuMs: ASLEEP.mainCpuMs + HOUR + ms,
  };
  const asleep = { ...ASLEEP, atBootMs: at(ms).bootMs };
  switch (kind) {
    case "frozen":
      return { ...asleep, state: "T" };
    case "debugger":
      return { ...asleep, state: "t" };
    case "kernel":
      return { ...asleep, state: "D" };
    case "looping":
      return computing;
    case "turning":
      return { ...computing, io: Math.round(10_000 + ms) };
    case "collecting-garbage":
      return {
        ...computing,
        restCpuMs: ASLEEP.restCpuMs + HOUR + ms,
        memoryShare: 0.95,
      };
    case "waiting-for-child":
      return { ...asleep, children: [YOUNG] };
    case "waiting-for-nothing":
      return asleep;
    case "swapping":
      return {
        ...asleep,
        state: "D",
        majorFaults: Math.round(HOUR + ms),
        memoryPressure: 40,
      };
    case "unknown":
      return { ...asleep, io: null };
  }
}
