/** What lib/core says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";
import { COMMON } from "./core/common.ts";
import { JUDGE } from "./core/judge.ts";
import { PLAN } from "./core/plan.ts";
import { RULES } from "./core/rules.ts";

/** See the file. */
export const CORE: Catalog = { ...COMMON, ...JUDGE, ...PLAN, ...RULES };
