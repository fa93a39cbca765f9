/**
 * Where evidence comes from. Nothing here changes anything, and no signal is
 * ever sent: SIGUSR1, which makes other Node programs talk, restarts OpenClaw.
 */

import { GuardError } from "../base/errors.ts";
import type { ProcessIdentity, UnitFacts } from "../core/types.ts";
import { cpuShare, readCpuUsage } from "../probe/control_group.ts";
import { readListenSockets } from "../probe/listen_table.ts";
import { tryPort } from "../probe/port_stage.ts";
import { readKernelFile } from "../probe/proc_file.ts";
import { outputFile } from "../probe/unit_files.ts";
import type { Context } from "../sys/context.ts";
import { readPlainTail } from "../sys/plain_file.ts";
import { userBusEnvironment } from "../sys/systemctl.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";

/** Time between two looks at the CPU time; at 10 ms a tick 200 ms show 5 %. */
const CPU_SAMPLE_MS = 200;
const CONNECT_TIMEOUT_MS = 500;
const JOURNAL_LINES = 200;
const MAX_JOURNAL_BYTES = 512 * 1024;
const MAX_PROC_CHARACTERS = 16 * 1024;
const MAX_LOG_BYTES = 64 * 1024;
const MAX_LOG_LINES = 100;
/** Of a folder with more files than this not all are looked at. */
const MAX_FILES = 500;

/** State, CPU use, what it waits for, and how many descriptors and threads. */
export async function processEvidence(
  context: Context,
  { pid }: ProcessIdentity,
  controlGroup: string,
): Promise<unknown> {
  const base = `${context.roots.proc}/${pid}`;
  const look = () => ({
    stat: readSome(`${base}/stat`),
    usage: readCpuUsage(context, controlGroup, pid),
  });
  const before = look();
  const started = context.clock.elapsedMs();
  await context.clock.sleep(CPU_SAMPLE_MS);
  const after = look();
  const sampledMs = context.clock.elapsedMs() - started;
  return {
    pid,
    cpuShare: before.usage === null || after.usage === null
      ? null
      : cpuShare(before.usage, after.usage, sampledMs),
    wchan: readSome(`${base}/wchan`),
    fileDescriptors: countEntries(`${base}/fd`),
    threads: countEntries(`${base}/task`),
    stat: [before.stat, after.stat],
    status: readSome(`${base}/status`)?.split("\n")
      .filter((line) => STATUS_LINES.test(line))
      .map((line) => line.replaceAll(/\s+/g, " ")) ?? null,
  };
}

/** Lines of /proc/PID/status that tell about a stuck process. */
const STATUS_LINES =
  /^(?:Name|State|PPid|TracerPid|Uid|FDSize|Vm|Rss|Threads|Sig|Shd|CoreDumping|(?:non)?voluntary)/;

/** How many connections wait to be accepted, and how quickly one is taken. */
export async function portEvidence(
  context: Context,
  host: string,
  port: number,
): Promise<unknown> {
  const listening = readListenSockets(context, port);
  const started = context.clock.elapsedMs();
  const connect = await tryPort(host, port, CONNECT_TIMEOUT_MS);
  return {
    host,
    port,
    listening: listening.map(
      ({ address: _address, port: _port, ...socket }) => socket,
    ),
    connect,
    connectMs: Math.round(context.clock.elapsedMs() - started),
  };
}

/** Memory and CPU of the control group; v2 only. */
export function cgroupEvidence(context: Context, group: string): unknown {
  const base = `${context.roots.cgroup}${group}`;
  const files = [
    "memory.current",
    "memory.peak",
    "memory.max",
    "memory.events",
    "cpu.stat",
    "pids.current",
  ];
  return Object.fromEntries(
    files.map((name) => [name, readSome(`${base}/${name}`)]),
  );
}

/** Load and pressure stall information of the whole machine. */
export function hostEvidence(context: Context): unknown {
  const { proc } = context.roots;
  return {
    loadAverage: readSome(`${proc}/loadavg`),
    cpuPressure: readSome(`${proc}/pressure/cpu`),
    memoryPressure: readSome(`${proc}/pressure/memory`),
    ioPressure: readSome(`${proc}/pressure/io`),
  };
}

/** Free space; Deno has no statfs. */
export async function diskEvidence(
  context: Context,
  folders: readonly string[],
  timeoutMs: number,
): Promise<unknown> {
  const { stdout, stderr } = await context.run(
    "df",
    ["-Pk", "--", ...folders],
    { timeoutMs, maxBytes: 16 * 1024, env: { LC_ALL: "C" } },
  );
  const lines = stdout.trim().split("\n").slice(1);
  if (lines.length === 0) {
    throw new GuardError(stderr.trim().split("\n")[0] || say`df said nothing`);
  }
  return lines;
}

/**
 * The last lines of the unit's journal, oldest first, and of the file that it
 * writes to instead, after its name: systemd's own words stay in the journal.
 */
export async function journalEvidence(
  context: Context,
  unit: UnitFacts,
  timeoutMs: number,
): Promise<string> {
  const output = outputFile(unit, context.home);
  const journal = endOfJournal(context, unit, timeoutMs);
  if (output === null) return await journal;
  let end: string;
  try {
    end = endOf(output);
  } catch (error) {
    end = reasonOf(error);
  }
  return `${await journal.catch(reasonOf)}\n==> ${output} <==\n${end}`;
}

async function endOfJournal(
  context: Context,
  { scope, name }: UnitFacts,
  timeoutMs: number,
): Promise<string> {
  const { stdout, stderr, code } = await context.run("journalctl", [
    `--${scope}`,
    `--unit=${name}`,
    `--lines=${JOURNAL_LINES}`,
    // Newest first: of too much output it is the end that is not read.
    "--reverse",
    "--no-pager",
    "--output=short-iso",
  ], {
    timeoutMs,
    maxBytes: MAX_JOURNAL_BYTES,
    env: userBusEnvironment(context),
  });
  if (code !== 0 && stdout === "") {
    throw new GuardError(
      stderr.trim().split("\n")[0] || say`exit code ${code}`,
    );
  }
  return stdout.trimEnd().split("\n").reverse().join("\n");
}

/**
 * The end of OpenClaw's own record of who asked for a start, stop, restart or
 * update.
 */
export function restartLogEvidence(stateDir: string): string {
  return endOf(`${stateDir}/logs/gateway-restart.log`);
}

function endOf(path: string): string {
  const tail = readPlainTail(path, MAX_LOG_BYTES);
  if (tail === null) throw new GuardError(say`there is no such file or folder`);
  const lines = new TextDecoder().decode(tail.bytes).trimEnd().split("\n");
  // Half a line may hold half a secret, without the name that gives it away.
  return lines.slice(tail.whole ? 0 : 1).slice(-MAX_LOG_LINES).join("\n");
}

/** Name of the newest bundle in which OpenClaw wrote down its own trouble. */
export async function stabilityEvidence(stateDir: string): Promise<unknown> {
  const dir = `${stateDir}/logs/stability`;
  let newest: { file: string; modified: string } | null = null;
  let looked = 0;
  for await (const { name, isFile } of Deno.readDir(dir)) {
    if (!isFile || ++looked > MAX_FILES) continue;
    const modified = (await Deno.stat(`${dir}/${name}`)).mtime?.toISOString() ??
      "";
    if (newest === null || modified > newest.modified) {
      newest = { file: name.slice(0, 200), modified };
    }
  }
  return newest;
}

function readSome(path: string): string | null {
  return readKernelFile(path)?.slice(0, MAX_PROC_CHARACTERS).trim() ?? null;
}

function countEntries(path: string): number | null {
  try {
    return [...Deno.readDirSync(path)].length;
  } catch {
    return null;
  }
}
