/** `openclaw-guard grant` and `revoke`. */

import type { CommandDescription } from "../../cli/description.ts";

const OPTIONS: Record<string, readonly [string, string]> = {
  "--for USER": [
    "whose guard (default: who called sudo)",
    "为哪个用户的守护程序（默认：调用 sudo 的用户）",
  ],
  "--unit NAME": [
    "only this unit (default: every gateway of the system that runs as that user)",
    "只针对这个单元（默认：以该用户身份运行的所有系统网关单元）",
  ],
  "--dry-run": [
    "say what would be done, and do nothing",
    "只说明会做什么，不实际执行",
  ],
};

/** See the file. */
export const grantDescription: CommandDescription = {
  name: "grant",
  group: "setup",
  summary: [
    "as root: let a user's guard restart the system's unit",
    "由 root 执行：允许某用户的守护程序重启系统单元",
  ],
  usage: ["[options]"],
  column: 19,
  parts: [
    [
      "A gateway may be a unit of the system that runs as a user (User= in its file). That user's guard can watch it, and only root may restart it. This writes one polkit rule, or where polkit has no rules a file in /etc/sudoers.d, that allows this user to start, stop and restart this unit, and nothing else. What is written is shown first; then it is tried as that user.",
      "网关可以是以某个用户身份运行的系统单元（单元文件中有 User=）。该用户的守护程序能照看它，但只有 root 可以重启它。此命令写入一条 polkit 规则（polkit 不支持规则时则在 /etc/sudoers.d 写入一个文件），只允许该用户启动、停止和重启这个单元，别无其他。会先显示要写入的内容，然后以该用户身份试用。",
    ],
    OPTIONS,
    [
      "Undo: sudo openclaw-guard revoke",
      "撤销：sudo openclaw-guard revoke",
    ],
  ],
  examples: {
    "sudo ~/.local/bin/openclaw-guard grant": [
      "for you, who called sudo",
      "为调用 sudo 的你自己",
    ],
    "openclaw-guard grant --for alice --dry-run": [
      "what root would write for alice",
      "显示 root 会为 alice 写入什么",
    ],
  },
};

/** See the file. */
export const revokeDescription: CommandDescription = {
  name: "revoke",
  group: "setup",
  summary: [
    'as root: take back what "grant" allowed',
    "由 root 执行：收回“grant”授予的权限",
  ],
  usage: ["[options]"],
  column: 19,
  parts: [
    [
      'Removes the files that "grant" has written for a user, and no others. The gateway runs on; the guard watches it and can no longer restart it.',
      "删除“grant”为某用户写入的文件，不动其他文件。网关继续运行；守护程序仍照看它，但不能再重启它。",
    ],
    OPTIONS,
  ],
  examples: {
    "sudo ~/.local/bin/openclaw-guard revoke": [
      "yours, who called sudo",
      "收回调用 sudo 的你自己的权限",
    ],
  },
};
