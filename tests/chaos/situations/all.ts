/** All situations, in the order of the table. */

import "./restraint.ts";
import "./people.ts";
import "./persisting.ts";
import "./bad_input.ts";
import "./faults.ts";
import "./silence.ts";

export { allSituations } from "../situation.ts";
