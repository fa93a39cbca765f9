/** What `restore-config` says, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const RESTORE_CONFIG: Catalog = {};
