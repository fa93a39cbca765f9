/** What `logs` says, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const LOGS: Catalog = {};
