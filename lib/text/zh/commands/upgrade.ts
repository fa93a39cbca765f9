/** What `upgrade` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const UPGRADE: Catalog = {
  "--{0} does not go with --rollback": "--{0} 不能与 --rollback 合用",
  "cannot go back: there is no {0}": "无法换回：没有 {0}",
  "Name a version instead: openclaw-guard upgrade --version VERSION":
    "请改为指定版本：openclaw-guard upgrade --version VERSION",
  "cannot go back: {0} is the program in use, {1}":
    "无法换回：{0} 就是当前程序 {1}",
  "openclaw-guard {0} → {1}, from {2}": "openclaw-guard {0} → {1}，来自 {2}",
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

  // release.ts: checksums
  "cannot upgrade: {0} is broken for {1}":
    "无法升级：{0} 中 {1} 的校验值已损坏",
  "Do not use this release; report it": "请不要使用这个版本，并报告此问题",
  "cannot upgrade: {0} has no line for {1}": "无法升级：{0} 中没有 {1} 这一行",
  "cannot upgrade: the checksum of {0} is {1}, not {2} as {3} says":
    "无法升级：{0} 的校验值是 {1}，而 {3} 中是 {2}",
  "Try again; if it stays, do not use this download":
    "请再试一次；如果仍然如此，请不要使用这个下载",

  // idle.ts
  "cannot upgrade: another upgrade is at work": "无法升级：另一个升级正在进行",
  "cannot upgrade now: the guard is at work on {0}":
    "现在无法升级：守护程序正在处理 {0}",
  'Try again when "openclaw-guard status" says it is done':
    "等“openclaw-guard status”显示处理完毕后再试",

  // report.ts
  "cannot write the new version into {0}: {1}": "无法把新版本写入 {0}：{1}",

  // release.ts
  "cannot upgrade: {0} is not a version such as v0.1.0":
    "无法升级：{0} 不是 v0.1.0 这样的版本",
  "cannot upgrade from {0}: it is no https://, http:// or file:// address and no absolute path":
    "无法从 {0} 升级：它既不是 https://、http:// 或 file:// 地址，也不是绝对路径",
  "cannot upgrade: {0}/VERSION does not say a version":
    "无法升级：{0}/VERSION 中没有版本号",
  "Check --base-url, and whether the network asks for a login":
    "请检查 --base-url，以及网络是否要求先登录",
  "cannot upgrade to {0}: at {1} lies {2}": "无法升级到 {0}：{1} 处是 {2}",
  "Check --version and --base-url": "请检查 --version 和 --base-url",
  "cannot upgrade: {0} is not what it should be: it has more than {1} bytes":
    "无法升级：{0} 不对：它超过了 {1} 字节",

  // transfer.ts
  "cannot download {0}: {1}": "无法下载 {0}：{1}",
  "Check the network, the proxy (HTTPS_PROXY), --version and --base-url":
    "请检查网络、代理（HTTPS_PROXY）、--version 和 --base-url",
  "nothing came for {0} s": "{0} 秒没有收到数据",
  "it was not complete after {0} min": "{0} 分钟后仍未下载完",
  "the server answered {0}": "服务器返回 {0}",
  "it was redirected more than {0} times": "重定向超过 {0} 次",
  "it was redirected to {0}//{1}": "被重定向到 {0}//{1}",
  "what is set as the proxy is not an address": "所设置的代理不是有效地址",

  // fetch_program.ts, work_folder.ts
  "cannot upgrade: cannot unpack {0}: {1}": "无法升级：无法解压 {0}：{1}",
  "Check the free space": "请检查剩余空间",
  "Check its owner and the free space": "请检查它的属主和剩余空间",
  "cannot upgrade: cannot write {0}: {1}": "无法升级：无法写入 {0}：{1}",
};
