/** What is left in a unit's control group. */

import type { Context } from "../sys/context.ts";

/**
 * Ids of the processes in a control group itself, not in groups below it.
 *
 * @param controlGroup Path below the cgroup root, "" for none.
 * @returns None where there is no such group: systemd removes it with its last
 * process.
 */
export function groupProcesses(
  context: Context,
  controlGroup: string,
): number[] {
  if (controlGroup === "") return [];
  const { cgroup } = context.roots;
  // "unified": where a hybrid host mounts cgroup v2.
  return [cgroup, `${cgroup}/unified`].flatMap((root) => {
    try {
      return Deno.readTextFileSync(`${root}${controlGroup}/cgroup.procs`)
        .split("\n").filter((line) => line !== "").map(Number);
    } catch {
      return []; // the group has gone
    }
  });
}
