/** A gateway that systemd no longer knows. */

import type { Lab } from "./lab.ts";

/** Starts the rest of its arguments with no terminal and no output. */
const DETACHED = `exec "$@" </dev/null >/dev/null 2>&1`;

/**
 * The real gateway, started outside its unit and frozen, holds the port and the
 * lock on OpenClaw's state when the unit is started.
 */
export async function leaveFrozenOrphan(lab: Lab): Promise<void> {
  const { mainPid } = await lab.unit();
  const argv = lab.readFile(`/proc/${mainPid}/cmdline`).replace(/\0+$/, "")
    .split("\0");
  await lab.systemctl("stop");
  await lab.mustUser(["setsid", "-f", "sh", "-c", DETACHED, "sh", ...argv]);
  await lab.waitForHealth(60_000);
  const listening = await lab.mustRoot(["ss", "-Hltnp", "sport = :18789"]);
  const pid = /pid=(\d+)/.exec(listening)?.[1];
  if (pid === undefined) throw new Error(`nobody listens: ${listening}`);
  await lab.mustRoot(["kill", "-s", "STOP", pid]);
  await lab.systemctl("start");
  await lab.waitFor(
    "the unit gives way",
    async () => (await lab.unit()).activeState === "failed",
    60_000,
  );
}
