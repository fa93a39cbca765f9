/** `openclaw-guard restore-config`. */

import { type CommandDescription, ONE_PROFILE } from "../../cli/description.ts";

export const restoreConfigDescription: CommandDescription = {
  name: "restore-config",
  group: "config",
  summary: ["put a saved openclaw.json back", "用备份恢复 openclaw.json"],
  usage: ["[--yes | --to ID | --undo] [--restart]", "--list | --diff [ID]"],
  maxWords: 1,
  column: 19,
  parts: [
    [
      'Puts one of the copies of openclaw.json back that the guard keeps while the gateway is healthy, with the files it includes. What is replaced is kept, too. \nA copy is "proven" when a gateway has started from it and was healthy, and a "candidate" when none has started from it yet.',
      "从备份恢复 openclaw.json 及其包含的文件；备份由守护程序在网关健康时保存。\n被替换的文件也会保留。备份“已验证”是指网关用它启动过并且健康；“待验证”\n是指还没有网关用它启动过。",
    ],
    {
      "--list": [
        "show the copies and how they differ from now, change nothing",
        "列出备份及其与现状的差异，不做改动",
      ],
      "--diff": [
        "show what would change, secrets masked; ID as with --to",
        "显示会改变什么，密钥已遮盖；ID 的写法同 --to",
      ],
      "--to ID": [
        'take this one; also "latest", "latest-proven", and OpenClaw\'s own copies "last-good", "bak", "bak.1" …',
        "恢复这一份；也可写 latest、latest-proven，或 OpenClaw 自己的备份 last-good、bak、bak.1 …",
      ],
      "--yes": [
        "take the newest proven copy that differs from the file, else the newest one; start the gateway if it has failed",
        "恢复与现有文件不同的最新已验证备份，没有则取最新的一份；\n网关若已失败则启动它",
      ],
      "--undo": [
        "bring back what the last restore or rollback replaced",
        "换回上次恢复或回滚所替换的文件",
      ],
      "--restart": [
        "restart the gateway afterwards in any case",
        "之后一律重启网关",
      ],
      "--any-version": [
        "also take a copy that belongs to another version of OpenClaw",
        "也接受属于另一版本 OpenClaw 的备份",
      ],
      "--dry-run": [
        "say what would be done, change nothing",
        "只说明会做什么，不做改动",
      ],
      "--json": ["for scripts", "供脚本使用"],
      "--profile NAME": ONE_PROFILE,
    },
    [
      "Without --restart a running gateway is restarted only if you agree: OpenClaw reads the changed file itself. One that systemd is starting, in a crash loop say, is waited for. One that a person has stopped stays stopped.",
      "不加 --restart 时，运行中的网关只有在你同意后才会重启：OpenClaw 自己会读取\n改动后的文件。systemd 正在启动的网关（例如崩溃循环中的）会等待它恢复。由人停止\n的网关保持停止。",
    ],
    [
      "Exit codes: 0 done, 1 not confirmed, 2 the gateway was started, by this or by systemd, and is not healthy.",
      "退出码：0 完成，1 没有确认，2 网关已启动（由本命令或 systemd）但不健康。",
    ],
  ],
  examples: {
    "openclaw-guard restore-config --list": [
      "the copies with age and version, and which keys differ from now",
      "各备份的时间、版本，以及哪些键与现在不同",
    ],
    "openclaw-guard restore-config --diff latest-proven": [
      "what would change; secrets are masked",
      "会改动什么；密钥已遮盖",
    ],
    "openclaw-guard restore-config": [
      "shows the list, asks which one, puts it back",
      "列出备份，询问选哪个，然后恢复",
    ],
    "openclaw-guard restore-config --yes": [
      "without a question: the newest proven copy that differs",
      "不询问：采用与现在不同的最新已验证备份",
    ],
    "openclaw-guard restore-config --undo": [
      "what was replaced is there again",
      "换回被替换掉的配置",
    ],
  },
};
