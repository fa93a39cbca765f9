/** Everything the guard says, in Simplified Chinese: one part for each folder. */

import type { Catalog } from "../language.ts";
import { ACT } from "./act.ts";
import { CLI } from "./cli.ts";
import { COMMANDS } from "./commands.ts";
import { CORE } from "./core.ts";
import { DEMO } from "./demo.ts";
import { DOCTOR } from "./doctor.ts";
import { DRILL } from "./drill.ts";
import { HELP } from "./help.ts";
import { INSTALL } from "./install.ts";
import { PROBE } from "./probe.ts";
import { STORE } from "./store.ts";
import { SYS } from "./sys.ts";

/** See the file. */
export const CATALOG: Catalog = {
  ...ACT,
  ...CLI,
  ...COMMANDS,
  ...CORE,
  ...DEMO,
  ...DOCTOR,
  ...DRILL,
  ...HELP,
  ...INSTALL,
  ...PROBE,
  ...STORE,
  ...SYS,
};
