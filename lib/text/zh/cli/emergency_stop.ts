/** What `emergency-stop` says, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const EMERGENCY_STOP: Catalog = {};
