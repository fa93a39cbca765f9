/** What `config` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const CONFIG: Catalog = {
  [
    `Usage: openclaw-guard config show [--profile NAME] [--json]
       openclaw-guard config validate [--json]
       openclaw-guard config schema
       openclaw-guard config init [--force] [--dry-run]

The guard's own settings, ~/.config/openclaw-guard/config.json. None are needed.

  show      what holds, and whether default, file, environment or unit says so
  validate  what is wrong with the file, a line each
  schema    JSON Schema of the file, for editors ("$schema" may name it)
  init      write a file with every setting in a comment
              --force    replace one that is there; the old one is kept

Exit codes: 0 fine, 70 the file cannot be used.

Examples:
  openclaw-guard config init
      ~/.config/openclaw-guard/config.json, every setting in a comment
  openclaw-guard config validate
      what is wrong, a line each; exit code 0 when nothing is
  openclaw-guard config show --profile work
      what holds for this gateway, and where each value comes from
  openclaw-guard config schema > openclaw-guard.schema.json
      for an editor that checks while you type`
  ]: `用法：openclaw-guard config show [--profile NAME] [--json]
      openclaw-guard config validate [--json]
      openclaw-guard config schema
      openclaw-guard config init [--force] [--dry-run]

守护程序自己的设置，~/.config/openclaw-guard/config.json。不设置也能用。

  show      生效的设置及其来源：默认、文件、环境变量、服务单元
  validate  文件有什么问题，每行一条
  schema    文件的 JSON Schema，供编辑器使用（可由“$schema”引用）
  init      写出一个文件，其中每项设置都在注释里
              --force    替换已有的文件；旧文件保留在旁边

退出码：0 正常，70 文件无法使用。

示例：
  openclaw-guard config init
      写出 ~/.config/openclaw-guard/config.json，每项设置都在注释中
  openclaw-guard config validate
      逐行列出错误；没有错误时退出码为 0
  openclaw-guard config show --profile work
      这个网关实际生效的设置，以及各值的来源
  openclaw-guard config schema > openclaw-guard.schema.json
      供编辑器边写边检查`,
  "Settings of profile {0}; there is no file {1}.":
    "配置档 {0} 的设置；没有文件 {1}。",
  "Settings of profile {0}; the file is {1}.":
    "配置档 {0} 的设置；文件为 {1}。",
  "There is no {0}: the defaults hold.": "没有 {0}：使用默认值。",
  "{0} is valid.": "{0} 有效。",
  "openclaw-guard: {0} cannot be used: nothing is done to the gateway until it is corrected":
    "openclaw-guard: {0} 无法使用：改正之前不会对网关做任何操作",
  "cannot write {0}: it is there already": "无法写入 {0}：文件已存在",
  "Edit it, or add --force to replace it; the old one is then kept beside it":
    "请编辑它，或加 --force 替换；旧文件会保留在旁边",
  "The old file is now {0}.": "旧文件现为 {0}。",
  "Wrote {0}: every setting is in a comment, so the defaults hold.":
    "已写出 {0}：每项设置都在注释里，因此仍使用默认值。",

  // commands/config/template.ts
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
