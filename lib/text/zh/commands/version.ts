/** What `version` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const VERSION: Catalog = {
  [
    `Usage: openclaw-guard version [--json]

The program's version.

  --json  one JSON object: schema, name, version, deno, target

Examples:
  openclaw-guard version
      openclaw-guard and the version, one line
  openclaw-guard --version
      the same`
  ]: `用法：openclaw-guard version [--json]

显示程序版本。

  --json  输出一个 JSON 对象：schema、name、version、deno、target

示例：
  openclaw-guard version
      一行：openclaw-guard 和版本号
  openclaw-guard --version
      同上`,
};
