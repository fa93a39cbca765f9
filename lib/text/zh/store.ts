/** What lib/store says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";
import { BACKUPS } from "./store/backups.ts";
import { FILES } from "./store/files.ts";
import { SETTINGS } from "./store/settings.ts";

/** See the file. */
export const STORE: Catalog = { ...FILES, ...BACKUPS, ...SETTINGS };
