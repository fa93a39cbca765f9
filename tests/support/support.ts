/**
 * `deno task support`: the core of what the guard promises, with several
 * versions of OpenClaw and on several systems, each situation in a lab of its
 * own. Writes docs/SUPPORT.md.
 *
 *     deno task support [--openclaw V,V…] [--debian NAME,NAME…] [--only TEXT] [--labs N]
 *
 * Left out, the versions are the last of each month that npm has, and the
 * systems Debian 11, 12 and 13. With --only, situations whose name contains
 * TEXT, and with any choice, no file is written.
 */

import { parseArgs } from "node:util";
import { Lab, runProgram } from "../e2e/lab.ts";
import { SCRIPTS } from "../e2e/names.ts";
import { Room } from "../e2e/room.ts";
import {
  type Column,
  columnsOf,
  DEBIANS,
  lastOfEachMonth,
  prepare,
} from "./columns.ts";
import { type Cell, type Results, tablesOf } from "./document.ts";
import { factsOf, systemdOf } from "./facts.ts";
import { type Situation, SITUATIONS } from "./situations.ts";

const FILE = `${import.meta.dirname}/../../docs/SUPPORT.md`;
/** Characters of a reason that the document has room for. */
const REASON_LENGTH = 300;

let labs = 0;

const { values: options } = parseArgs({
  options: {
    openclaw: { type: "string" },
    debian: { type: "string" },
    only: { type: "string" },
    labs: { type: "string", default: "5" },
  },
});

const setup = await runProgram(`${SCRIPTS}/setup.sh`, ["--check"]);
if (setup.code !== 0) {
  console.error(`support: the lab cannot run: ${setup.stderr.trim()}`);
  Deno.exit(1);
}
Deno.exit(await main());

async function main(): Promise<number> {
  const columns = columnsOf(
    options.openclaw?.split(",") ?? await lastOfEachMonth(),
    options.debian?.split(",") ?? Object.keys(DEBIANS),
  );
  await prepare(columns);
  const situations = SITUATIONS.filter(({ name }) =>
    name.includes(options.only ?? "")
  );
  const started = new Date();
  const results = await runAll(columns, situations);
  const tables = tablesOf(results);
  console.log(`\n${tables}`);
  const { openclaw, debian, only } = options;
  if (openclaw === undefined && debian === undefined && only === undefined) {
    Deno.writeTextFileSync(FILE, `${headOf(started)}\n${tables}`);
    await runProgram(Deno.execPath(), ["fmt", "--quiet", FILE]);
  }
  const cells = results.rows.flatMap((row) => row.cells);
  return cells.every(({ right }) => right) ? 0 : 1;
}

async function runAll(
  columns: readonly Column[],
  situations: readonly Situation[],
): Promise<Results> {
  const room = new Room(Number(options.labs));
  const found = {
    facts: new Map<string, readonly string[]>(),
    systemd: new Map<string, string>(),
  };
  const cells = new Map<string, Cell>();
  const keyOf = (name: string, { openclaw, root }: Column) =>
    `${openclaw}, ${root}: ${name}`;
  const trials = columns.flatMap((column) =>
    situations.map((situation) => ({ situation, column }))
  );
  await Promise.all(trials.map(async ({ situation, column }) => {
    const key = keyOf(situation.name, column);
    const first = await liveThrough(situation, column, room, found);
    const second = first.right
      ? first
      : await liveThrough(situation, column, room, found);
    const cell = second.right && !first.right
      ? { ...second, firstTry: first.what }
      : second;
    console.error(`${key}: ${cell.right ? "ok" : "NOT OK"} ${cell.what}`);
    cells.set(key, cell);
  }));
  return {
    columns,
    rows: situations.map(({ name }) => ({
      name,
      cells: columns.map((column) => {
        const cell = cells.get(keyOf(name, column));
        if (cell === undefined) throw new Error(`no result of ${name}`);
        return cell;
      }),
    })),
    ...found,
  };
}

interface Found {
  readonly facts: Map<string, readonly string[]>;
  readonly systemd: Map<string, string>;
}

/** One cell, once. A gateway counts for two labs until it is healthy. */
async function liveThrough(
  situation: Situation,
  column: Column,
  room: Room,
  { facts, systemd }: Found,
): Promise<Cell> {
  await room.enter(2);
  let weight = 2;
  const lab = await Lab.up(`support-${Deno.pid}-${++labs}`, column);
  try {
    await lab.gateway("real", situation.options);
    facts.set(column.openclaw, await factsOf(lab));
    systemd.set(column.root, await systemdOf(lab));
    room.leave(1);
    weight = 1;
    return { right: true, what: await situation.run(lab) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`\n${column.openclaw}, ${column.root}: ${situation.name}`);
    console.error(`${message}\n${await lab.diagnose()}\n`);
    const reason = message.replace(/\s+/g, " ").slice(0, REASON_LENGTH);
    return { right: false, what: reason };
  } finally {
    await lab.down();
    room.leave(weight);
  }
}

function headOf(started: Date): string {
  const minutes = (Date.now() - started.getTime()) / 60_000;
  const command = ["deno task support", ...Deno.args].join(" ");
  return `# What it was tried with

\`${command}\`, ${started.toISOString()}, ${
    minutes.toFixed(0)
  } min, Linux ${Deno.osRelease()}, ${navigator.hardwareConcurrency} cores, up to ${options.labs} labs at a time.

Each cell is a lab of its own: a real systemd, user bus and cron of that Debian (a root made with debootstrap), OpenClaw itself from npm on Node 24 in the unit that it writes, and the compiled guard. A cell that was not ok is tried once more, and says so. Checks are made in cron's environment, 3 s after the end of the one before instead of every 30 s (so the patience with a busy one, three checks, is shorter); "back after" counts from the first of them.
`;
}
