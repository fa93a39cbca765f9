/** What the other commands of lib/cli say, in Simplified Chinese. */

import type { Catalog } from "../language.ts";

/** See the file. */
export const COMMANDS: Catalog = {};
