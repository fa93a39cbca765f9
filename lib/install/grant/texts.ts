/**
 * What root writes down so that a user's guard may start, stop and restart one
 * unit of the system: a polkit rule, or lines of sudoers where polkit has no
 * rules. Pure.
 */

import { GuardError } from "../../base/errors.ts";
import { askingUnit } from "../../base/gateway_unit.ts";
import { say } from "../../base/say.ts";
import { managerOptions } from "../../sys/systemctl.ts";
import type { Context } from "../../sys/context.ts";
import { asking, SYSTEMCTL } from "../../probe/permission.ts";

/** Who may do it to what. */
export interface Grant {
  /** Name of a user. */
  readonly user: string;
  readonly unit: string;
}

/** A grant as root writes it. */
export interface PlannedGrant extends Grant {
  /** The unit's file: without it the rule says nothing. */
  readonly file: string;
}

/** All that a rescue, an emergency stop and `resume` ask of systemd. */
const VERBS = ["start", "stop", "restart", "try-restart", "reset-failed"];

/** The first line of a file that is the guard's to change and to remove. */
const MARKER = 'Managed by openclaw-guard: "openclaw-guard revoke" removes it.';

/** Whether a file was written by `grant`, this version's or another's. */
export function isGrant(text: string): boolean {
  return /^(?:\/\/|#) Managed by openclaw-guard\b/.test(text);
}

/** Folders below /etc, and how the files in them begin, end, and may be used. */
export const GRANT_FILES = {
  // polkit reads only `*.rules`, as a user of its own.
  polkit: {
    folder: "polkit-1/rules.d",
    start: "50-",
    end: ".rules",
    mode: 0o644,
  },
  // sudo reads no file with a dot in its name, and wants nobody to change its.
  sudo: { folder: "sudoers.d", start: "", end: "", mode: 0o440 },
} as const;

/** How it is written. */
export type GrantKind = keyof typeof GRANT_FILES;

/** The name of its file in that folder. */
export function grantFile(kind: GrantKind, { user, unit }: Grant): string {
  const { start, end } = GRANT_FILES[kind];
  const name = escaped(unit.replace(/\.service$/, ""), /\./g);
  // With "@" in it, as in a domain's, it could end where another's unit begins.
  const whose = escaped(user, /[.@]/g);
  return `${start}openclaw-guard@${whose}@${name}${end}`;
}

/** What such a name says; null: it is none. */
export function grantIn(kind: GrantKind, file: string): Grant | null {
  const { start, end } = GRANT_FILES[kind];
  if (!file.startsWith(start) || !file.endsWith(end)) return null;
  const middle = file.slice(start.length, file.length - end.length);
  const [, user, unit] = /^openclaw-guard@([^@]+)@(.+)$/.exec(middle) ?? [];
  return user === undefined || unit === undefined
    ? null
    : { user: unescaped(user), unit: `${unescaped(unit)}.service` };
}

/** Where that is. */
export function grantPath(
  { roots }: Context,
  kind: GrantKind,
  grant: Grant,
): string {
  return `${roots.etc}/${GRANT_FILES[kind].folder}/${grantFile(kind, grant)}`;
}

function escaped(name: string, what: RegExp): string {
  return name.replaceAll(what, (one) => `%${one.charCodeAt(0).toString(16)}`);
}

function unescaped(name: string): string {
  return name.replaceAll("%2e", ".").replaceAll("%40", "@");
}

/**
 * The content of the file.
 *
 * @throws {GuardError} for a name that could mean something else in there.
 */
export function grantText(kind: GrantKind, grant: PlannedGrant): string {
  const { user, unit, file } = grant;
  for (const name of [user, unit]) {
    if (/^[A-Za-z0-9_][A-Za-z0-9_.@-]*$/.test(name)) continue;
    throw new GuardError(
      say`cannot grant anything for ${
        JSON.stringify(name)
      }: only letters, digits and "_.@-" are sure to mean themselves there`,
      say`Write the rule yourself, or give the user or the unit a plain name`,
    );
  }
  if (kind === "polkit") return polkitRule(user, unit, file);
  if (/^[A-Z][A-Z0-9_]*$/.test(user)) {
    throw new GuardError(
      say`cannot grant anything for ${
        JSON.stringify(user)
      }: in sudoers, "ALL" and other words of capitals may mean many users`,
      say`Write the rule yourself, or give the user or the unit a plain name`,
    );
  }
  return sudoersLines(user, unit);
}

/**
 * JavaScript as polkit has it (ECMAScript 5; polkit(8)). What is no unit may only
 * be stopped, and a unit whose file has gone not even that: for
 * StartTransientUnit newer versions of systemd ask polkit about "start" of that
 * very name (method_start_transient_unit in dbus-manager.c), and what is run
 * then is the caller's, as root.
 */
function polkitRule(user: string, unit: string, file: string): string {
  return `// ${MARKER}
// Lets ${user} start, stop and restart ${unit}; nothing else.
// (The other name is no unit: the guard asks by it whether it may.)
polkit.addRule(function (action, subject) {
  var unit = action.lookup("unit"), verb = action.lookup("verb");
  if (
    action.id === "org.freedesktop.systemd1.manage-units" &&
    subject.user === ${JSON.stringify(user)} &&
    (unit === ${JSON.stringify(unit)}
      ? ${JSON.stringify(VERBS)}.indexOf(verb) >= 0
      : unit === ${JSON.stringify(askingUnit(unit))} && verb === "stop")
  ) {
    // Who may start a unit that has no file could make one up, of root's.
    try {
      polkit.spawn(["/usr/bin/test", "-e", ${JSON.stringify(file)}]);
      return polkit.Result.YES;
    } catch (error) {
      return polkit.Result.NOT_HANDLED;
    }
  }
});
`;
}

function sudoersLines(user: string, unit: string): string {
  const commands = VERBS.map((verb) =>
    verb === "reset-failed" ? [verb, unit] : [verb, "--no-block", unit]
  );
  const lines = [...commands, asking(unit)].map((args) => {
    const command = [SYSTEMCTL, ...managerOptions("system"), ...args];
    return `${user} ALL=(root) NOPASSWD: ${command.join(" ")}\n`;
  });
  return `# ${MARKER}
# Lets ${user} start, stop and restart ${unit}; nothing else.
# (The other name is no unit: the guard asks by it whether it may.)
${lines.join("")}`;
}
