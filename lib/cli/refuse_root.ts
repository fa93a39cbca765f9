/** As root: only root's own gateway, and files only in folders of root's own. */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import {
  commandAs,
  gatewayOwners,
  hasUnit,
} from "../install/other_gateways.ts";
import { activeProfiles, gatewayProfiles } from "../install/profiles.ts";
import { foreignFolder } from "../store/foreign_folder.ts";
import { receiptPath, xdgDir } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { exists } from "../sys/files.ts";

/**
 * Refuses to work as root with somebody else's folders, and where root has no
 * gateway but others have.
 *
 * @param args The command line without the program's name.
 * @throws {GuardError} with what to run instead.
 */
export async function refuseRoot(
  args: readonly string[],
  context: Context,
): Promise<void> {
  const name = args[0] ?? "";
  const foreign = foreignFolder(context);
  if (foreign !== null) {
    throw new GuardError(
      say`cannot run "${name}" as root: ${foreign} does not belong to root, and the guard would keep files of root's there`,
      say`Run "su -" first: it forgets HOME and the XDG folders of another user`,
    );
  }
  if (await hasOwnGateway(context)) return;
  const owners = await gatewayOwners(context);
  const [first] = owners;
  if (first === undefined) return;
  const command = commandAs(first, args);
  throw new GuardError(
    say`cannot run "${name}" as root: root has no gateway, but there is one of ${
      owners.map((owner) => owner.name).join(", ")
    }`,
    owners.length === 1
      ? say`Run it as that user: ${command}`
      : say`Run it as the user you mean, for example: ${command}`,
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
  return false;
}
