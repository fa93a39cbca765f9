/** What the rest of lib/core says. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const COMMON: Catalog = {
  // base/duration.ts
  "for ever": "永久",
  "{0} ms": "{0} 毫秒",
  "{0} s": "{0} 秒",
  "{0} min": "{0} 分钟",
  "{0} min {1} s": "{0} 分 {1} 秒",
  "{0} h": "{0} 小时",
  "{0} h {1} min": "{0} 小时 {1} 分",
  "{0} d": "{0} 天",
  "{0} d {1} h": "{0} 天 {1} 小时",
  'a whole number and a unit (ms, s, m, h or d) such as "30s" or "2h"':
    '整数加单位（ms、s、m、h 或 d），例如 "30s" 或 "2h"',

  // base/errors.ts
  "{0}. {1}": "{0}。{1}",
  'cannot run "{0}": no such program in PATH':
    "无法运行“{0}”：PATH 中没有这个程序",
  'Install the package that has "{0}"': "请安装提供“{0}”的软件包",

  // base/json5.ts
  "not valid JSON5 at line {0}, column {1}: {2}":
    "不是有效的 JSON5（第 {0} 行第 {1} 列）：{2}",
  "nested deeper than {0} levels": "嵌套超过 {0} 层",
  "the string has no end on its line": "字符串没有在本行结束",
  "an escape here needs {0} hexadecimal digits":
    "此处的转义需要 {0} 位十六进制数字",
  "the comment has no end": "注释没有结束",
  "the text ends too early": "文本提前结束",
  "unexpected double quotation mark": "此处不应出现双引号",
  "unexpected {0}": "此处不应出现 {0}",

  // config/diff.ts
  "the whole config": "整个配置",
  "only comments or layout differ": "只有注释或排版不同",
  "1 key differs: {0}": "有 1 个键不同：{0}",
  "{0} keys differ: {1}": "有 {0} 个键不同：{1}",

  // config/problems.ts
  "top level: {0}": "顶层：{0}",
  "unknown key {0}": "未知的键 {0}",
  "unknown keys {0}": "未知的键 {0}",

  // base/profile.ts
  'cannot use profile {0}: a name is 1 to 64 letters, digits, "-" and "_"':
    "无法使用配置档 {0}：名称由 1 到 64 个字母、数字、“-”和“_”组成",
  'Give the same name as in "openclaw --profile NAME"':
    "请使用与“openclaw --profile NAME”中相同的名称",
};
