/** What `demo` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DEMO: Catalog = {
  [
    `Usage: openclaw-guard demo [--fast]

Shows the guard at work: a stand-in gateway freezes, hangs, crashes and is
stopped by hand, and the guard does what it would do to a real one. Takes 40
seconds. Needs no gateway, no systemd and no root, touches nothing of yours, and
leaves nothing behind, not even on Ctrl-C.

  --fast  in 15 seconds, for those who have seen it

Exit codes: 0 shown to the end, 70 something went wrong, 128 + n ended by
signal n (130: Ctrl-C).

Examples:
  openclaw-guard demo
      40 seconds: four failures, two rescues, two that are left alone
  openclaw-guard demo --fast
      the same in 15 seconds`
  ]: `用法：openclaw-guard demo [--fast]

演示守护程序如何工作：一个网关替身先后冻结、卡死、崩溃、被人停止，守护程序
像对待真网关那样应对。历时 40 秒，不需要网关、systemd 或 root 权限，不碰
你的任何东西，结束后不留任何痕迹，按 Ctrl-C 中断也一样。

  --fast  15 秒快速版，适合已经看过的人

退出码：0 演示完毕，70 出错，128 + n 被信号 n 结束（130：Ctrl-C）。

示例：
  openclaw-guard demo
      40 秒：四种故障，两次救援，两次不插手
  openclaw-guard demo --fast
      同样的内容，15 秒`,
  "the stand-in needs a port": "网关替身需要一个端口",
  "Ended early. Nothing is left behind.": "提前结束，没有留下任何痕迹。",
};
