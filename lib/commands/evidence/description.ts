/** `openclaw-guard evidence`. */

import { KEPT_EVIDENCE } from "../../store/evidence.ts";
import { type CommandDescription, ONE_PROFILE } from "../../cli/description.ts";

/** See the file. */
export const evidenceDescription = {
  name: "evidence",
  group: "see",
  summary: [
    "how the gateway was before each kill and restart",
    "每次杀进程和重启之前网关的现场记录",
  ],
  usage: ["[list] [options]", "show ID|latest [options]"],
  maxWords: 2,
  words: { show: ["latest"], list: [] },
  parts: [
    [
      `Before it kills or restarts anything the guard writes down how the gateway was: unit, process, port, control group, load, disk, journal. Secrets are hidden. "list", or nothing, lists what is kept, the newest first (at most ${KEPT_EVIDENCE}).`,
      `守护程序在强制结束或重启之前，会记下网关当时的状况：服务单元、进程、端口、\n控制组、负载、磁盘、日志。机密内容会被隐去。\n“list”或不写则列出已保存的记录，最新的在前（最多 ${KEPT_EVIDENCE} 份）。`,
    ],
    {
      "--profile NAME": ONE_PROFILE,
      "--json": [
        'for programs; with "show" the file as it is',
        "供程序使用；与“show”同用时输出原始文件",
      ],
    },
  ],
  examples: {
    "openclaw-guard evidence": [
      "what is kept, the newest first, with its ID",
      "已保存的现场记录及其 ID，最新的在前",
    ],
    "openclaw-guard evidence show latest": [
      "how the gateway was just before the last kill or restart",
      "上一次杀进程或重启之前网关的样子",
    ],
    "openclaw-guard evidence show latest --json > evidence.json": [
      "the same as a file, for a bug report; secrets are hidden",
      "存成文件，可附在问题报告里；机密内容已隐去",
    ],
  },
} as const satisfies CommandDescription;
