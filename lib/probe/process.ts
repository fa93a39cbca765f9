/** One process, as proc(5) tells of it. */

import type { Instant } from "../base/instant.ts";
import type { HeldSocket, ProcessIdentity } from "../core/types.ts";
import { type Clock, TICK_MS } from "../sys/clock.ts";
import type { Surroundings } from "../sys/surroundings.ts";

/** The fields of /proc/PID/stat the guard uses. */
export interface ProcessStat {
  /** Name of the main thread; any characters, 15 bytes at the most. */
  readonly comm: string;
  /** R, S, D, T, Z, … of proc_pid_stat(5). */
  readonly state: string;
  readonly ppid: number;
  /** Device number of the controlling terminal, 0 for none. */
  readonly terminal: number;
  readonly majorFaults: number;
  /** User and system time so far, in clock ticks. */
  readonly cpuTicks: number;
  readonly startTicks: number;
}

/** What proc(5) tells about a process. */
export interface ProcessFacts extends ProcessIdentity, ProcessStat {
  /** Effective user: a set-uid program of this user is not this user's. */
  readonly uid: number;
  /** Empty for a zombie or a kernel thread. */
  readonly argv: readonly string[];
  /** Path in the cgroup v2 tree (or systemd's own v1 tree), "" if unknown. */
  readonly cgroup: string;
}

/**
 * Runs a read of proc(5), whose files vanish while they are read.
 *
 * @returns Null when the process has gone: ENOENT before the file is opened,
 * ESRCH ("no such process") when it ends between opening and reading.
 * @throws Whatever else went wrong.
 */
export function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || isNoSuchProcess(error)) {
      return null;
    }
    throw error;
  }
}

/** Like {@linkcode unlessGone}; null, too, for what proc(5) hides (hidepid=1). */
export function unlessHidden<T>(read: () => T): T | null {
  try {
    return unlessGone(read);
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) return null;
    throw error;
  }
}

/** ESRCH has no class of its own in Deno. */
export function isNoSuchProcess(error: unknown): boolean {
  return error instanceof Error &&
    (("code" in error && error.code === "ESRCH") ||
      /\bos error 3\b/.test(error.message));
}

/** Ids of all processes that proc(5) shows. */
export function processIds({ roots }: Surroundings): number[] {
  return [...Deno.readDirSync(roots.proc)].map(({ name }) => name)
    .filter((name) => /^\d+$/.test(name)).map(Number);
}

/**
 * Reads a line of proc_pid_stat(5); null when it is not one. The name stands
 * in parentheses and may itself have spaces and parentheses, so it ends at the
 * last one.
 */
export function parseStat(text: string): ProcessStat | null {
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  if (open < 0 || close < open) return null;
  // Single spaces between, a newline at the end (fs/proc/array.c); without a
  // regular expression, whose compilation costs more than all the rest here.
  // The manual counts from 1; the first field after the name is number 3.
  const fields = text.slice(close + 1).trim().split(" ");
  const number = (field: number) => Number(fields[field - 3] ?? "NaN");
  const stat = {
    comm: text.slice(open + 1, close),
    state: fields[0] ?? "",
    ppid: number(4),
    terminal: number(7),
    majorFaults: number(12),
    cpuTicks: number(14) + number(15),
    startTicks: number(22),
  };
  const { state, comm: _comm, ...numbers } = stat;
  return state !== "" && Object.values(numbers).every(Number.isSafeInteger)
    ? stat
    : null;
}

/** Reads /proc/PID/stat; null when there is no such process (any more). */
export function readStat(
  surroundings: Surroundings,
  pid: number,
): ProcessStat | null {
  const text = unlessGone(() =>
    Deno.readTextFileSync(`${surroundings.roots.proc}/${pid}/stat`)
  );
  return text === null ? null : parseStat(text);
}

/**
 * Reads a process. Null when there is none, or when it ended while it was
 * being read: the facts are always those of one and the same process.
 */
export function readProcess(
  surroundings: Surroundings,
  pid: number,
): ProcessFacts | null {
  const before = readStat(surroundings, pid);
  if (before === null) return null;
  const base = `${surroundings.roots.proc}/${pid}`;
  const facts = unlessGone(() => ({
    status: Deno.readTextFileSync(`${base}/status`),
    cmdline: Deno.readTextFileSync(`${base}/cmdline`),
    cgroup: Deno.readTextFileSync(`${base}/cgroup`),
  }));
  const after = readStat(surroundings, pid);
  if (facts === null || after?.startTicks !== before.startTicks) return null;
  // Uid: real, effective, saved, file system.
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(facts.status)?.[1];
  if (uid === undefined) return null;
  return {
    ...after,
    pid,
    uid: Number(uid),
    argv: splitArguments(facts.cmdline),
    cgroup: cgroupPath(facts.cgroup),
  };
}

/** Like {@linkcode readProcess}; null, too, where proc(5) hides it (hidepid=1). */
export function readVisibleProcess(
  surroundings: Surroundings,
  pid: number,
): ProcessFacts | null {
  return unlessHidden(() => readProcess(surroundings, pid));
}

/** A process and those it descends from, the nearest first, but for pid 1. */
export function* lineage(
  surroundings: Surroundings,
  process: ProcessFacts | null,
): Generator<ProcessFacts> {
  let at = process;
  for (let depth = 0; at !== null && at.pid > 1 && depth < 32; depth++) {
    yield at;
    at = readVisibleProcess(surroundings, at.ppid);
  }
}

/**
 * The arguments in /proc/PID/cmdline. A program that overwrites them with a
 * title leaves a row of NUL bytes behind, which are no arguments.
 */
function splitArguments(cmdline: string): string[] {
  const text = cmdline.replace(/\0+$/, "");
  return text === "" ? [] : text.split("\0");
}

/** The path of cgroups(7): v2 has hierarchy 0, systemd's v1 tree a name. */
function cgroupPath(text: string): string {
  return /^0::(.*)$/m.exec(text)?.[1] ??
    /^\d+:name=systemd:(.*)$/m.exec(text)?.[1] ?? "";
}

/** Whether the process with this pid is still the very same one. */
export function sameProcess(
  surroundings: Surroundings,
  identity: ProcessIdentity,
): boolean {
  const stat = readStat(surroundings, identity.pid);
  // A zombie has ended; it only waits to be noticed by its parent.
  return stat !== null && stat.startTicks === identity.startTicks &&
    stat.state !== "Z" && stat.state !== "X";
}

/**
 * Whether a process still holds a socket by the same descriptor. The kernel
 * gives an inode of a socket to no other one while it lives.
 */
export function holdsSocket(
  { roots }: Surroundings,
  { pid, fd, inode }: HeldSocket,
): boolean {
  try {
    return Deno.readLinkSync(`${roots.proc}/${pid}/fd/${fd}`) ===
      `socket:[${inode}]`;
  } catch {
    return false; // gone, or not to be seen: a full look tells
  }
}

/**
 * Milliseconds since a process started. Both times count from boot and include
 * suspend (proc_pid_stat(5) field 22, proc(5) uptime), though not always from
 * the same one.
 *
 * @param clock Knows whether they do.
 */
export function processAgeMs(
  startTicks: number,
  now: Instant,
  clock: Pick<Clock, "startTimesAheadMs">,
): number {
  const bootMs = now.bootMs + (clock.startTimesAheadMs?.() ?? 0);
  return Math.max(0, bootMs - startTicks * TICK_MS);
}

/**
 * The environment a process was started with, null when it is gone or not ours
 * to read. What it changed itself later is not in it.
 */
export function readEnvironment(
  surroundings: Surroundings,
  pid: number,
): Readonly<Record<string, string>> | null {
  const text = unlessHidden(() =>
    Deno.readTextFileSync(`${surroundings.roots.proc}/${pid}/environ`)
  );
  if (text === null || text === "") return null;
  const environment: Record<string, string> = Object.create(null);
  for (const assignment of text.split("\0")) {
    const equals = assignment.indexOf("=");
    if (equals > 0) {
      environment[assignment.slice(0, equals)] = assignment.slice(equals + 1);
    }
  }
  return environment;
}
