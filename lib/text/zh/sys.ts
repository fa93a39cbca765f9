/** What lib/sys say, in Simplified Chinese. */

import type { Catalog } from "../language.ts";

/** See the file. */
export const SYS: Catalog = {};
