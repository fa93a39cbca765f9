/** `grant` and `revoke`: what root lets a user's guard do with a unit of the system. */

import { GuardError } from "../../base/errors.ts";
import { gatewayUnitOf } from "../../base/gateway_unit.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { say } from "../../base/say.ts";
import { shellWord } from "../../base/shell_word.ts";
import type { OtherUnit } from "../../core/instead.ts";
import {
  type Command,
  type ParsedOptions,
  parseOptions,
} from "../../cli/options.ts";
import { passwd } from "../../install/other_gateways.ts";
import { gatewayWish } from "../../install/choose_gateway.ts";
import { grantCommandLine } from "../../install/grant/command_line.ts";
import {
  allGrants,
  plannedGrant,
  putGrant,
} from "../../install/grant/files.ts";
import type {
  Grant,
  GrantKind,
  PlannedGrant,
} from "../../install/grant/texts.ts";
import { readUnit } from "../../probe/unit.ts";
import { systemGateways } from "../../probe/instead.ts";
import {
  asking,
  hasPolkitRules,
  sudoCommand,
  wouldObey,
} from "../../probe/permission.ts";
import { removeFile } from "../../sys/files.ts";
import { foreignPart } from "../../store/foreign_folder.ts";
import type { Context } from "../../sys/context.ts";
import { compiledPath } from "../../sys/running_program.ts";
import { managerOptions } from "../../sys/systemctl.ts";
import { t } from "../../text/speech.ts";
import { grantDescription, revokeDescription } from "./description.ts";

/** polkitd notices a new rule by itself, a moment later, ms. */
const NOTICED_WITHIN_MS = 5000;
const POLL_MS = 250;

/** See the help text. */
export const grantCommand: Command = {
  async run(args, context) {
    const options = parseOptions(grantDescription, args);
    const dryRun = options.flag("dry-run");
    if (!dryRun) refuseOthers("grant", context);
    const kind = hasPolkitRules(context) ? "polkit" : "sudo";
    const grants = await grantsFor(options, context);
    let complete = true;
    for (const grant of grants) {
      const file = plannedGrant(context, kind, grant);
      const { out } = context.terminal;
      out(
        dryRun
          ? t`would write ${file.path} (mode ${file.mode.toString(8)}):`
          : t`${file.path} (mode ${file.mode.toString(8)}):`,
      );
      for (const line of file.text.trimEnd().split("\n")) out(`  ${line}`);
      if (dryRun) continue;
      const written = await putGrant(context, kind, file);
      out(written ? t`written` : t`that is there already`);
      tellFormer(grant, context);
      complete = await tryAs(grant, kind, context) && complete;
    }
    return complete ? 0 : 2;
  },
};

/** See the help text. */
export const revokeCommand: Command = {
  async run(args, context) {
    const options = parseOptions(revokeDescription, args);
    const dryRun = options.flag("dry-run");
    refuseOthers("revoke", context);
    const given = userOf(options, context);
    // By name, as in "grant"; whoever is no user any more has no other.
    const [name] = (await passwd(context, [given])).split(":");
    const user = name || given;
    const { unit } = gatewayWish(options.value("unit"), undefined);
    const grants = allGrants(context).filter((one) =>
      one.user === user && (unit === undefined || one.unit === unit)
    );
    const { out } = context.terminal;
    for (const { path } of grants) {
      if (!dryRun) removeFile(path);
      out(dryRun ? t`would remove ${path}` : t`removed ${path}`);
    }
    if (grants.length === 0) out(t`nothing was granted to ${user}`);
    return 0;
  },
};

/**
 * Only root can, and only with a program that is root's or of the person who
 * is root by sudo, every folder on the way to it included.
 *
 * @param program The running program; null: it runs from its source.
 */
export function refuseOthers(
  verb: "grant" | "revoke",
  context: Context,
  program: string | null = compiledPath(),
): void {
  if (context.uid !== 0) {
    throw new GuardError(
      say`cannot run "${verb}" as uid ${context.uid}: only root can change that`,
      say`Run "${grantCommandLine(verb)}"`,
    );
  }
  const sudoer = Number(context.env("SUDO_UID") ?? 0);
  if (program === null) return;
  const foreign = foreignPart(program, sudoer);
  if (foreign === null) return;
  throw new GuardError(
    say`cannot run "${verb}" as root: the program is ${program}, and ${foreign} does not belong to root`,
    say`Use a program of root's own, such as install.sh puts in place, or write down what "grant --dry-run" shows`,
  );
}

function userOf(options: ParsedOptions, context: Context): string {
  const user = options.value("for") ?? context.env("SUDO_USER") ??
    (context.uid === 0 ? undefined : context.env("USER"));
  if (user !== undefined && user !== "root") return user;
  throw new GuardError(
    say`cannot tell whose guard is meant`,
    say`Add --for USER: the user that the gateway runs as`,
  );
}

/** The units that run as that user, asked of systemd: nothing a user could write. */
async function grantsFor(
  options: ParsedOptions,
  context: Context,
): Promise<PlannedGrant[]> {
  const { user, uid } = await knownUser(context, userOf(options, context));
  const { unit } = gatewayWish(options.value("unit"), undefined);
  const gateways = await systemGateways(
    context,
    DEFAULT_PROFILE,
    unit === undefined ? [] : [unit],
  );
  const theirs = gateways.filter((one) => one.user === user || one.user === uid)
    .filter(({ name }) => unit === undefined || name === unit);
  if (theirs.length > 0) {
    return await Promise.all(
      theirs.map(({ name }) => plannedFor(context, user, name)),
    );
  }
  throw new GuardError(
    unit === undefined
      ? say`cannot grant anything to ${user}: no gateway of the system runs as that user`
      : say`cannot grant anything to ${user}: ${unit} is no gateway that runs as that user`,
    hintFor(gateways),
  );
}

async function plannedFor(
  context: Context,
  user: string,
  unit: string,
): Promise<PlannedGrant> {
  const { fragmentPath: file } = await readUnit(
    context,
    gatewayUnitOf(context.uid, "system", unit, DEFAULT_PROFILE),
  );
  if (file !== "") return { user, unit, file };
  throw new GuardError(
    say`cannot grant anything to ${user}: ${unit} has no unit file, so that anybody who may start it could make one up`,
    say`Give it a file in /etc/systemd/system`,
  );
}

function hintFor(gateways: readonly OtherUnit[]): string {
  const others = gateways.map(({ name, user }) =>
    `${name} (${user || "root"})`
  );
  return others.length === 0
    ? say`A gateway of the user's own service manager needs no permission`
    : say`Gateways of the system: ${others.join(", ")}`;
}

/** By the name that polkit and sudo know, where a number was given, too. */
async function knownUser(
  context: Context,
  given: string,
): Promise<{ readonly user: string; readonly uid: string }> {
  const [user = "", , uid = ""] = (await passwd(context, [given])).split(":");
  if (uid !== "" && uid !== "0") return { user, uid };
  throw new GuardError(
    uid === "0"
      ? say`cannot tell whose guard is meant`
      : say`cannot grant anything to ${
        JSON.stringify(given)
      }: there is no such user`,
    say`Add --for USER: the user that the gateway runs as`,
  );
}

/** Whom the unit ran as before: nothing but "revoke" takes that back. */
function tellFormer({ user, unit }: Grant, context: Context): void {
  for (const other of allGrants(context)) {
    if (other.unit !== unit || other.user === user) continue;
    const command = `${grantCommandLine("revoke")} --for ${
      shellWord(other.user)
    } --unit ${shellWord(unit)}`;
    context.terminal.err(
      t`${other.user} may start, stop and restart ${unit}, too, from before it ran as ${user}; "${command}" takes that back`,
    );
  }
}

/** Whether it holds, asked as that user; nothing of the gateway is touched. */
async function tryAs(
  { user, unit }: Grant,
  kind: GrantKind,
  context: Context,
): Promise<boolean> {
  const { out, err } = context.terminal;
  const command = kind === "polkit"
    ? ["systemctl", ...managerOptions("system"), ...asking(unit)]
    : sudoCommand(asking(unit));
  const deadline = context.clock.now().bootMs + NOTICED_WITHIN_MS;
  while (true) {
    const result = await context.run(
      "runuser",
      ["-u", user, "--", ...command],
      {
        env: { LC_ALL: "C" },
      },
    );
    if (wouldObey(result)) {
      out(t`tried as ${user}: the guard may start, stop and restart ${unit}`);
      return true;
    }
    if (context.clock.now().bootMs >= deadline) break;
    await context.clock.sleep(POLL_MS);
  }
  err(
    t`tried as ${user}: it is still refused; see "${
      kind === "polkit"
        ? "systemctl status polkit"
        : `sudo -l -U ${shellWord(user)}`
    }"`,
  );
  return false;
}
