/** Measures what one check costs when it watches many gateways. */

import { Lab } from "../e2e/lab.ts";
import { STATE_DIR } from "../e2e/names.ts";
import { fastTicks, place, runInTurn, type Sample } from "./tick.ts";

/** First port of the gateways. */
const FIRST_PORT = 19_000;

/** What a check costs that watches so many gateways, all healthy. */
export async function measureMany(
  count: number,
  blocks: number,
  runs: number,
): Promise<Sample> {
  const lab = await Lab.up(`bench-many-${Deno.pid}-${count}`);
  try {
    const profiles = Array.from({ length: count }, (_, index) => `p${index}`);
    for (const [index, profile] of profiles.entries()) {
      await lab.gateway("fake", { profile, port: FIRST_PORT + index });
    }
    lab.writeFile(
      `${STATE_DIR}/install.json`,
      JSON.stringify({
        schema: 1,
        profiles,
        program: "/lab/bin/openclaw-guard",
        version: "0.0.0",
        installedAt: new Date().toISOString(),
      }),
    );
    const guard = place(lab, lab.hostPath("/lab/bin/openclaw-guard"), "guard");
    await fastTicks(
      lab,
      profiles.map((profile) => `${STATE_DIR}/profiles/${profile}`),
    );
    const [sample] = await runInTurn(lab, blocks, runs, [
      `guard=${guard} check`,
    ]);
    if (sample === undefined) throw new Error("no sample");
    return sample;
  } finally {
    await lab.down();
  }
}
