/** `openclaw-guard explain`. */

import { type CommandDescription, ONE_PROFILE } from "../../cli/description.ts";

/** See the file. */
export const explainDescription: CommandDescription = {
  name: "explain",
  group: "see",
  summary: [
    "why the guard did what it did, or did nothing",
    "守护程序为什么这样做，或为什么什么都没做",
  ],
  usage: ["[N] [--at TIME] [--list] [options]"],
  maxWords: 1,
  parts: [
    [
      "Tells what the guard saw, which row of its decision table matched, why it acted or did not, and what happens next: for the last check, or for an event.",
      "说明守护程序看到了什么、命中判定表的哪一行、为什么动手或不动手、接下来会怎样：\n针对上次检查，或某个事件。",
    ],
    {
      "N": [
        "the Nth event counted back, 1 is the newest",
        "倒数第 N 个事件，1 是最新的",
      ],
      "--at TIME": [
        'what held then: "14:05", "2026-11-23 14:05:30" (local time) or "2026-11-23T14:05:30Z"; all of that minute or second, oldest first (with --json the newest of it)',
        "那个时刻的情况，如“14:05”、“2026-11-23 14:05:30”（本地时间）\n或“2026-11-23T14:05:30Z”；列出那一分钟或那一秒的全部事件，\n旧的在前（加 --json 则只给最新的一个）",
      ],
      "--list": ["the last events with their numbers", "最近的事件及其编号"],
      "-n, --lines N": [
        "how many of them (default 20)",
        "列出多少个（默认 20）",
      ],
      "--profile NAME": ONE_PROFILE,
      "--json": [
        'for programs; the schema is stable ("schema": 1)',
        '供程序使用，格式稳定（"schema": 1）',
      ],
    },
    [
      'Nothing is looked at or changed; "status" looks at the gateway as it is now.',
      "只读记录，不探测也不改动任何东西；要看网关现在的状况，请用“status”。",
    ],
  ],
  examples: {
    "openclaw-guard explain": [
      "why the last check did what it did, or nothing",
      "上次检查为什么这样做，或为什么什么都没做",
    ],
    "openclaw-guard explain --list": [
      "the last 20 events with their numbers, 1 is the newest",
      "最近 20 个事件及其编号，1 是最新的",
    ],
    "openclaw-guard explain 3": [
      "what led to the third event counted back, and what followed",
      "倒数第 3 个事件的起因和后续",
    ],
    "openclaw-guard explain --at 14:05": [
      "what held at five past two today",
      "今天 14:05 时的情况",
    ],
  },
};
