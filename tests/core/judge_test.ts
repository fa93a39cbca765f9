import assert from "node:assert/strict";
import type { UnitFacts } from "../../lib/core/types.ts";
import { judge } from "../../lib/core/judge.ts";
import type { Memory, Rescue } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import type {
  ConfigFact,
  ListenerFact,
  MaintenanceFact,
  Verdict,
} from "../../lib/core/types.ts";
import {
  at,
  BURNING,
  GATEWAY,
  HOUR,
  IDLE,
  MINUTE,
  NO_PROCESS,
  SECOND,
  served,
  type Sight,
  sight,
} from "./world.ts";

/** The unit ended with 78: it must not be started as it is. */
const GAVE_WAY = {
  activeState: "failed",
  mainPid: 0,
  result: "exit-code",
  execMainStatus: 78,
} as const;
/** OpenClaw refused to start because another of it was there. */
const CONTENDED: ConfigFact = {
  path: "/home/user/.openclaw/openclaw.json",
  id: "id",
  changedMs: 0,
  contended: true,
  untried: false,
  problems: [],
  version: null,
  proven: [],
  interrupted: null,
  repair: "",
};
const REFUSED: ConfigFact = {
  ...CONTENDED,
  contended: false,
  problems: ['gateway: unknown key "prot"'],
  repair: "repair it",
};
const FOREIGN: ListenerFact = {
  pid: 300,
  startTicks: 1,
  uid: 0,
  command: "nginx",
  relation: "foreign",
};
/** The unit's own process. */
const OWN: ListenerFact = {
  ...FOREIGN,
  uid: 1000,
  command: "node",
  relation: "unit",
};
/** No process of the unit, and an orphan of ours on its port. */
const BESIDE_ORPHAN = {
  ...NO_PROCESS,
  listener: { ...FOREIGN, uid: 1000, relation: "orphan-gateway" },
} as const;

/** What KillMode=process left running. */
const LEFT: ListenerFact = { ...OWN, relation: "leftover" };

interface Row {
  readonly when: string;
  readonly sight: Sight;
  readonly memory?: Partial<Memory>;
  readonly verdict: Verdict;
  /** May something be done about it? Default: no. */
  readonly actionable?: boolean;
}

/** A rescue that ran a minute ago. */
const RESCUE: Rescue = {
  kind: "force-clean",
  step: "unit-stopped",
  attempt: 4,
  startedBootMs: at(-MINUTE).bootMs,
  incarnation: GATEWAY,
  invocationId: GATEWAY.invocationId,
};

const NEVER_SERVED: Partial<Memory> = { served: false };

const ROWS: readonly Row[] = [
  {
    when: "maintenance is on, whatever else is wrong",
    sight: {
      rest: {
        maintenance: { source: "tmp", untilMs: null, reason: null, by: null },
        unitError: "no bus",
      },
    },
    verdict: "maintenance",
  },
  {
    when: "/health is well and the unit active",
    sight: { probe: "healthy" },
    verdict: "healthy",
  },
  {
    when: "/health is well and channels are down (#25012)",
    sight: { probe: "healthy", rest: { notReady: ["telegram"] } },
    verdict: "degraded",
  },
  {
    when: "/health is well and the sidecars of a newborn are still starting",
    sight: {
      probe: "healthy",
      rest: { notReady: ["startup-sidecars"], ageMs: 9 * SECOND },
    },
    memory: NEVER_SERVED,
    verdict: "healthy",
  },
  {
    when: "/health is well and the unit's own process says it",
    sight: { probe: "healthy", rest: { listener: OWN } },
    verdict: "healthy",
  },
  {
    when: "/health is well, but another program says it",
    sight: { probe: "healthy", rest: { listener: FOREIGN } },
    verdict: "foreign-listener",
  },
  {
    when: "/health is well, but another program says it to a newborn",
    sight: { probe: "healthy", rest: { listener: FOREIGN, ageMs: SECOND } },
    memory: NEVER_SERVED,
    verdict: "foreign-listener",
  },
  {
    when: "/health is well, but another program says it and that it drains",
    sight: {
      probe: "healthy",
      rest: { listener: FOREIGN, startup: "draining" },
    },
    verdict: "foreign-listener",
  },
  {
    when: "/health is well, but an orphan says it: what serves is not ended",
    sight: {
      probe: "healthy",
      rest: {
        listener: { ...FOREIGN, uid: 1000, relation: "orphan-gateway" },
        confirmation: IDLE,
      },
    },
    verdict: "foreign-listener",
  },
  {
    when: "a container runs, and nobody has ever answered where it is asked",
    sight: {
      unit: { execStart: ["/usr/bin/podman", "run", "image"] },
      probe: "refused",
      rest: { confirmation: IDLE },
    },
    memory: NEVER_SERVED,
    verdict: "starting",
  },
  {
    when: "a container has answered there before",
    sight: {
      unit: { execStart: ["/usr/bin/podman", "run", "image"] },
      probe: "refused",
      rest: { confirmation: IDLE },
    },
    verdict: "down",
    actionable: true,
  },
  {
    when: "/health is well, but what an earlier life left behind says it",
    sight: {
      probe: "healthy",
      rest: { listener: LEFT, confirmation: IDLE },
    },
    verdict: "foreign-listener",
  },
  {
    when: "what an earlier life left behind answers as old gateways do",
    sight: {
      probe: "unsupported",
      rest: { listener: LEFT, confirmation: IDLE },
    },
    verdict: "foreign-listener",
  },
  {
    when: "what an earlier life left behind holds the port, and is silent",
    sight: {
      rest: { listener: LEFT, confirmation: IDLE, ageMs: 20 * SECOND },
    },
    memory: NEVER_SERVED,
    verdict: "foreign-listener",
    actionable: true,
  },
  {
    when: "what an earlier life left behind is silent, and computes: patience",
    sight: { rest: { listener: LEFT, confirmation: BURNING } },
    verdict: "busy",
  },
  {
    when: "what an earlier life left behind has computed for four checks",
    sight: { rest: { listener: LEFT, confirmation: BURNING } },
    memory: { failure: { countedBootMs: 0, busyTicks: 3 } },
    verdict: "foreign-listener",
    actionable: true,
  },
  {
    when: "its last life left a child on the port that keeps the next one off",
    sight: {
      unit: {
        activeState: "activating",
        subState: "auto-restart",
        mainPid: 0,
      },
      rest: { ...NO_PROCESS, listener: OWN, confirmation: IDLE },
    },
    verdict: "foreign-listener",
    actionable: true,
  },
  {
    when: "the same, and what is left answers: systemd goes on",
    sight: {
      unit: {
        activeState: "activating",
        subState: "auto-restart",
        mainPid: 0,
      },
      probe: "failing",
      rest: { ...NO_PROCESS, listener: OWN, confirmation: IDLE },
    },
    verdict: "systemd-acting",
  },
  {
    when: "systemd gave up, for a child that is left had the port: patience",
    sight: {
      unit: { activeState: "failed", mainPid: 0, startRefused: true },
      rest: { ...NO_PROCESS, listener: OWN },
    },
    verdict: "foreign-listener",
  },
  {
    when: "systemd gave up 90 s ago, and the child is silent",
    sight: {
      unit: { activeState: "failed", mainPid: 0, startRefused: true },
      rest: { ...NO_PROCESS, listener: OWN },
    },
    memory: {
      verdict: "foreign-listener",
      sinceBootMs: at(-90 * SECOND).bootMs,
    },
    verdict: "foreign-listener",
    actionable: true,
  },
  {
    when: "it gave way (78) to what an earlier life left, which is well",
    sight: {
      unit: GAVE_WAY,
      probe: "healthy",
      rest: { ...NO_PROCESS, listener: LEFT },
    },
    verdict: "duplicate",
  },
  {
    when: "a newborn that has no health JSON answers in its own words",
    sight: {
      probe: "unsupported",
      rest: { listener: OWN, ageMs: 4 * SECOND },
    },
    memory: NEVER_SERVED,
    verdict: "unsupported",
  },
  {
    when: "a newborn without health JSON says that it is starting",
    sight: {
      probe: "unsupported",
      rest: { listener: OWN, ageMs: 4 * SECOND, startup: "starting" },
    },
    memory: NEVER_SERVED,
    verdict: "starting",
  },
  {
    when: "nobody knows whose answer without health JSON it is",
    sight: { probe: "unsupported", rest: { ageMs: 4 * SECOND } },
    memory: NEVER_SERVED,
    verdict: "starting",
  },
  {
    when: "exit 78, and another program says ok on the port",
    sight: {
      unit: GAVE_WAY,
      probe: "healthy",
      rest: { ...NO_PROCESS, listener: FOREIGN },
    },
    verdict: "foreign-listener",
  },
  {
    when: "exit 78, and a gateway of this profile is healthy on the port",
    sight: {
      unit: GAVE_WAY,
      probe: "healthy",
      rest: { ...NO_PROCESS, listener: { ...FOREIGN, isGateway: true } },
    },
    verdict: "duplicate",
  },
  {
    when: "exit 78, and an orphan is healthy on the port",
    sight: { unit: GAVE_WAY, probe: "healthy", rest: BESIDE_ORPHAN },
    verdict: "duplicate",
  },
  {
    when: "/health is well and systemd was not asked",
    sight: { probe: "healthy", rest: { unit: null } },
    verdict: "healthy",
  },
  {
    when: "/health is well although this tick is late",
    sight: { probe: "healthy" },
    memory: { lateTickBootMs: at(0).bootMs },
    verdict: "healthy",
  },
  {
    when: "systemd cannot be asked, and another user's program says ok",
    sight: {
      probe: "healthy",
      rest: {
        unit: null,
        unitError: "Failed to connect to bus",
        listener: {
          pid: 0,
          startTicks: 0,
          uid: 1001,
          command: "unknown",
          relation: "foreign",
        },
      },
    },
    verdict: "inconclusive",
  },
  {
    when: "F16: the user bus is unusable (#11805)",
    sight: { rest: { unit: null, unitError: "Failed to connect to bus" } },
    verdict: "inconclusive",
  },
  {
    when: "the guard's own loopback is slow",
    sight: { rest: { loopbackMs: 1500 } },
    verdict: "inconclusive",
  },
  {
    when: "the guard cannot connect to itself",
    sight: { rest: { loopbackMs: Infinity } },
    verdict: "inconclusive",
  },
  {
    when: "F23: the tick is late: the host was suspended (#148898)",
    sight: {},
    memory: { lateTickBootMs: at(0).bootMs },
    verdict: "inconclusive",
  },
  {
    when: "the host has been awake for a minute again",
    sight: {},
    memory: { lateTickBootMs: at(-MINUTE).bootMs },
    verdict: "hung",
    actionable: true,
  },
  {
    when: "the unit does not exist",
    sight: {
      unit: { loadState: "not-found", activeState: "inactive" },
      rest: NO_PROCESS,
    },
    verdict: "misconfigured",
  },
  {
    when: "the unit is masked",
    sight: {
      unit: { loadState: "masked", activeState: "inactive" },
      rest: NO_PROCESS,
    },
    verdict: "misconfigured",
  },
  {
    when: "an update removed the program the unit starts (#73457)",
    sight: {
      unit: {
        execMissing: "/opt/openclaw/dist/index.js",
        activeState: "failed",
        mainPid: 0,
      },
      rest: NO_PROCESS,
    },
    verdict: "misconfigured",
  },
  {
    when: "the program was replaced under a gateway that still runs",
    sight: { unit: { execMissing: "/opt/openclaw/dist/index.js" } },
    verdict: "hung",
    actionable: true,
  },
  {
    when: "F12: a person stopped the unit",
    sight: {
      unit: { activeState: "inactive", mainPid: 0 },
      probe: "refused",
      rest: NO_PROCESS,
    },
    verdict: "stopped",
  },
  {
    when: "a person stopped the unit and runs a gateway by hand",
    sight: {
      unit: { activeState: "inactive", mainPid: 0 },
      probe: "healthy",
      rest: NO_PROCESS,
    },
    verdict: "stopped",
  },
  {
    when: "F14: a restart by OpenClaw left the unit inactive (#84404)",
    sight: {
      unit: { activeState: "inactive", mainPid: 0 },
      probe: "refused",
      rest: { ...NO_PROCESS, leftInactiveMs: HOUR },
    },
    verdict: "abandoned",
  },
  {
    when: "F15: OpenClaw is being updated (#108459)",
    sight: {
      unit: { activeState: "failed", mainPid: 0, execMissing: "/opt/oc/x.js" },
      probe: "refused",
      rest: {
        ...NO_PROCESS,
        maintenance: {
          source: "update",
          untilMs: null,
          reason: "npm",
          by: null,
        },
      },
    },
    verdict: "maintenance",
  },
  {
    when: "the unit is inactive and a start is queued",
    sight: {
      unit: { activeState: "inactive", mainPid: 0, job: true },
      rest: NO_PROCESS,
    },
    verdict: "systemd-acting",
  },
  {
    when: "F13: a person's stop ended in failed (#146110)",
    sight: {
      unit: {
        activeState: "failed",
        mainPid: 0,
        result: "timeout",
        execMainStatus: 9,
      },
      probe: "refused",
      rest: NO_PROCESS,
    },
    verdict: "stopped",
  },
  {
    when: "F24: a guard died between its stop and its start",
    sight: {
      unit: { activeState: "inactive", mainPid: 0 },
      probe: "refused",
      rest: NO_PROCESS,
    },
    memory: {
      rescue: {
        ...RESCUE,
        kind: "force-clean",
        step: "unit-stopped",
        attempt: 4,
      },
    },
    verdict: "down",
    actionable: true,
  },
  {
    when: "a person started and stopped it after such a death",
    sight: {
      unit: { activeState: "inactive", mainPid: 0, invocationId: "a person's" },
      rest: NO_PROCESS,
    },
    memory: {
      rescue: {
        ...RESCUE,
        kind: "force-clean",
        step: "unit-stopped",
        attempt: 4,
      },
    },
    verdict: "stopped",
  },
  {
    when: "a person stopped it after a force clean had asked for the start",
    sight: { unit: { activeState: "inactive", mainPid: 0 }, rest: NO_PROCESS },
    memory: { rescue: { ...RESCUE, step: "start-requested" } },
    verdict: "stopped",
  },
  {
    when:
      "a person stopped it after a guard had died while it gathered evidence",
    sight: { unit: { activeState: "inactive", mainPid: 0 }, rest: NO_PROCESS },
    memory: { rescue: { ...RESCUE, step: "evidence-kept" } },
    verdict: "stopped",
  },
  {
    when: "a guard died between reset-failed and start",
    sight: {
      unit: { activeState: "inactive", mainPid: 0 },
      probe: "refused",
      rest: NO_PROCESS,
    },
    memory: {
      rescue: {
        ...RESCUE,
        kind: "start",
        step: "starting",
        incarnation: null,
      },
    },
    verdict: "down",
    actionable: true,
  },
  {
    when:
      "a hung gateway is stopped by a person before the guard asked for anything",
    sight: { unit: { activeState: "deactivating" } },
    memory: { rescue: { ...RESCUE, kind: "restart", step: "evidence-kept" } },
    verdict: "stopping",
  },
  {
    when: "the guard's own settings are broken",
    sight: { probe: "refused", rest: { settingsError: "it is no JSON5" } },
    verdict: "misconfigured",
  },
  {
    when: "a person's stop replaced the guard's restart",
    sight: { unit: { activeState: "inactive", mainPid: 0 }, rest: NO_PROCESS },
    memory: {
      rescue: {
        ...RESCUE,
        kind: "restart",
        step: "restarting",
        attempt: 1,
      },
    },
    verdict: "stopped",
  },
  {
    when: "F1: it started 100 s ago and has not answered yet (#73055)",
    sight: { probe: "refused", rest: { ageMs: 100 * SECOND } },
    memory: NEVER_SERVED,
    verdict: "starting",
  },
  {
    when:
      "F1: it started 5 min ago, uses CPU and has not answered yet (#73055)",
    sight: {
      probe: "refused",
      rest: { ageMs: 5 * MINUTE, confirmation: BURNING },
    },
    memory: NEVER_SERVED,
    verdict: "starting",
  },
  {
    when: "it started 5 min ago and says that it is starting",
    sight: {
      probe: "failing",
      rest: { ageMs: 5 * MINUTE, startup: "starting" },
    },
    memory: NEVER_SERVED,
    verdict: "starting",
  },
  {
    when: "it started 5 min ago, idles and has not answered yet",
    sight: {
      probe: "refused",
      rest: { ageMs: 5 * MINUTE, confirmation: IDLE },
    },
    memory: NEVER_SERVED,
    verdict: "down",
    actionable: true,
  },
  {
    when:
      "F2: it never served in 11 min, using CPU all the time (NemoClaw #8419)",
    sight: {
      probe: "refused",
      rest: { ageMs: 11 * MINUTE, confirmation: IDLE },
    },
    memory: NEVER_SERVED,
    verdict: "down",
    actionable: true,
  },
  {
    when: "F5: the unit is deactivating (#123872)",
    sight: { unit: { activeState: "deactivating", subState: "stop-sigterm" } },
    verdict: "stopping",
  },
  {
    when: "F5: it answers well while it drains (#123872)",
    sight: { probe: "healthy", rest: { startup: "draining" } },
    verdict: "stopping",
  },
  {
    when: "it has been draining for 5 min of its 5 min 30 s",
    sight: { probe: "failing", rest: { startup: "draining" } },
    memory: { drainingSinceBootMs: at(-5 * MINUTE).bootMs },
    verdict: "stopping",
  },
  {
    when: "it says draining for longer than its stop may last",
    sight: { probe: "failing", rest: { startup: "draining" } },
    memory: { drainingSinceBootMs: at(-7 * MINUTE).bootMs },
    verdict: "failing",
    actionable: true,
  },
  {
    when: "it crashed and systemd is about to start it again",
    sight: {
      unit: { activeState: "activating", subState: "auto-restart", mainPid: 0 },
      rest: NO_PROCESS,
    },
    verdict: "systemd-acting",
  },
  {
    when: "the unit is active, its process just gone",
    sight: { unit: { mainPid: 0 }, probe: "refused", rest: NO_PROCESS },
    verdict: "systemd-acting",
  },
  {
    when: "a state no systemd of today knows",
    sight: { unit: { activeState: "hibernating" } },
    verdict: "systemd-acting",
  },
  {
    when: "F6: it exited with 78 (#133984)",
    sight: {
      unit: {
        activeState: "failed",
        mainPid: 0,
        result: "exit-code",
        execMainStatus: 78,
      },
      probe: "refused",
      rest: NO_PROCESS,
    },
    verdict: "bad-config",
  },
  {
    when: "it gave way (78) to an orphan that has just fallen silent: patience",
    sight: { unit: GAVE_WAY, probe: "silent", rest: BESIDE_ORPHAN },
    verdict: "foreign-listener",
  },
  {
    when:
      "it gave way (78) to an orphan that has been silent for 89 s: patience",
    sight: { unit: GAVE_WAY, probe: "silent", rest: BESIDE_ORPHAN },
    memory: {
      verdict: "foreign-listener",
      sinceBootMs: at(-89 * SECOND).bootMs,
    },
    verdict: "foreign-listener",
  },
  {
    when: "it gave way (78) to an orphan that has been silent for 90 s",
    sight: { unit: GAVE_WAY, probe: "silent", rest: BESIDE_ORPHAN },
    memory: {
      verdict: "foreign-listener",
      sinceBootMs: at(-90 * SECOND).bootMs,
    },
    verdict: "foreign-listener",
    actionable: true,
  },
  {
    when: "it gave way (78) to an orphan that answers, if badly",
    sight: { unit: GAVE_WAY, probe: "failing", rest: BESIDE_ORPHAN },
    memory: {
      verdict: "foreign-listener",
      sinceBootMs: at(-600 * SECOND).bootMs,
    },
    verdict: "bad-config",
  },
  {
    when: "it gave way (78) to an orphan of an old version that answers",
    sight: { unit: GAVE_WAY, probe: "unsupported", rest: BESIDE_ORPHAN },
    memory: {
      verdict: "foreign-listener",
      sinceBootMs: at(-600 * SECOND).bootMs,
    },
    verdict: "bad-config",
  },
  {
    when: "it exited with 78 because another OpenClaw process owns its state",
    sight: {
      unit: {
        activeState: "failed",
        result: "exit-code",
        execMainStatus: 78,
      },
      probe: "refused",
      rest: { ...NO_PROCESS, config: CONTENDED },
    },
    verdict: "duplicate",
  },
  {
    when:
      "B3: its config is refused with 1, and systemd is about to start it again",
    sight: {
      unit: {
        activeState: "activating",
        subState: "auto-restart",
        mainPid: 0,
        result: "exit-code",
        execMainStatus: 1,
      },
      probe: "refused",
      rest: { ...NO_PROCESS, config: REFUSED },
    },
    verdict: "bad-config",
  },
  {
    when: "B3: its config is refused with 1 until systemd gives up",
    sight: {
      unit: {
        activeState: "failed",
        mainPid: 0,
        result: "exit-code",
        execMainStatus: 1,
        startRefused: true,
      },
      probe: "refused",
      rest: { ...NO_PROCESS, config: REFUSED },
    },
    verdict: "bad-config",
  },
  {
    when: "F8: it exited with 78 and a healthy gateway holds the port (#75115)",
    sight: {
      unit: {
        activeState: "failed",
        mainPid: 0,
        result: "exit-code",
        execMainStatus: 78,
      },
      probe: "healthy",
      rest: NO_PROCESS,
    },
    verdict: "duplicate",
  },
  {
    when: "signal 78 is not exit code 78",
    sight: {
      unit: {
        activeState: "failed",
        mainPid: 0,
        result: "signal",
        execMainStatus: 78,
      },
      probe: "refused",
      rest: NO_PROCESS,
    },
    verdict: "stopped",
  },
  {
    when: "F9: systemd hit its start limit (#116177)",
    sight: {
      unit: { activeState: "failed", mainPid: 0, result: "start-limit-hit" },
      probe: "refused",
      rest: NO_PROCESS,
    },
    verdict: "start-limit",
    actionable: true,
  },
  {
    when:
      "F9: a start was refused, the result is that of the last exit (#116177)",
    sight: {
      unit: {
        activeState: "failed",
        mainPid: 0,
        result: "exit-code",
        startRefused: true,
      },
      probe: "refused",
      rest: NO_PROCESS,
    },
    verdict: "start-limit",
    actionable: true,
  },
  {
    when: "F4: it is silent but burns CPU (#77995)",
    sight: { rest: { confirmation: BURNING } },
    verdict: "busy",
  },
  {
    when: "it has burnt CPU silently for three ticks before",
    sight: { rest: { confirmation: BURNING } },
    memory: {
      failure: { countedBootMs: at(-30 * SECOND).bootMs, busyTicks: 3 },
    },
    verdict: "hung",
    actionable: true,
  },
  {
    when: "F11: root holds the port (#79534)",
    sight: { rest: { listener: FOREIGN } },
    verdict: "foreign-listener",
  },
  {
    when: "F10: an orphan of ours holds the port (#8069)",
    sight: {
      rest: { listener: { ...FOREIGN, uid: 1000, relation: "orphan-gateway" } },
    },
    verdict: "foreign-listener",
    actionable: true,
  },
  {
    when:
      "an orphan holds the port of a newborn, which cannot come up like that",
    sight: {
      rest: {
        ageMs: 20 * SECOND,
        listener: { ...FOREIGN, relation: "orphan-gateway" },
      },
    },
    memory: NEVER_SERVED,
    verdict: "foreign-listener",
    actionable: true,
  },
  {
    when: "its port is closed",
    sight: { probe: "refused", rest: { confirmation: IDLE } },
    verdict: "down",
    actionable: true,
  },
  {
    when: "no connection within the limit",
    sight: { probe: "unreachable", rest: { confirmation: IDLE } },
    verdict: "down",
    actionable: true,
  },
  {
    when: "the guard's own question failed before it was sent",
    sight: { probe: "unasked", rest: { confirmation: IDLE } },
    verdict: "inconclusive",
  },
  {
    when: "F19: 200 with a web page (#117435)",
    sight: { probe: "unsupported" },
    verdict: "unsupported",
  },
  {
    when: "500, or ok:false",
    sight: { probe: "failing", rest: { confirmation: IDLE } },
    verdict: "failing",
    actionable: true,
  },
  {
    when: "500 while using CPU: it answers, so it is not busy",
    sight: { probe: "failing", rest: { confirmation: BURNING } },
    verdict: "failing",
    actionable: true,
  },
  {
    when: "F3: it served, then froze (#73916)",
    sight: { rest: { confirmation: IDLE } },
    verdict: "hung",
    actionable: true,
  },
  {
    when: "CPU use cannot be measured",
    sight: { rest: { confirmation: { waitedMs: 5000, cpuShare: null } } },
    verdict: "hung",
    actionable: true,
  },
  {
    when: "F30: its process is in state D: no signal reaches it",
    sight: { rest: { processState: "D", confirmation: IDLE } },
    verdict: "hung",
  },
  {
    when: "a debugger holds its process",
    sight: { rest: { processState: "t", confirmation: IDLE } },
    verdict: "hung",
  },
];

for (const { when, sight: seen, memory, verdict, actionable } of ROWS) {
  const can = actionable === true ? "acts" : "only reports";
  Deno.test(`judge says ${verdict} and ${can} when ${when}`, () => {
    const result = judge(sight(seen), served(memory), at(0), DEFAULT_POLICY);
    assert.equal(result.verdict, verdict);
    assert.equal(result.actionable, actionable === true);
  });
}

Deno.test("B3: judge names the exit code of a refused config, the keys and the repair", () => {
  const { why } = judge(
    sight({
      unit: { activeState: "activating", mainPid: 0, execMainStatus: 1 },
      probe: "refused",
      rest: { ...NO_PROCESS, config: REFUSED },
    }),
    served(),
    at(0),
    DEFAULT_POLICY,
  );
  assert.equal(
    why,
    'the gateway refused to start (exit 1) because of its config: gateway: unknown key "prot"; "repair it" repairs it',
  );
});

Deno.test("judge gives a verdict whose sentence a person can read", () => {
  for (const row of ROWS) {
    const memory = served({ ...row.memory, sinceBootMs: at(-HOUR).bootMs });
    const { why } = judge(sight(row.sight), memory, at(0), DEFAULT_POLICY);
    assert.match(why, /^[^\n]{5,300}$/);
    assert.doesNotMatch(why, /undefined|NaN|\[object/);
  }
});

Deno.test("C5: what is said about a unit that cannot be started mends just that", () => {
  const cases: [Sight["unit"], string][] = [
    [
      { loadState: "masked" },
      "systemctl --user unmask openclaw-gateway.service",
    ],
    [{ loadState: "not-found" }, "openclaw gateway install"],
    [{ loadState: "bad-setting" }, "openclaw gateway install --force"],
    [
      { execMissing: "/x", activeState: "failed", mainPid: 0 },
      "openclaw gateway install --force",
    ],
  ];
  for (const [unit, command] of cases) {
    const seen = sight({
      unit: { activeState: "inactive", ...unit },
      rest: NO_PROCESS,
    });
    const { why } = judge(seen, served(), at(0), DEFAULT_POLICY);
    assert.ok(why.includes(`"${command}"`), why);
    if (!command.includes("gateway install")) continue;
    const holder = { pid: 42, uid: 1000, command: "node", keeper: null };
    const instead = { port: 18789, units: [], holder };
    const beside = { ...seen, instead };
    const told = judge(beside, served(), at(0), DEFAULT_POLICY).why;
    assert.match(told, /held by pid 42/);
    assert.doesNotMatch(told, /gateway install/);
  }
});

Deno.test("C5: what ends a pause names the profile it is for", () => {
  const cases: [Partial<MaintenanceFact>, RegExp][] = [
    [{ source: "guard", profile: "work" }, /maintenance off --profile work"/],
    [{ source: "guard", profile: "default" }, /maintenance off"/],
    [{ source: "emergency-stop", profile: "work" }, /resume --profile work"/],
  ];
  for (const [fact, expected] of cases) {
    const { why } = judge(
      sight({
        rest: {
          maintenance: {
            ...{ source: "guard", untilMs: null, reason: null, by: null },
            ...fact,
          },
        },
      }),
      served(),
      at(0),
      DEFAULT_POLICY,
    );
    assert.match(why, expected);
  }
});

Deno.test("a drop-in that says what to start is named where it is at fault, and no repair that would not change it", () => {
  const faults: Partial<UnitFacts>[] = [
    { loadState: "bad-setting" },
    { execMissing: "/x", activeState: "failed", mainPid: 0 },
  ];
  for (const fault of faults) {
    const unit = { ...fault, faultyDropIn: "/h/gateway.d/mine.conf" };
    const seen = sight({ unit, rest: NO_PROCESS });
    const { verdict, why } = judge(seen, served(), at(0), DEFAULT_POLICY);
    assert.equal(verdict, "misconfigured");
    assert.match(
      why,
      /its drop-in \/h\/gateway\.d\/mine\.conf says what to start/,
    );
    assert.doesNotMatch(why, /repairs/);
  }
});

Deno.test("openclaw units with Type=notify are left to systemd until they say READY=1, and what they are waited for is said", () => {
  const cases: [Sight["unit"], Sight["probe"], RegExp][] = [
    [
      { subState: "start" },
      "healthy",
      /^it answers, .* after TimeoutStartSec \(30 s\)$/,
    ],
    [{ subState: "start" }, "refused", /^it is starting: .* \(30 s\)$/],
    [
      { subState: "auto-restart", result: "timeout", mainPid: 0 },
      "refused",
      /^systemd ended it .* \(30 s\) that it is ready/,
    ],
    [
      { subState: "auto-restart", result: "exit-code", mainPid: 0 },
      "refused",
      /^unit is activating \(auto-restart\): systemd is at work$/,
    ],
    [{ subState: "start", type: "simple" }, "healthy", /^unit is activating/],
  ];
  for (const [change, probe, expected] of cases) {
    const unit = {
      ...{ activeState: "activating", type: "notify" },
      ...{ timeoutStartMs: 30_000, ...change },
    };
    const seen = sight({ unit, probe: probe ?? "silent" });
    const judged = judge(seen, served(), at(0), DEFAULT_POLICY);
    assert.equal(judged.verdict, "systemd-acting");
    assert.match(judged.why, expected);
    assert.equal(judged.actionable, false);
  }
});

Deno.test("what Restart= does not bring back is left alone, and a stop is told from an end by itself", () => {
  const cases: [Sight["unit"], RegExp][] = [
    [
      { restart: "on-failure", endedByItself: true },
      /Restart=on-failure does not/,
    ],
    [{ restart: "no", endedByItself: true }, /Restart=no does not bring that/],
    [{ restart: "on-failure", endedByItself: false }, /somebody stopped it/],
    // A stop in the wait before a restart: its process had ended by itself.
    [
      { restart: "on-failure", endedByItself: true, result: "exit-code" },
      /somebody stopped it/,
    ],
    [{ restart: "always", endedByItself: true }, /somebody stopped it/],
    [
      { restart: "on-failure", activeState: "failed", result: "signal" },
      /a stop that did not end cleanly/,
    ],
    [
      { restart: "on-abort", activeState: "failed", result: "exit-code" },
      /its Restart=on-abort does not bring it back/,
    ],
  ];
  for (const [change, expected] of cases) {
    const seen = sight({
      unit: { activeState: "inactive", mainPid: 0, ...change },
      probe: "refused",
      rest: NO_PROCESS,
    });
    const judged = judge(seen, served(), at(0), DEFAULT_POLICY);
    assert.equal(judged.verdict, "stopped");
    assert.match(judged.why, expected);
  }
});
