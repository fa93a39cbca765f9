/** The facts of an observation as people read them. */

import { silenceText } from "../../core/patience.ts";
import { SILENCE_KINDS } from "../../core/silence.ts";
import type { ObservedFacts } from "../../core/types.ts";
import { formatDuration, listed } from "../../cli/format.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";

const PROBES: Readonly<Record<string, string>> = {
  healthy: say`answers well`,
  refused: say`nobody listens on the port`,
  unreachable: say`no connection to the port`,
  silent: say`takes connections, but gives no answer`,
  failing: say`answers, but says that it is not well`,
  unsupported: say`answers, but not with the health JSON`,
  unasked: say`not asked: the guard's own question failed`,
};

/** Letters of proc_pid_stat(5). */
const STATES: Readonly<Record<string, string>> = {
  R: "running",
  S: "sleeping",
  D: say`waiting in the kernel, no signal reaches it`,
  T: say`frozen by a signal`,
  t: say`held by a debugger`,
  Z: say`ended, but not yet noticed`,
};

const LISTENERS: Readonly<Record<string, string>> = {
  "unit": say`the unit itself`,
  "leftover": say`left behind by an earlier life of the unit`,
  "orphan-gateway": say`an orphaned gateway of this profile`,
  "foreign": say`not a gateway of this profile`,
};

/** Label and text for each thing that was looked at. */
export function observedRows(facts: ObservedFacts): [string, string][] {
  const rows: [string, string][] = [];
  const add = (label: string, texts: readonly (string | null)[]) => {
    const text = listed(texts);
    if (text !== "") rows.push([label, text]);
  };
  const text = (name: string, form = (value: string) => value) => {
    const value = facts[name];
    return value === undefined ? null : form(String(value));
  };
  const duration = (name: string, form: (text: string) => string) => {
    const value = facts[name];
    return typeof value === "number" ? form(formatDuration(value)) : null;
  };
  add(t`maintenance`, [text("maintenance", (source) => t`on (${source})`)]);
  add(t`settings`, [text("settingsError", translate)]);
  add("systemd", [text("unitError", translate)]);
  add(t`unit`, [
    text("unit"),
    text("unitFile", (state) => t`unit file ${state}`),
    text("unitResult", (result) => `${t`result`} ${result}`),
    text("exitStatus", (status) => t`exit status ${status}`),
    facts["job"] === true ? t`a job is queued` : null,
    text("systemdRestarts", (count) => t`restarted ${count} times by systemd`),
    duration("leftInactiveMs", (age) => t`left inactive ${age} before`),
  ]);
  add(t`process`, [
    text("pid", (pid) => t`pid ${pid}`),
    duration("ageMs", (age) => t`started ${age} before`),
    text("processState", processStateText),
  ]);
  add(t`probe`, [
    text("probe", (outcome) => translate(PROBES[outcome] ?? outcome)),
    text("status", (status) => `${t`status`} ${status}`),
    duration("latencyMs", (latency) => t`after ${latency}`),
  ]);
  add("/startup", [text("startup", (state) => `${t`says`} ${state}`)]);
  add("/ready", [text("notReady", (names) => t`not ready: ${names}`)]);
  add(t`listener`, [
    text("listener", listenerText),
    text("listenerPid", (pid) => pid === "0" ? t`pid unknown` : t`pid ${pid}`),
    text("listenerUid", (uid) => `${t`user`} ${uid}`),
    text("listenerCommand"),
  ]);
  add(t`second look`, [
    duration("waitedMs", (waited) => t`after a wait of ${waited}`),
    text(
      "cpuShare",
      (share) =>
        t`which used ${Math.round(Number(share) * 100)} % of a CPU core`,
    ),
  ]);
  add(t`silence`, [
    text("silence", silenceKindText),
    duration("silentMs", (silent) => t`for ${silent}`),
    duration("patienceMs", (allowed) => t`allowed ${allowed}`),
  ]);
  add(t`child`, [
    text("childCommand"),
    text("childPid", (pid) => t`pid ${pid}`),
    duration("childAgeMs", (age) => t`started ${age} before`),
    facts["childGone"] === true ? t`gone` : null,
  ]);
  add(t`the guard`, [
    typeof facts["loopbackMs"] === "string"
      ? t`could not even connect to itself`
      : duration("loopbackMs", (took) => t`connected to itself in ${took}`),
  ]);
  return rows;
}

/** A newer version may know more of them. */
function silenceKindText(text: string): string {
  const kind = SILENCE_KINDS.find((known) => known === text);
  return kind === undefined ? text : translate(silenceText({ kind }));
}

/** What a letter of proc_pid_stat(5) means. */
export function processStateText(letter: string): string {
  const known = STATES[letter];
  return known === undefined ? `${t`state`} ${letter}` : translate(known);
}

/** Whose the process is that listens. */
export function listenerText(relation: string): string {
  return translate(LISTENERS[relation] ?? relation);
}
