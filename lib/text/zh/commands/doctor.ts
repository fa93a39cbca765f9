/** What `doctor` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DOCTOR: Catalog = {
  "ok     ": "正常",
  "note   ": "提示",
  "WARNING": "警告",
  "PROBLEM": "问题",
  "openclaw-guard {0}, profile {1}: {2}": "openclaw-guard {0}，配置档 {1}：{2}",
  ": ": "：", // after the name of a check, which no language changes
  "fix: {0}": "修复：{0}",
  "{0} ok": "{0} 项正常",
  "1 note": "1 条提示",
  "{0} notes": "{0} 条提示",
  "1 warning": "1 个警告",
  "{0} warnings": "{0} 个警告",
  "1 problem": "1 个问题",
  "{0} problems": "{0} 个问题",
};
