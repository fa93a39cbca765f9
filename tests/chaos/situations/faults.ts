/** What a guard is for: the fault goes with a restart, how soon? */

import { openclawDir } from "../../e2e/names.ts";
import { delay } from "../../e2e/lab.ts";
import { type Outcome, situationsOf } from "../situation.ts";
import { SCRIPT_STATE, type Trial } from "../trial.ts";

const YEAR_MS = 365 * 86_400_000;
const STATE_FILE = "/home/openclaw/.local/state/openclaw-guard/state.json";
/** A connection to the port that just stays. */
const CLIENT = `import socket, time
client = socket.create_connection(("127.0.0.1", 18789))
time.sleep(3600)`;
const cured = (
  name: string,
  fault: string,
  timeoutSeconds = 60,
) => ({
  name,
  expected: "brought back",
  seconds: 35,
  run: async (trial: Trial) => {
    await trial.break(fault);
    return trial.rescued(timeoutSeconds);
  },
});

/** Moves every wall clock time in a state file: the clock was set back since. */
function shiftWallTimes(value: unknown, byMs: number): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => shiftWallTimes(one, byMs));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      /wallMs$/i.test(key) && typeof one === "number"
        ? one + byMs
        : shiftWallTimes(one, byMs),
    ]),
  );
}

/** A second gateway of the same state outside the unit, on its port. */
async function startOrphan(trial: Trial, mode: string): Promise<void> {
  const { lab } = trial;
  await lab.systemctl("stop");
  lab.writeFile("/home/openclaw/orphan.mode", `${mode}\n`);
  const command =
    "/usr/bin/python3 /opt/lab-tools/fake-gateway.py gateway --port 18789";
  await lab.mustUser(["sh", "-c", `setsid -f ${command} >/dev/null 2>&1`], {
    env: { FAKE_CONTROL: "/home/openclaw/orphan.mode" },
  });
  await lab.waitFor("the orphan listens", () => lab.listening(), 5000);
  await lab.systemctl("start");
  await delay(2000);
}

/** Somebody else's web server has the port before the gateway starts. */
async function squatted(trial: Trial, uid: string): Promise<Outcome> {
  const { lab } = trial;
  await lab.systemctl("stop");
  await lab.mustRoot([
    "systemd-run",
    "--quiet",
    "--unit=squatter",
    `--uid=${uid}`,
    "python3",
    "-m",
    "http.server",
    "--bind",
    "127.0.0.1",
    "18789",
  ]);
  await lab.waitFor("it listens", () => lab.listening(), 5000);
  const client = lab.background(["python3", "-c", CLIENT]);
  await lab.systemctl("start");
  await trial.during(14);
  const { code } = await lab.root(["systemctl", "is-active", "squatter"]);
  const restarts = trial.restarts();
  const wrongs = [
    ...(restarts === 0 ? [] : [`restarted it ${restarts} time(s)`]),
    ...(code === 0 ? [] : ["ended the program"]),
    ...(client.ended ? ["ended its client"] : []),
    ...(/ foreign-listener: |lsof/.test(trial.log()) ? [] : ["not reported"]),
  ];
  return {
    what: wrongs.join(", ") || "reported, nobody ended",
    right: wrongs.length === 0,
  };
}

situationsOf("Faults a restart cures", [
  {
    name: "frozen (SIGSTOP)",
    expected: "brought back",
    seconds: 35,
    run: async (trial) => {
      await trial.lab.signal("STOP");
      return trial.rescued(60);
    },
  },
  {
    name: "OpenClaw frozen (SIGSTOP)",
    expected: "brought back",
    kind: "real",
    seconds: 120,
    long: true,
    run: async (trial) => {
      await trial.lab.signal("STOP");
      return trial.rescued(180);
    },
  },
  {
    name: "accepts and never answers",
    expected: "brought back",
    seconds: 35,
    run: async (trial) => {
      await trial.break("hang");
      return trial.rescued(60);
    },
  },
  {
    ...cured("event loop hung, burning CPU, SIGTERM ignored", "spin"),
    expected: "patience, then brought back in under 180 s",
    seconds: 130,
    scriptLong: true,
    scenario: "F3 a hung event loop that burns CPU",
    run: async (trial) => {
      await trial.break("spin");
      return trial.rescued(420, "cron");
    },
  },
  cured("port closed, process alive", "unbound"),
  cured("/health is 500", "500"),
  cured('/health is 200 with "ok":false', "notok"),
  {
    name: "start limit reached, cause gone",
    expected: "reset-failed and one start",
    options: { unitEdits: { "RestartSec=5": "RestartSec=100ms" } },
    compressed: "RestartSec=100ms, so that the limit is reached in seconds",
    seconds: 50,
    run: async (trial) => {
      await trial.lab.fault("crash 1");
      await trial.lab.waitFor(
        "systemd gives up",
        async () => (await trial.lab.unit()).activeState === "failed",
        60_000,
      );
      await trial.lab.fault("ok");
      return trial.rescued(75);
    },
  },
  {
    name: "an orphan of this gateway holds the port",
    expected: "the orphan ended by its pid, brought back",
    seconds: 40,
    run: async (trial) => {
      await startOrphan(trial, "hang");
      return trial.rescued(60);
    },
  },
  {
    name: "another program of the same user holds the port",
    expected: "reported; nobody ended, no restart",
    seconds: 35,
    run: (trial) => squatted(trial, "4242"),
  },
  {
    name: "another user's process holds the port",
    expected: "reported; nobody ended, no restart",
    seconds: 35,
    run: (trial) => squatted(trial, "65534"),
  },
  {
    name: "config broken at start (exit 78)",
    expected: "reported, no blind restart",
    options: { fault: "ok" },
    seconds: 30,
    run: async (trial) => {
      const { lab } = trial;
      await lab.fault("crash 78");
      lab.writeFile(`${openclawDir()}/openclaw.json`, "{ broken");
      await lab.waitFor(
        "it refuses to start",
        async () => (await lab.unit()).activeState === "failed",
        20_000,
      );
      await trial.during(14);
      const restarts = trial.restarts();
      const told = /bad-config/.test(trial.log());
      return {
        what: restarts > 0
          ? `restarted it ${restarts} time(s), still failed`
          : told
          ? "reported, not restarted"
          : "not restarted, not reported",
        right: restarts === 0 && told,
      };
    },
  },
  {
    name: "frozen, and the wall clock was set back by a year",
    expected: "brought back",
    compressed:
      "the lab shares this machine's clock: the times in the state file are moved instead",
    seconds: 35,
    run: async (trial) => {
      const { lab } = trial;
      if (trial.watcher === "guard") {
        const state = JSON.parse(lab.readFile(STATE_FILE));
        lab.writeFile(
          STATE_FILE,
          JSON.stringify(shiftWallTimes(state, YEAR_MS)),
        );
      } else {
        const last = Math.floor((Date.now() + YEAR_MS) / 1000);
        lab.writeFile(SCRIPT_STATE, `fail=1:last=${last}\n`);
      }
      await trial.break("hang");
      return trial.rescued(45);
    },
  },
]);
