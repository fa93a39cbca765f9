/** What `upgrade` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const UPGRADE: Catalog = {
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
