/** `openclaw-guard version`. */

import type { CommandDescription } from "../cli/description.ts";

export const versionDescription: CommandDescription = {
  name: "version",
  group: "setup",
  summary: ["the program's version", "程序版本"],
  usage: ["[--json]"],
  parts: [
    ["The program's version.", "显示程序版本。"],
    {
      "--json": [
        "one JSON object: schema, name, version, deno, target",
        "输出一个 JSON 对象：schema、name、version、deno、target",
      ],
    },
  ],
  examples: {
    "openclaw-guard version": [
      "openclaw-guard and the version, one line",
      "一行：openclaw-guard 和版本号",
    ],
    "openclaw-guard --version": ["the same", "同上"],
  },
};
