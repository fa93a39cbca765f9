/** What this machine calls itself. */

/** gethostname(2), such as "kitchen-server". */
export function hostName(): string {
  return Deno.hostname();
}
