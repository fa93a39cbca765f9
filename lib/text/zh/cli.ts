/** What lib/cli says about the gateway (check, status, explain, logs, evidence, maintenance, emergency stop), in Simplified Chinese. */

import type { Catalog } from "../language.ts";

/** See the file. */
export const CLI: Catalog = {};
