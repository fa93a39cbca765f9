/** What `config` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const CONFIG: Catalog = {
  "Settings of profile {0}; there is no file {1}.":
    "配置档 {0} 的设置；没有文件 {1}。",
  "Settings of profile {0}; the file is {1}.":
    "配置档 {0} 的设置；文件为 {1}。",
  "There is no {0}: the defaults hold.": "没有 {0}：使用默认值。",
  "{0} is valid.": "{0} 有效。",
  "openclaw-guard: the gateway is guarded all the same; what is wrong in {0} is left out until it is corrected":
    "openclaw-guard: 网关照常受守护；{0} 中有误的各项在改正之前不起作用",
  "openclaw-guard: {0} cannot be used: nothing is done to the gateway until it is corrected":
    "openclaw-guard: {0} 无法使用：改正之前不会对网关做任何操作",
  "cannot write {0}: it is there already": "无法写入 {0}：文件已存在",
  "Change that file where it is managed, or remove the link {0}":
    "请在管理该文件的地方修改它，或删除链接 {0}",
  "Edit it, or add --force to replace it; the old one is then kept beside it":
    "请编辑它，或加 --force 替换；旧文件会保留在旁边",
  "The old file is now {0}.": "旧文件现为 {0}。",
  "Wrote {0}: every setting is in a comment, so the defaults hold.":
    "已写出 {0}：每项设置都在注释里，因此仍使用默认值。",

  // commands/config/init.ts
  [
    `Settings of openclaw-guard. None are needed: remove the // before those
you want to change. "openclaw-guard config validate" checks the file.`
  ]: `openclaw-guard 的设置。不设置也能用：要改哪项，就去掉它前面的 //。
可用“openclaw-guard config validate”检查本文件。`,
  "The same for one gateway only (openclaw --profile work).":
    "同样的设置也可只用于一个网关（openclaw --profile work）。",

  // commands/config/effective.ts: where a setting comes from
  "default": "默认",
  "locale": "语言环境",
  "settings": "设置",
  "file": "文件",
  "file: profiles.{0}": "文件：profiles.{0}",
  "unit: {0}": "服务单元：{0}",
  "environment: {0}": "环境变量：{0}",
  "default, for {0}": "默认，因为{0}",
  "settings file": "设置文件",
  "state folder": "状态目录",
};
