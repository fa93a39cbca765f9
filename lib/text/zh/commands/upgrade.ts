/** What `upgrade` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const UPGRADE: Catalog = {
  [
    `Usage: openclaw-guard upgrade [options]
       openclaw-guard upgrade --check [options]
       openclaw-guard upgrade --rollback [options]

Replaces the program by the newest release: downloads it, verifies its SHA-256,
tries it, and renames it into place. The one in use is kept beside it, named
openclaw-guard.previous. A check that runs meanwhile is not disturbed, the next
one is the new program's. Whatever fails, the program in use stays.

  --check            only say whether there is a newer one
  --version VERSION  this one, such as v0.1.0, and not the newest; may be older
  --rollback         back to the previous program; once more: forth again
  --base-url URL     where the files of a release lie: https://, http://,
                     file:// or a folder (default: what the variable
                     OPENCLAW_GUARD_BASE_URL says, or GitHub)
  --dry-run          only say what would be done
  --yes              do not ask
  --json             one JSON object: schema, action, current, target, newer,
                     changed, dryRun, program, previous, source, changes

Proxies are used as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say.

Exit codes: 0 done or nothing to do, 1 --check found a newer one or you did not
confirm, 70 it could not be done, as without a network.

Examples:
  openclaw-guard upgrade --check
      openclaw-guard 0.2.0 is there, this is 0.1.0
  openclaw-guard upgrade --yes --base-url https://mirror.example/openclaw-guard
      the newest of a mirror, without a question, for scripts
  openclaw-guard upgrade --rollback
      the program of before is in place again`
  ]: `用法：openclaw-guard upgrade [选项]
      openclaw-guard upgrade --check [选项]
      openclaw-guard upgrade --rollback [选项]

下载最新版，校验 SHA-256，试运行，然后改名到位，替换当前程序；
原来的程序保留在旁边，名为 openclaw-guard.previous。
正在进行的检查不受影响，下一次检查就由新程序来做。
无论哪一步失败，当前程序都保持不变。

  --check            只看有没有新版本
  --version VERSION  用指定的版本而不是最新版，例如 v0.1.0；可以是旧版本
  --rollback         换回上一个程序；再执行一次则换回来
  --base-url URL     发布文件所在的位置：https://、http://、file:// 或文件夹
                     （默认：OPENCLAW_GUARD_BASE_URL，其次 GitHub）
  --dry-run          只说明会做什么
  --yes              不询问
  --json             输出一个 JSON 对象：schema、action、current、target、
                     newer、changed、dryRun、program、previous、source、changes

代理按 HTTPS_PROXY、HTTP_PROXY、ALL_PROXY 和 NO_PROXY 使用。

退出码：0 完成或无事可做，1 --check 发现新版本或没有确认，70 无法完成，
例如没有网络。

示例：
  openclaw-guard upgrade --check
      有新版本 openclaw-guard 0.2.0，当前是 0.1.0
  openclaw-guard upgrade --yes --base-url https://mirror.example/openclaw-guard
      从镜像升级到最新版，不询问，适合脚本
  openclaw-guard upgrade --rollback
      原来的程序又回来了`,
  "replace the program by a newer release, or go back":
    "升级到新版本，或换回上一个",
  'cannot run "upgrade": {0}': "无法运行“upgrade”：{0}",
  'See "openclaw-guard help upgrade"': "请看“openclaw-guard help upgrade”",
  "{0} does not go with --rollback": "{0} 不能与 --rollback 合用",
  "--json asks nothing: add --yes": "--json 不会询问：请加上 --yes",
  "cannot go back: there is no {0}": "无法换回：没有 {0}",
  "Name a version instead: openclaw-guard upgrade --version VERSION":
    "请改为指定版本：openclaw-guard upgrade --version VERSION",
  "cannot go back: {0} is the program in use, {1}":
    "无法换回：{0} 就是当前程序 {1}",
  "openclaw-guard {0} → {1}, from {2}": "openclaw-guard {0} → {1}，来自 {2}",
  "Nothing was changed (--dry-run).": "没有任何改动（--dry-run）。",
  "Replace openclaw-guard {0} by {1}?": "把 openclaw-guard {0} 换成 {1}？",
  "Replace openclaw-guard {0} by the older {1}?":
    "把 openclaw-guard {0} 换成更旧的 {1}？",
  "  forth again   openclaw-guard upgrade --rollback":
    "  再换回来      openclaw-guard upgrade --rollback",
  "downloading openclaw-guard {0}": "正在下载 openclaw-guard {0}",
  "unpacking and trying it": "正在解压并试运行",
  "downloading {0}: {1}": "正在下载 {0}：{1}",
  "downloading {0}: {1} of {2}, {3} %": "正在下载 {0}：{1} / {2}，{3} %",
  "a person replaced openclaw-guard {0} by {1}":
    "有人把 openclaw-guard {0} 换成了 {1}",
  "openclaw-guard {0} is in {1}; {2} is kept in {3}":
    "{1} 现在是 openclaw-guard {0}；{2} 保留为 {3}",
  "openclaw-guard {0} is there, this is {1}: {2}":
    "有新版本 openclaw-guard {0}，当前是 {1}：{2}",
  "openclaw-guard {0} is the newest": "openclaw-guard {0} 已是最新版",
  "{0} is openclaw-guard {1} already": "{0} 已经是 openclaw-guard {1}",
  "openclaw-guard {0} is newer than the newest release, {1}":
    "openclaw-guard {0} 比最新发布的 {1} 还要新",
  "  what is new   {0}": "  更新内容      {0}",
  "  go back       openclaw-guard upgrade --rollback":
    "  换回上一个    openclaw-guard upgrade --rollback",
  "downloaded and verified {0}": "已下载并校验 {0}",
  "cannot upgrade: the program of {0} says it is {1}":
    "无法升级：{0} 的程序自称是 {1}",
  "interrupted: nothing was changed": "已中断：没有任何改动",
};
