/** What several commands say, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const COMMON: Catalog = {};
