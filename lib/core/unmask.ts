/** What is in the way of a unit: a mask, a drop-in. */

import { say } from "../base/say.ts";
import type { UnitFacts } from "./types.ts";

/**
 * The command for it: `systemctl --user unmask` removes only the user's own
 * mask, not that of an administrator, nor one that ends with the boot.
 */
export function unmaskCommand(
  { scope, systemctl, name, fragmentPath }: Pick<
    UnitFacts,
    "scope" | "systemctl" | "name" | "fragmentPath"
  >,
): string {
  const runtime = fragmentPath.startsWith("/run/") ? " --runtime" : "";
  if (scope === "system") return `${systemctl} unmask${runtime} ${name}`;
  return fragmentPath.startsWith("/etc/")
    ? `sudo systemctl --global unmask ${name} && systemctl --user daemon-reload`
    : fragmentPath.startsWith("/run/")
    ? `systemctl --user unmask --runtime ${name}`
    : `systemctl --user unmask ${name}`;
}

/** The drop-in that is at fault, as the end of a sentence; null: none. */
export function dropInAtFault({ faultyDropIn }: UnitFacts): string | null {
  return faultyDropIn
    ? say`its drop-in ${faultyDropIn} says what to start, which "openclaw gateway install --force" does not change`
    : null;
}
