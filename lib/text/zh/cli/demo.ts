/** What `demo` says, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const DEMO: Catalog = {};
