/**
 * `deno task chaos`: every bad situation, lived through by the compiled guard
 * and by the article's script, each in a lab of its own. Writes docs/CHAOS.md.
 *
 *     deno task chaos [--long] [--labs N] [--only TEXT]
 *
 * --only runs the situations whose name contains TEXT and writes no file. With
 * the guard alone they are scenarios of `deno task e2e`, too.
 */

import { parseArgs } from "node:util";
import { SCRIPTS } from "../e2e/names.ts";
import { runProgram } from "../e2e/lab.ts";
import { Room } from "../e2e/room.ts";
import { isRight, type Result, runTrial } from "./run_trial.ts";
import { allSituations } from "./situations/all.ts";
import type { Situation } from "./situation.ts";
import { type Row, summaryOf, tableOf } from "./table.ts";

const ROOT = `${import.meta.dirname}/../..`;
/** Not part of the project: the comparison is left out where it is not there. */
const SCRIPT_SOURCE = `${ROOT}/../shared/seed/openclaw-health-check.sh`;

const { values: options } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    // They mostly wait. For the times of docs/CHAOS.md 5 disturb each other less.
    labs: { type: "string", default: "9" },
    only: { type: "string", default: "" },
  },
});

const setup = await runProgram(`${SCRIPTS}/setup.sh`, ["--check"]);
if (setup.code !== 0) {
  console.error(`chaos: the lab cannot run: ${setup.stderr.trim()}`);
  Deno.exit(1);
}
Deno.exit(await main());

async function main(): Promise<number> {
  const script = readScript();
  const chosen = allSituations().filter(({ name, long }) =>
    name.includes(options.only) && (!long || options.long)
  );
  const load = Deno.loadavg();
  const started = performance.now();
  const rows = await runAll(chosen, script, Number(options.labs));
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const table = `${summaryOf(rows)}\n\n${tableOf(rows)}\n`;
  console.log(`\n${table}`);
  if (options.only === "") {
    const skipped = allSituations().length - chosen.length;
    const file = `${ROOT}/docs/CHAOS.md`;
    Deno.writeTextFileSync(
      file,
      `${headOf(minutes, load, skipped, script !== null)}\n${table}`,
    );
    await runProgram(Deno.execPath(), ["fmt", "--quiet", file]);
  }
  return rows.every(({ guard }) => isRight(guard)) ? 0 : 1;
}

function readScript(): string | null {
  try {
    return Deno.readTextFileSync(SCRIPT_SOURCE);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** The trials of all rows, some at a time: the timed ones first, then the longest. */
async function runAll(
  situations: readonly Situation[],
  script: string | null,
  labs: number,
): Promise<Row[]> {
  const guard = new Map<Situation, Result>();
  const scripts = new Map<Situation, Result | string>();
  const trials = situations.flatMap((situation) => {
    const reason = script === null
      ? "the script is not on this machine"
      : situation.noScript ??
        (situation.scriptLong && !options.long
          ? "it takes minutes: --long"
          : null);
    if (reason !== null) scripts.set(situation, reason);
    const { seconds, timed } = situation;
    const weight = timed ? Math.ceil(labs / 2) : 1;
    return [
      {
        seconds,
        weight,
        name: `guard: ${situation.name}`,
        run: async () => {
          const result = await runTrial(situation, "guard", script);
          guard.set(situation, result);
          return result;
        },
      },
      ...(reason === null
        ? [{
          seconds,
          weight,
          name: `script: ${situation.name}`,
          run: async () => {
            const result = await runTrial(situation, "script", script);
            scripts.set(situation, result);
            return result;
          },
        }]
        : []),
    ];
  }).sort((a, b) => b.weight - a.weight || b.seconds - a.seconds);
  const room = new Room(labs);
  await Promise.all(trials.map(async (trial) => {
    await room.enter(trial.weight);
    try {
      const started = performance.now();
      const result = await trial.run();
      const seconds = Math.round((performance.now() - started) / 1000);
      console.error(
        `${seconds} s: ${trial.name}: ${
          isRight(result) ? "" : "WRONG: "
        }${result.what}${
          result.killed.map((name) => `, ended the ${name}`).join("")
        }`,
      );
    } finally {
      room.leave(trial.weight);
    }
  }));
  return situations.map((situation) => {
    const own = guard.get(situation);
    const other = scripts.get(situation);
    if (own === undefined || other === undefined) {
      throw new Error(`no result of ${situation.name}`);
    }
    return { situation, guard: own, script: other };
  });
}

function headOf(
  minutes: string,
  load: readonly number[],
  skipped: number,
  withScript: boolean,
): string {
  const command = ["deno task chaos", ...Deno.args].join(" ");
  return `# Chaos

\`${command}\`, ${
    new Date().toISOString()
  }, ${minutes} min, Linux ${Deno.osRelease()}, ${navigator.hardwareConcurrency} cores, load ${
    load.map((one) => one.toFixed(1)).join(" ")
  } at the start, up to ${options.labs} labs at a time, those whose time is limited ("for ever") two at the most.
Every figure is from that run. Each situation is lived through once by the compiled guard${
    withScript ? " and once by the article's script" : ""
  }, each time in a fresh lab with a real systemd, user bus and cron;
the gateway is the lab's stand-in in OpenClaw's own unit, where the row does not name OpenClaw itself.${
    skipped === 0
      ? ""
      : ` ${skipped} long situations were not run (\`deno task chaos --long\`).`
  }

- **Ticks** are made 3 s after the end of the one before (every 30 s where patience counts, 10 s after at slow starts), in cron's environment; one healthy tick comes before the fault. Cron adds 0-30 s to "healthy after".
- **Restarts**: restarts and starts the watcher itself made, by its own log. **Healthy after**: seconds from the first tick with the fault until \`/health\` is good and still is when the tick under way has ended.
- **Wrongly killed**: in every lab there are an editor with openclaw-gateway in its arguments, \`journalctl -u openclaw-gateway -f\`, a hand-started gateway of another profile on another port, a WebSocket client of the port, another user's listener and a process in state D.
- A wall clock that jumps under a running guard, a suspend, an overloaded host and the guard's death at each of its steps are tested on the modelled host (\`tests/core/decide_test.ts\`, \`tests/core/judge_test.ts\`, \`tests/model/\`): the lab shares this machine's clock.
`;
}
