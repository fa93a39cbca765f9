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
import { SYSTEMCTL } from "../../probe/permission.ts";

/** How it is written. */
export type GrantKind = "polkit" | "sudo";

/** Who may do it to what. */
export interface Grant {
  /** Name of a user. */
  readonly user: string;
  readonly unit: string;
}

/** All that a rescue, an emergency stop and `resume` ask of systemd. */
const VERBS = ["start", "stop", "restart", "try-restart", "reset-failed"];

/** The first line of a file that is the guard's to change and to remove. */
const MARKER = 'Managed by openclaw-guard: "openclaw-guard revoke" removes it.';

/** Whether a file was written by `grant`, this version's or another's. */
export function isGrant(text: string): boolean {
  return /^(?:\/\/|#) Managed by openclaw-guard\b/.test(text);
}

/** polkit reads only `*.rules`, and sudo no file with a dot in its name. */
const END: Readonly<Record<GrantKind, string>> = { polkit: ".rules", sudo: "" };

/** The folder, below /etc. */
export const GRANT_FOLDERS: Readonly<Record<GrantKind, string>> = {
  polkit: "polkit-1/rules.d",
  sudo: "sudoers.d",
};

/** The name of its file in that folder. */
export function grantFile(kind: GrantKind, { user, unit }: Grant): string {
  return grantPrefix(kind, user) + withoutDots(unit) + END[kind];
}

/** Where that is. */
export function grantPath(
  { roots }: Context,
  kind: GrantKind,
  grant: Grant,
): string {
  return `${roots.etc}/${GRANT_FOLDERS[kind]}/${grantFile(kind, grant)}`;
}

/** What the names of all files of one user begin with. */
export function grantPrefix(kind: GrantKind, user: string): string {
  const order = kind === "polkit" ? "50-" : "";
  return `${order}openclaw-guard@${withoutDots(user)}@`;
}

function withoutDots(name: string): string {
  return name.replace(/\.service$/, "").replaceAll(".", "%2e");
}

/**
 * The content of the file.
 *
 * @throws {GuardError} for a name that could mean something else in there.
 */
export function grantText(kind: GrantKind, grant: Grant): string {
  const { user, unit } = grant;
  for (const name of [user, unit]) {
    if (/^[A-Za-z0-9_][A-Za-z0-9_.@-]*$/.test(name)) continue;
    throw new GuardError(
      say`cannot grant anything for ${
        JSON.stringify(name)
      }: only letters, digits and "_.@-" are sure to mean themselves there`,
      say`Write the rule yourself, or give the user or the unit a plain name`,
    );
  }
  return kind === "polkit" ? polkitRule(user, unit) : sudoersLines(user, unit);
}

/** JavaScript as polkit has it (ECMAScript 5; polkit(8)). */
function polkitRule(user: string, unit: string): string {
  const list = (words: readonly string[]) => JSON.stringify(words);
  return `// ${MARKER}
// Lets ${user} start, stop and restart ${unit}; nothing else.
// (The other name is no unit: the guard asks by it whether it may.)
polkit.addRule(function (action, subject) {
  if (
    action.id === "org.freedesktop.systemd1.manage-units" &&
    subject.user === ${JSON.stringify(user)} &&
    ${list([unit, askingUnit(unit)])}.indexOf(action.lookup("unit")) >= 0 &&
    ${list(VERBS)}.indexOf(action.lookup("verb")) >= 0
  ) return polkit.Result.YES;
});
`;
}

function sudoersLines(user: string, unit: string): string {
  const lines = VERBS.map((verb) => {
    const options = verb === "reset-failed" ? [] : ["--no-block"];
    const command = [
      SYSTEMCTL,
      ...managerOptions("system"),
      verb,
      ...options,
      unit,
    ];
    return `${user} ALL=(root) NOPASSWD: ${command.join(" ")}\n`;
  });
  return `# ${MARKER}
# Lets ${user} start, stop and restart ${unit}; nothing else.
${lines.join("")}`;
}
