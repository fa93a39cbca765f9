/** `openclaw-guard history`. */

import type { CommandDescription } from "../../cli/description.ts";

export const historyDescription: CommandDescription = {
  name: "history",
  group: "see",
  summary: [
    "the last days: uptime, incidents, who did what",
    "最近这些天：可用率、故障、谁做了什么",
  ],
  usage: [
    "[--days N] [--profile NAME] [--json]",
    "--html FILE | --badge FILE [--readable] [options]",
  ],
  parts: [
    [
      "Shows each of the last days as a bar, the incidents with who did what and how long they took, and how fast the gateway answered in the last 24 hours. Uptime counts only what was watched: without planned stops and times in which nothing could be told, and never 100.00 % after an outage. Nothing is looked at or changed.",
      "用条形显示最近的每一天，列出各次故障（谁做了什么、持续多久），以及最近 24 小时\n应答有多快。可用率只算有检查的时间：不含计划内的停止和无法判断的时间，\n有过中断就绝不会显示 100.00 %。只读记录，不探测也不改动任何东西。",
    ],
    {
      "--days N": [
        "so many days (1 to 400, default 90)",
        "显示多少天（1 到 400，默认 90）",
      ],
      "--profile NAME": [
        "only this gateway (openclaw --profile NAME)",
        "只看这个网关（openclaw --profile NAME）",
      ],
      "--html FILE": [
        'write it as a page for a browser: one file without scripts or anything from outside, for screen, phone and paper; of several gateways at most 90 days; "history.page" in the settings keeps such a page up to date',
        "写成网页：单个文件，没有脚本，不引用外部内容，\n适合屏幕、手机和打印；有多个网关时最多 90 天；\n设置“history.page”可让它一直保持最新",
      ],
      "--badge FILE": [
        "write a badge: FILE.svg, or FILE.json for shields.io",
        "写一个徽章：FILE.svg，或供 shields.io 使用的 FILE.json",
      ],
      "--readable": [
        "others may read the file (0644); without it only you",
        "让其他人也能读这个文件（0644）；不给则只有你能读",
      ],
      "--json": [
        'for programs; the schema is stable ("schema": 1)',
        '供程序使用，格式稳定（"schema": 1）',
      ],
    },
  ],
  examples: {
    "openclaw-guard history": [
      "90 days as bars, incidents, answer times",
      "90 天的条形图、故障、应答时间",
    ],
    "openclaw-guard history --html openclaw.html": [
      "the same as a page for a browser",
      "同样的内容，写成网页",
    ],
    "openclaw-guard history --days 7 --json | jq '.profiles[0].incidents'": [
      "the incidents of a week, for a program",
      "一周内的故障，供程序使用",
    ],
  },
};
