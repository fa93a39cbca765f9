/** What lib/config says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

export const CONFIG: Catalog = {
  // record.ts
  "cannot keep a copy of {0}: {1}": "无法备份 {0}：{1}",
  "{0} is {1}; the gateway runs on what it had read before but would not start from this file":
    "{0} 有问题（{1}）；网关仍按之前读入的内容运行，但用这个文件将无法启动",
  "config {0} kept": "已备份配置 {0}",
  "config {0} kept with 1 included file": "已备份配置 {0}，连同 1 个引入的文件",
  "config {0} kept with {1} included files":
    "已备份配置 {0}，连同 {1} 个引入的文件",
  "{0}, proven: the gateway started from it and is healthy":
    "{0}，已验证：网关由它启动，且运行健康",
  "{0}, a candidate: {1}": "{0}，待验证：{1}",
  "{0}, a candidate: the gateway had started before it was written":
    "{0}，待验证：网关在它写入之前就已启动",
  "{0}; not kept, because outside its folder: {1}":
    "{0}；以下文件不在其目录内，未备份：{1}",
  "config {0} is proven: the gateway started from it and is healthy":
    "配置 {0} 已验证：网关由它启动，且运行健康",

  // bundle.ts, index.ts, stamp.ts
  "cannot use a kept config: it names the file {0}, which is outside the config's folder":
    "无法使用备份的配置：其中的文件 {0} 不在配置目录内",
  "cannot use a kept config: its document is damaged":
    "无法使用备份的配置：备份文件已损坏",
  "Choose another copy": "请选择另一份备份",
  "{0} has just been removed": "{0} 刚刚被删除",

  // choices.ts, index.ts, restore.ts, targets.ts
  "cannot read {0}: {1}": "无法读取 {0}：{1}",
  "not there": "不存在",
  "cannot restore config {0} to {1}: {2}": "无法把配置 {0} 恢复到 {1}：{2}",
  "The file was not changed": "文件没有改动",
  "Run the command again": "请再运行一次",
  "cannot use config {0}: the bytes in {1} are not the ones that were kept":
    "无法使用配置 {0}：{1} 的内容与备份时不同",
  "cannot restore config {0}: there is no such copy":
    "无法恢复配置 {0}：没有这份备份",
  'See "openclaw-guard restore-config --list{0}"':
    "请看“openclaw-guard restore-config --list{0}”",
  'Run "sudo chown {0}:{1} {2}"': "请运行“sudo chown {0}:{1} {2}”",
  "cannot restore config {0}: {1}": "无法恢复配置 {0}：{1}",
  '{0} has another name (a hard link), which keeps the old contents: "find ~ -xdev -inum {1}" finds it':
    "{0} 还有另一个名字（硬链接），它保留旧内容：可用“find ~ -xdev -inum {1}”找到它",

  // locked.ts
  "{0} is managed elsewhere ({1}=1)": "{0} 由别处管理（{1}=1）",
  'Change it there; "openclaw-guard restore-config --diff{0}" shows what differs':
    "请在那里修改；“openclaw-guard restore-config --diff{0}”会显示不同之处",
  "{0} is where you may not write: it is managed elsewhere":
    "{0} 所在的位置你无权写入：它由别处管理",
  "{0} is a link to {1}, where you may not write: it is managed elsewhere":
    "{0} 是指向 {1} 的链接，那里你无权写入：它由别处管理",
  "{0} is a folder you may not write to": "{0} 是你无权写入的目录",
  "the config was changed by someone else in this moment":
    "配置在此刻被别人改动了",
  "it would be in {0}": "它会落在 {0} 里",
  "cannot restore the included file {0} in {1}: {2}":
    "无法恢复 {1} 中引入的文件 {0}：{2}",
  "too many links": "链接层数过多",
  "restored {0}, but it still belongs to user {1}: {2}":
    "已恢复 {0}，但它仍属于用户 {1}：{2}",

  // files.ts: why no gateway would start from a file
  "including {0}, which is not there": "引入的 {0} 不存在",
  "including too much (at {0})": "引入的文件过多（到 {0} 为止）",
  "including {0}, which is {1}": "引入的 {0} 有问题：{1}",
  "not valid UTF-8": "不是有效的 UTF-8",
  "empty": "空文件",
  "not an object": "不是对象",

  // diff.ts
  "the whole config": "整个配置",
  "only comments or layout differ": "只有注释或排版不同",
  "1 key differs: {0}": "有 1 个键不同：{0}",
  "{0} keys differ: {1}": "有 {0} 个键不同：{1}",

  // problems.ts
  "top level: {0}": "顶层：{0}",
  "unknown key {0}": "未知的键 {0}",
  "unknown keys {0}": "未知的键 {0}",
};
