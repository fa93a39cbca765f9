/** How the mask of a user unit is taken off. */

import type { UnitFacts } from "./types.ts";

/**
 * The command for it: `systemctl --user unmask` removes only the user's own
 * mask, not that of an administrator, nor one that ends with the boot.
 */
export function unmaskCommand(
  { name, fragmentPath }: Pick<UnitFacts, "name" | "fragmentPath">,
): string {
  return fragmentPath.startsWith("/etc/")
    ? `sudo systemctl --global unmask ${name} && systemctl --user daemon-reload`
    : fragmentPath.startsWith("/run/")
    ? `systemctl --user unmask --runtime ${name}`
    : `systemctl --user unmask ${name}`;
}
