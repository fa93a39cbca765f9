/** A hang of the real gateway. */

import type { Lab } from "./lab.ts";

/** Hangs the gateway's event loop, for ever or for some seconds. */
export async function hangEventLoop(
  lab: Lab,
  seconds?: number,
): Promise<void> {
  const { mainPid } = await lab.unit();
  await lab.mustUser([
    "node",
    "/opt/lab-tools/hang-loop.mjs",
    String(mainPid),
    ...(seconds === undefined ? [] : [String(seconds)]),
  ]);
  await lab.waitFor(
    "the gateway is silent",
    async () => !(await lab.health({ seconds: 1 })),
    10_000,
  );
}
