/** May the guard start and restart a unit of the system? */

import { grantCommandLine } from "../../install/grant/command_line.ts";
import { permissionFor } from "../../probe/permission.ts";
import { say } from "../../base/say.ts";
import type { Context } from "../../sys/context.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const PERMISSION = checkNamed("permission");

/** Asked, without touching the gateway; a user's own unit needs no word. */
export async function examinePermission(
  context: Context,
  { gatewayUnit }: Pick<Target, "gatewayUnit">,
): Promise<Finding[]> {
  const { name } = gatewayUnit;
  const permission = await permissionFor(context, gatewayUnit);
  if (permission === "own") return [];
  return permission === null
    ? [PERMISSION.problem(
      say`only root may start, stop or restart ${name}: the guard can only watch it`,
      grantCommandLine(),
    )]
    : [PERMISSION.ok(
      say`the guard may start, stop and restart ${name} (${
        permission === "polkit" ? say`a polkit rule` : permission
      })`,
    )];
}
