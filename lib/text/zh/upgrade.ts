/** What `lib/upgrade` says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const UPGRADE: Catalog = {
  // digests
  "cannot upgrade: {0} is broken for {1}":
    "无法升级：{0} 中 {1} 的校验值已损坏",
  "Do not use this release; report it": "请不要使用这个版本，并报告此问题",
  "cannot upgrade: {0} has no line for {1}": "无法升级：{0} 中没有 {1} 这一行",
  "cannot upgrade: the checksum of {0} is {1}, not {2} as {3} says":
    "无法升级：{0} 的校验值是 {1}，而 {3} 中是 {2}",
  "Try again; if it stays, do not use this download":
    "请再试一次；如果仍然如此，请不要使用这个下载",
  // idle
  "cannot upgrade: another upgrade is at work": "无法升级：另一个升级正在进行",
  "cannot upgrade now: the guard is at work on {0}":
    "现在无法升级：守护程序正在处理 {0}",
  'Try again when "openclaw-guard status" says it is done':
    "等“openclaw-guard status”显示处理完毕后再试",
  // note
  "cannot write the new version into {0}: {1}": "无法把新版本写入 {0}：{1}",
  // own_program
  "cannot upgrade: the guard runs from its source":
    "无法升级：守护程序是从源码运行的",
  'Update the checkout with git, then run "deno task compile"':
    "请用 git 更新源码，然后运行“deno task compile”",
  "Upgrade it the way it was installed": "请用当初安装它的方式来升级",
  "cannot upgrade: {0} belongs to a package manager":
    "无法升级：{0} 由软件包管理器管理",
  "cannot upgrade: the program {0} is not there any more":
    "无法升级：程序 {0} 已经不在了",
  "Start it again from where it is now": "请从它现在的位置重新运行",
  "cannot upgrade: {0} belongs to user {1}, not to you ({2})":
    "无法升级：{0} 属于用户 {1}，而不是你（{2}）",
  // release
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
  // transfer
  "cannot download {0}: {1}": "无法下载 {0}：{1}",
  "Check the network, the proxy (HTTPS_PROXY), --version and --base-url":
    "请检查网络、代理（HTTPS_PROXY）、--version 和 --base-url",
  "nothing came for {0} s": "{0} 秒没有收到数据",
  "it was not complete after {0} min": "{0} 分钟后仍未下载完",
  "the server answered {0}": "服务器返回 {0}",
  "it was redirected more than {0} times": "重定向超过 {0} 次",
  "it was redirected to {0}//{1}": "被重定向到 {0}//{1}",
  "what is set as the proxy is not an address": "所设置的代理不是有效地址",
  "{0} is not a file": "{0} 不是文件",
  // trial
  "it did not answer within {0} s": "{0} 秒内没有应答",
  "cannot switch to {0}: it does not accept your settings: {1}":
    "无法切换到 {0}：它不接受你的设置：{1}",
  "Take that out of the settings file first": "请先从设置文件中去掉这一项",
  "cannot upgrade: {0} does not run here: {1}":
    "无法升级：{0} 在这里无法运行：{1}",
  "The program in use stays; report it": "当前程序保持不变；请报告此问题",
  // unpack, work_folder
  "cannot upgrade: cannot unpack {0}: {1}": "无法升级：无法解压 {0}：{1}",
  "Check the free space": "请检查剩余空间",
  "cannot upgrade: cannot write in {0}: {1}": "无法升级：无法写入 {0}：{1}",
  "Check its owner and the free space": "请检查它的属主和剩余空间",
  "cannot upgrade: cannot write {0}: {1}": "无法升级：写入 {0} 失败：{1}",
};
