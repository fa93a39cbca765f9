/** `openclaw-guard notify`. */

import type { CommandDescription } from "../../cli/description.ts";

/** See the file. */
export const notifyDescription = {
  name: "notify",
  group: "setup",
  summary: [
    "whom the guard tells: add, list, test, remove, log",
    "通知谁：add、list、test、remove、log",
  ],
  usage: [
    "add [NAME] [--type TYPE] [--no-test] [--dry-run]",
    "list [--json]",
    "test [CHANNEL]",
    "remove NAME [--dry-run]",
    "log [-n N] [--json]",
  ],
  maxWords: 2,
  words: { add: [], list: [], test: [], remove: [], log: [] },
  inUsage: ["--json"],
  column: 19,
  parts: [
    [
      "Whom the guard tells when the gateway is in trouble, when a person is needed, and when it is well again. Nothing is sent to anybody else.",
      "网关出故障、需要人处理、恢复正常时，守护程序通知谁。不会向任何别人发送。",
    ],
    {
      "add [NAME]": [
        "asks for the address of the webhook or bot (without showing it), sends a test message and only then keeps it. Where there is no terminal the lines of standard input are read: the address, and FIELD=VALUE for what else there is",
        "询问 webhook 或机器人的地址（不显示），先发一条测试消息，成功才保存。没有终端时读取标准输入的各行：地址，以及其他内容的 FIELD=VALUE",
      ],
      "list": [
        "the channels: what each gets, when it worked last, why it does not",
        "各渠道：收到什么、上次何时成功、为什么不行",
      ],
      "test [CHANNEL]": [
        "sends a test message, the way a real one goes; exit code 1 when one does not arrive",
        "按真实消息的途径发送测试消息；有一条没送到则退出码为 1",
      ],
      "remove NAME": [
        "takes a channel out of the settings, and removes the files with its secrets",
        "从设置中去掉一个渠道，并删除存放其密钥的文件",
      ],
      "log": [
        "what was sent when, and what could not be",
        "何时发送了什么，什么没能发送",
      ],
      "--type TYPE": [
        "for an address that tells no service: telegram, ntfy, webhook, email, command …",
        "用于看不出属于哪个服务的地址：telegram、ntfy、webhook、email、command 等",
      ],
      "--no-test": [
        "keep it without a test message",
        "不发测试消息就保存",
      ],
      "--dry-run": [
        "say what would be done, and do and send nothing",
        "只说明会做什么，不实际执行，也不发送",
      ],
      "-n, --lines N": [
        "how many lines of the log (default 20)",
        "显示多少行记录（默认 20）",
      ],
    },
    [
      "An address or a key is never given on the command line, where others can see it. Each is kept in a file of its own (mode 600) in ~/.config/openclaw-guard/secrets.",
      "不要把地址或密钥写在命令行上，别人能在那里看到。每个都单独存放在 ~/.config/openclaw-guard/secrets 的文件里（权限 600）。",
    ],
  ],
  examples: {
    "openclaw-guard notify add": [
      "asks for an address, tells the service by it, sends a test message",
      "询问地址，由它判断是哪个服务，发一条测试消息",
    ],
    "openclaw-guard notify add team < address.txt": [
      "the same for scripts, under the name team",
      "同上，供脚本使用，名称为 team",
    ],
    "openclaw-guard notify test": [
      "a test message to every channel",
      "向每个渠道发一条测试消息",
    ],
  },
} as const satisfies CommandDescription;
