/** The facts of an observation as people read them. */

import type { ObservedFacts } from "../core/record.ts";
import { formatDuration } from "./format.ts";

const PROBES: Readonly<Record<string, string>> = {
  healthy: "answers well",
  refused: "nobody listens on the port",
  unreachable: "no connection to the port",
  silent: "takes connections, but gives no answer",
  failing: "answers, but says that it is not well",
  unsupported: "answers, but not with the health JSON",
};

/** Letters of proc_pid_stat(5). */
const STATES: Readonly<Record<string, string>> = {
  R: "running",
  S: "sleeping",
  D: "waiting in the kernel, no signal reaches it",
  T: "frozen by a signal",
  t: "held by a debugger",
  Z: "ended, but not yet noticed",
};

const LISTENERS: Readonly<Record<string, string>> = {
  "unit": "the unit itself",
  "orphan-gateway": "an orphaned gateway of this profile",
  "foreign": "not a gateway of this profile",
};

/** Label and text for each thing that was looked at. */
export function observedRows(facts: ObservedFacts): [string, string][] {
  const rows: [string, string][] = [];
  const add = (label: string, texts: readonly (string | null)[]) => {
    const known = texts.filter((text) => text !== null);
    if (known.length > 0) rows.push([label, known.join(", ")]);
  };
  const text = (name: string, form: (value: string) => string = same) => {
    const value = facts[name];
    return value === undefined ? null : form(String(value));
  };
  const duration = (name: string, form: (text: string) => string) => {
    const value = facts[name];
    return typeof value === "number" ? form(formatDuration(value)) : null;
  };
  add("maintenance", [text("maintenance", (source) => `on (${source})`)]);
  add("settings", [text("settingsError")]);
  add("systemd", [text("unitError")]);
  add("unit", [
    text("unit"),
    text("unitFile", (state) => `unit file ${state}`),
    text("unitResult", (result) => `result ${result}`),
    text("exitStatus", (status) => `exit status ${status}`),
    facts["job"] === true ? "a job is queued" : null,
    text("systemdRestarts", (count) => `restarted ${count} times by systemd`),
    duration("leftInactiveMs", (age) => `left inactive ${age} before`),
  ]);
  add("process", [
    text("pid", (pid) => `pid ${pid}`),
    duration("ageMs", (age) => `started ${age} before`),
    text("processState", (letter) => STATES[letter] ?? `state ${letter}`),
  ]);
  add("probe", [
    text("probe", (outcome) => PROBES[outcome] ?? outcome),
    text("status", (status) => `status ${status}`),
    duration("latencyMs", (latency) => `after ${latency}`),
  ]);
  add("/startup", [text("startup", (state) => `says ${state}`)]);
  add("/ready", [text("notReady", (names) => `not ready: ${names}`)]);
  add("listener", [
    text("listener", (relation) => LISTENERS[relation] ?? relation),
    text("listenerPid", (pid) => pid === "0" ? "pid unknown" : `pid ${pid}`),
    text("listenerUid", (uid) => `user ${uid}`),
    text("listenerCommand"),
  ]);
  add("second look", [
    duration("waitedMs", (waited) => `after a wait of ${waited}`),
    text(
      "cpuShare",
      (share) =>
        `which used ${Math.round(Number(share) * 100)} % of a CPU core`,
    ),
  ]);
  add("the guard", [
    typeof facts["loopbackMs"] === "string"
      ? "could not even connect to itself"
      : duration("loopbackMs", (took) => `connected to itself in ${took}`),
  ]);
  return rows;
}

function same(text: string): string {
  return text;
}
