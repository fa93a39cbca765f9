/** `openclaw-guard upgrade`. */

import type { CommandDescription } from "../../cli/description.ts";

export const upgradeDescription: CommandDescription = {
  name: "upgrade",
  group: "setup",
  summary: [
    "replace the program by a newer release, or go back",
    "升级到新版本，或换回上一个",
  ],
  usage: ["[options]", "--check [options]", "--rollback [options]"],
  parts: [
    [
      "Replaces the program by the newest release: downloads it, verifies its SHA-256, tries it, and renames it into place. The one in use is kept beside it, named openclaw-guard.previous. A check that runs meanwhile is not disturbed, the next one is the new program's. Whatever fails, the program in use stays.",
      "下载最新版，校验 SHA-256，试运行，然后改名到位，替换当前程序；\n原来的程序保留在旁边，名为 openclaw-guard.previous。\n正在进行的检查不受影响，下一次检查就由新程序来做。\n无论哪一步失败，当前程序都保持不变。",
    ],
    {
      "--check": ["only say whether there is a newer one", "只看有没有新版本"],
      "--version VERSION": [
        "this one, such as v0.1.0, and not the newest; may be older",
        "用指定的版本而不是最新版，例如 v0.1.0；可以是旧版本",
      ],
      "--rollback": [
        "back to the previous program; once more: forth again",
        "换回上一个程序；再执行一次则换回来",
      ],
      "--base-url URL": [
        "where the files of a release lie: https://, http://, file:// or a folder (default: what the variable OPENCLAW_GUARD_BASE_URL says, or GitHub)",
        "发布文件所在的位置：https://、http://、file:// 或文件夹\n（默认：OPENCLAW_GUARD_BASE_URL，其次 GitHub）",
      ],
      "--dry-run": ["only say what would be done", "只说明会做什么"],
      "--yes": [
        "do not ask; --json needs it",
        "不询问；用 --json 时必须加上",
      ],
      "--json": [
        "one JSON object: schema, action, current, target, newer, changed, dryRun, program, previous, source, changes",
        "输出一个 JSON 对象：schema、action、current、target、newer、changed、dryRun、program、previous、source、changes",
      ],
    },
    [
      "Proxies are used as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say.",
      "代理按 HTTPS_PROXY、HTTP_PROXY、ALL_PROXY 和 NO_PROXY 使用。",
    ],
    [
      "Exit codes: 0 done or nothing to do, 1 --check found a newer one or you did not confirm, 70 it could not be done, as without a network.",
      "退出码：0 完成或无事可做，1 --check 发现新版本或没有确认，70 无法完成，\n例如没有网络。",
    ],
  ],
  examples: {
    "openclaw-guard upgrade --check": [
      "openclaw-guard 0.2.0 is there, this is 0.1.0",
      "有新版本 openclaw-guard 0.2.0，当前是 0.1.0",
    ],
    "openclaw-guard upgrade --yes --base-url https://mirror.example/openclaw-guard":
      [
        "the newest of a mirror, without a question, for scripts",
        "从镜像升级到最新版，不询问，适合脚本",
      ],
    "openclaw-guard upgrade --rollback": [
      "the program of before is in place again",
      "原来的程序又回来了",
    ],
  },
};
