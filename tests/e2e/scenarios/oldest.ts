/** The oldest OpenClaw that is supported; `deno task support` tries the others. */

import { SITUATIONS } from "../../support/situations.ts";
import { OLDEST } from "../names.ts";
import { scenario } from "../scenario.ts";

for (const { name, seconds, options, everyChange, run } of SITUATIONS) {
  scenario(
    `OpenClaw ${OLDEST}: ${name}`,
    {
      ...options,
      gateway: "real",
      openclaw: OLDEST,
      seconds,
      long: everyChange !== true,
    },
    async (lab) => void await run(lab),
  );
}
