/** What lib/store says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const STORE: Catalog = {
  // atomic.ts
  "{0} belongs to user {1}, not to you ({2})":
    "{0} 属于用户 {1}，而不是你（{2}）",
  'Run "sudo chown -R {0} {1}"': "请运行“sudo chown -R {0} {1}”",

  // lock.ts
  "cannot check: the guard's folder {0} cannot be used: {1}":
    "无法检查：守护程序的目录 {0} 不可用：{1}",
  "Without a lock and a place to count attempts nothing is done to the gateway":
    "没有锁、也没有地方记录尝试次数时，不会对网关做任何操作",

  // state.ts
  "it is no state": "内容不是状态数据",
  "the times of quiet checks were unreadable ({0}) and are now {1}":
    "简短检查的时间记录无法读取（{0}），已改名为 {1}",
  "the state was unreadable ({0}) and is now {1}":
    "状态文件无法读取（{0}），已改名为 {1}",
  "the state was unreadable ({0}) and could not be put aside: {1}":
    "状态文件无法读取（{0}），也无法移开：{1}",

  // rollups.ts
  "it is no memory of days": "内容不是逐日统计数据",
  "the memory of days was unreadable ({0}) and is now {1}":
    "逐日统计数据无法读取（{0}），已改名为 {1}",

  // evidence.ts
  "there is no evidence {0} of profile {1}": "配置档 {1} 没有现场记录 {0}",
  '"openclaw-guard evidence{0}" lists what there is':
    "可用“openclaw-guard evidence{0}”列出现有记录",
  "{0}/{1}.json is damaged or of another version":
    "{0}/{1}.json 已损坏，或来自其他版本",

  // unwritable.ts
  "it is not a folder": "它不是文件夹",
  "its mode is {0}": "它的权限是 {0}",
  "it belongs to uid {0}, not to you ({1})": "它属于 uid {0}，不属于你（{1}）",

  // maintenance.ts, tmp_flag.ts
  "{0} cannot be read ({1}), which counts as on":
    "{0} 无法读取（{1}），按已开启处理",
  "not JSON": "不是 JSON",
  "not a maintenance file": "不是维护模式文件",
  "{0} is ignored as a maintenance switch: {1}":
    "{0} 不被当作维护模式开关：{1}",
  "it cannot be looked at": "无法查看",
  "it is a link": "它是链接",
  "it is not a plain file": "它不是普通文件",
  "it has {0} names (hard links), so anybody may have put it there":
    "它有 {0} 个名字（硬链接），可能是任何人放的",
  "it belongs to another user (uid {0})": "它属于别的用户（uid {0}）",

  // log.ts
  "cannot write the log {0}: {1}": "无法写入日志 {0}：{1}",
  "more than fits into one file": "内容过多，一个文件放不下",
};
