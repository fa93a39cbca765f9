/** What several commands say, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const COMMON: Catalog = {
  // confirmed.ts
  "cannot ask for confirmation: this is not a terminal":
    "无法请求确认：这里不是终端",
  "Add --yes": "请加上 --yes",
  "nothing was done: not confirmed": "未作任何改动：没有得到确认",

  // explain and evidence
  "What the guard saw": "守护程序所见",

  // lists
  ", ": "，",

  // format.ts
  "{0} ({1})": "{0}（{1}）",
  "just now": "刚刚",
  "{0} ago": "{0}前",
  "in {0}": "{0}后",
};
