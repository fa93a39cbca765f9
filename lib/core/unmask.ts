/** What is in the way of a unit: a mask, a drop-in. */

import { commandFor } from "../base/gateway_unit.ts";
import { say } from "../base/say.ts";
import { shellWord } from "../base/shell_word.ts";
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
  if (scope === "user" && fragmentPath.startsWith("/etc/")) {
    return `sudo systemctl --global unmask ${
      shellWord(name)
    } && systemctl --user daemon-reload`;
  }
  const runtime = fragmentPath.startsWith("/run/") ? " --runtime" : "";
  return commandFor({ systemctl, name }, `unmask${runtime}`);
}

/** The drop-in that is at fault, as the end of a sentence; null: none. */
export function dropInAtFault({ faultyDropIn }: UnitFacts): string | null {
  return faultyDropIn
    ? say`its drop-in ${faultyDropIn} says what to start, which "openclaw gateway install --force" does not change`
    : null;
}
