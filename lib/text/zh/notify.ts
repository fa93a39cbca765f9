/** What lib/notify says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const NOTIFY: Catalog = {
  // http_outcome.ts
  "HTTP {0}": "HTTP {0}",
  "HTTP {0}, and the answer cannot be read": "HTTP {0}，应答内容无法识别",
};
