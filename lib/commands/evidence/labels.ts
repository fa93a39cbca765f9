/** What the facts in a piece of evidence are called. */

import { say } from "../../base/say.ts";
import { translate } from "../../text/speech.ts";

/**
 * By the name in the file, or by "PARENT.NAME" where a name means something
 * else. A word alone is not said: it may be a code elsewhere. Names of the
 * kernel (pid, memory.current) stay as they are.
 */
const LABELS: Readonly<Record<string, string>> = {
  // What the guard saw
  "maintenance": "maintenance",
  "probe": "probe",
  "incarnation": say`this life of the gateway`,
  "startTicks": say`start time, clock ticks after boot`,
  "invocationId": say`invocation ID of systemd`,
  "ageMs": say`running for`,
  "processState": say`state of the process`,
  "outcome": say`what came of it`,
  "probe.reason": say`check that failed`,
  "probe.status": say`HTTP status`,
  "detail": say`in words`,
  "error": say`in the system's words`,
  "latencyMs": say`known after`,
  "startup": say`what /startup says`,
  "notReady": say`what /ready names`,
  "listener": say`who listens`,
  "command": say`command line`,
  "relation": say`belongs to`,
  "backlog": say`connections waiting`,
  "leftInactiveMs": say`left inactive for`,
  "loopbackMs": say`the guard's connection to itself`,
  "confirmation": say`second look`,
  "waitedMs": say`waited for`,
  "cpuShare": say`CPU use, of one core`,
  "sinceBootMs": say`found after boot`,
  "answeredBootMs": say`last answered after boot`,
  "samples": say`look by look`,
  "atBootMs": say`after boot`,
  "samples.state": say`state of the main thread`,
  "mainCpuMs": say`CPU time of the main thread`,
  "mainQueuedMs": say`main thread waited for a CPU`,
  "restCpuMs": say`CPU time of the other threads`,
  "io": say`calls that read or write`,
  "switches": say`times it went to sleep`,
  "children": say`youngest children`,
  "bornBootMs": say`born after boot`,
  "cpuMs": say`CPU time`,
  "majorFaults": say`pages read back from disk`,
  "memoryShare": say`memory used, of what is allowed`,
  "queue": say`connections not yet accepted`,
  "samples.memoryPressure": say`memory pressure, percent`,
  "eventLoop": say`its event loop, as it says`,
  "utilization": say`share of the time in use`,
  "delayMaxMs": say`longest delay`,
  "delayP99Ms": say`delay of the slowest hundredth`,
  "degraded": say`degraded, in its own opinion`,
  "settingsError": say`error in the guard's settings`,
  "unitError": say`why systemd gave no answer`,
  "source": say`switched on by`,
  "untilMs": say`ends at`,
  "maintenance.reason": say`reason given`,
  "config": say`refused config`,
  "path": say`path of the file`,
  "id": say`fingerprint of the file`,
  "changedMs": say`last changed`,
  "contended": say`state locked by another process`,
  "untried": say`changed since and not tried`,
  "problems": say`what is wrong with it`,
  "version": say`version of OpenClaw`,
  "proven": say`proven configs`,
  "interrupted": say`restore that died`,
  "repair": say`command that repairs it`,
  // Main process
  "wchan": say`kernel function it waits in`,
  "fileDescriptors": say`open file descriptors`,
  "threads": say`number of threads`,
  "process.stat": say`stat in /proc, twice`,
  "process.status": say`status in /proc`,
  // Port
  "host": say`address asked`,
  "port": say`port asked`,
  "listening": say`listening sockets`,
  "takesLoopback": say`takes local connections`,
  "connect": say`connection attempt`,
  "connectMs": say`connecting took`,
  // Unit
  "scope": say`whose unit`,
  "user": say`user of the unit`,
  "name": say`name of the unit`,
  "loadState": say`load state`,
  "activeState": say`active state`,
  "subState": say`detailed state`,
  "result": say`result of the last run`,
  "mainPid": say`pid of the main process`,
  "nRestarts": say`restarts by systemd`,
  "execMainStatus": say`exit code or signal of the main process`,
  "inactiveEnterMs": say`last became inactive`,
  "mainStartedMs": say`main process started`,
  "timeoutStopMs": say`time allowed for a stop`,
  "restart": say`restart policy`,
  "startRefused": say`start refused`,
  "job": say`job queued`,
  "controlGroup": say`path of the control group`,
  "execStart": say`command line of the unit`,
  "execMissing": say`program that is missing`,
  "fragmentPath": say`path of the unit file`,
  // Machine and OpenClaw
  "loadAverage": say`load average`,
  "cpuPressure": say`CPU pressure`,
  "memoryPressure": say`memory pressure`,
  "ioPressure": say`I/O pressure`,
  "file": say`name of the file`,
  "modified": say`last modified`,
};

/** What a fact is called, in the person's language. */
export function labelOf(name: string, parent: string): string {
  const known = LABELS[`${parent}.${name}`] ?? LABELS[name];
  // "someNewFact" of another version reads better as "some new fact".
  return known !== undefined ? translate(known) : name.replaceAll(
    /[a-z][A-Z]/g,
    ([before = "", after = ""]) => `${before} ${after.toLowerCase()}`,
  );
}
