/** Whether the socket that was found is still the one that listens: in one system call. */

import type { HeldSocket } from "../core/types.ts";
import type { Surroundings } from "../sys/surroundings.ts";

/**
 * Whether a process still holds a socket by the same descriptor. The kernel
 * gives an inode of a socket to no other one while it lives.
 */
export function holdsSocket(
  { roots }: Surroundings,
  { pid, fd, inode }: HeldSocket,
): boolean {
  try {
    return Deno.readLinkSync(`${roots.proc}/${pid}/fd/${fd}`) ===
      `socket:[${inode}]`;
  } catch {
    return false; // gone, or not to be seen: a full look tells
  }
}
