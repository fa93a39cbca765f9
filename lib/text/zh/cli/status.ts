/** What `status` says, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const STATUS: Catalog = {};
