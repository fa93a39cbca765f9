/** The situations of docs/CHAOS.md, lived through by the guard alone. */

import assert from "node:assert/strict";
import { liveThrough } from "../../chaos/run_trial.ts";
import { allSituations } from "../../chaos/situations/all.ts";
import { scenario } from "../scenario.ts";

for (const situation of allSituations()) {
  const { name, kind = "fake", options, seconds, long } = situation;
  // A limit of time holds on a quiet machine only.
  if (situation.scenario !== undefined || situation.timed) continue;
  scenario(
    `chaos: ${name}`,
    { ...options, gateway: kind, seconds, ...(long ? { long } : {}) },
    async (lab) => {
      const { what, right, killed } = await liveThrough(
        lab,
        situation,
        "guard",
      );
      assert.ok(right, what);
      assert.deepEqual(killed, [], "it ended somebody else");
    },
  );
}
