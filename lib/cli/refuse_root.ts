/** As root: only root's own gateway, and files only in folders of root's own. */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import {
  commandAs,
  gatewayOwners,
  hasUnit,
  isRoot,
  programOf,
} from "../install/other_gateways.ts";
import { activeProfiles, gatewayProfiles } from "../install/profiles.ts";
import { foreignFolder, foreignPart } from "../store/foreign_folder.ts";
import { receiptPath, xdgDir } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { exists } from "../sys/files.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { systemGateways } from "../probe/instead.ts";
import { compiledPath } from "../sys/running_program.ts";

/** They write the program's file, or have root's cron run it. */
const KEEP_PROGRAM = new Set(["install", "upgrade"]);

/**
 * Refuses to work as root with somebody else's folders, and where root has no
 * gateway but others have.
 *
 * @param args The command line without the program's name.
 * @param program The running program; null: it runs from its source.
 * @throws {GuardError} with what to run instead.
 */
export async function refuseRoot(
  args: readonly string[],
  context: Context,
  program: string | null = compiledPath(),
): Promise<void> {
  const name = args[0] ?? "";
  const sudoer = context.env("SUDO_USER");
  const foreign = foreignFolder(context);
  if (foreign !== null) {
    throw new GuardError(
      say`cannot run "${name}" as root: ${foreign} does not belong to root, and the guard would keep files of root's there`,
      say`Run "${
        sudoer === undefined ? "su -" : "sudo -i"
      }" first: it forgets HOME and the XDG folders of another user`,
    );
  }
  // One for all users is root's to upgrade, whoever has the gateway.
  const owners = name === "upgrade" || await hasOwnGateway(context)
    ? []
    : await gatewayOwners(context);
  const [first] = owners;
  if (first === undefined) {
    if (KEEP_PROGRAM.has(name)) refuseForeignProgram(name, program, context);
    return;
  }
  const usable = programOf(first, program);
  const command = commandAs(first, usable, args, sudoer);
  throw new GuardError(
    say`cannot run "${name}" as root: root has no gateway, but there is one of ${
      owners.map((owner) => owner.name).join(", ")
    }`,
    usable === null
      ? say`${first.name} has no guard yet, this installs one: ${command}`
      : owners.length === 1
      ? say`Run it as that user: ${command}`
      : say`Run it as the user you mean, for example: ${command}`,
  );
}

/**
 * Refuses a program that somebody else can replace, as in another user's home.
 * root may upgrade one for all users, whoever has the gateway.
 */
function refuseForeignProgram(
  name: string,
  program: string | null,
  { uid }: Context,
): void {
  if (program === null) return;
  const foreign = foreignPart(program, uid);
  if (foreign === null) return;
  throw new GuardError(
    say`cannot run "${name}" as root: the program is ${program}, and ${foreign} does not belong to root`,
    say`Run it as the user it belongs to, or use a program of root's own, such as install.sh puts in place`,
  );
}

/** Whether root has a gateway, or a guard that was installed for one. */
async function hasOwnGateway(context: Context): Promise<boolean> {
  const units = `${xdgDir(context, "XDG_CONFIG_HOME", ".config")}/systemd/user`;
  if (exists(receiptPath(context)) || hasUnit(units)) return true;
  for (const profilesOf of [gatewayProfiles, activeProfiles]) {
    const found = await profilesOf(context);
    if (found !== null && found.length > 0) return true;
  }
  const ofSystem = await systemGateways(context, DEFAULT_PROFILE);
  return ofSystem.some(({ user }) => isRoot(user));
}
