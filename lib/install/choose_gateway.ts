/** Which of the gateways that were found is meant. */

import { isServiceName, type Scope, SCOPES } from "../base/gateway_unit.ts";
import { GuardError, UsageError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import {
  describeUnit,
  installFor,
  isLive,
  listUnits,
  type OtherUnit,
} from "../core/instead.ts";
import { translate } from "../text/speech.ts";

/** What a person says about it; undefined: it is to be found. */
export interface GatewayWish {
  readonly unit: string | undefined;
  readonly scope: Scope | undefined;
}

/**
 * Checks what was given with `--unit` and `--scope`.
 *
 * @throws {UsageError} when it cannot be that.
 */
export function gatewayWish(
  unit: string | undefined,
  scope: string | undefined,
): GatewayWish {
  const found = SCOPES.find((one) => one === scope);
  if (scope !== undefined && found === undefined) {
    throw new UsageError(
      say`--scope ${JSON.stringify(scope)} is not one of ${SCOPES.join("|")}`,
      say`"user" is your own service manager, "system" that of the machine`,
    );
  }
  if (unit === undefined) return { unit, scope: found };
  const name = unit.includes(".") ? unit : `${unit}.service`;
  if (!isServiceName(name)) {
    throw new UsageError(
      say`--unit ${JSON.stringify(unit)} is not the name of a service`,
      say`Give it as "systemctl list-units --type=service" shows it`,
    );
  }
  return { unit: name, scope: found };
}

/** Asks a person which one; null: there is nobody to be asked. */
export type Choose = (units: readonly OtherUnit[]) => OtherUnit | null;

/**
 * Which one is to be guarded; null: the usual one, be it there or not.
 *
 * @param usual Null where it is not there, or runs as somebody else.
 * @throws {GuardError} when it is one of several, and nobody says which.
 */
export function chooseAmong(
  usual: OtherUnit | null,
  others: readonly OtherUnit[],
  profile: string,
  choose: Choose,
): OtherUnit | null {
  const live = others.filter(isLive);
  if (usual !== null && live.length === 0) return null;
  const pool = live.length > 0 ? live : others;
  const [only] = pool;
  if (only === undefined) return null;
  if (usual === null && pool.length === 1) return only;
  // What runs now is no proof that it is the right one of two.
  const all = usual === null ? pool : [usual, ...pool];
  const chosen = choose(all);
  if (chosen !== null) return chosen;
  throw new GuardError(
    say`cannot tell which gateway to guard: there is ${
      listUnits(all, describeFully)
    }`,
    say`Say which one, for example: ${installFor(only, profile)}`,
  );
}

function describeFully(unit: OtherUnit): string {
  return say`${describeUnit(unit)} at port ${unit.port}`;
}

/** For a question: each with its number. */
export function numbered(units: readonly OtherUnit[]): string[] {
  return units.map((unit, index) =>
    `${index + 1}. ${translate(describeFully(unit))}`
  );
}
