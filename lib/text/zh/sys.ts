/** What lib/sys says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const SYS: Catalog = {
  "cannot tell the time since boot: {0}": "无法得知开机以来的时间：{0}",
  "The guard needs proc(5) mounted": "守护程序需要挂载 proc(5)",
  "cannot tell the time since boot: {0}/uptime says {1}":
    "无法得知开机以来的时间：{0}/uptime 的内容是 {1}",
  'cannot run "{0}": {1}': "无法运行“{0}”：{1}",
  "cannot tell which user this is": "无法得知当前是哪个用户",
  "cannot find the home folder: HOME is {0}": "找不到主目录：HOME 为 {0}",
  "Set HOME to an absolute path": "请把 HOME 设为绝对路径",
  "{0} is in something that is not a folder": "{0} 的上级不是文件夹",
  "{0} is a folder, not a plain file": "{0} 是文件夹，不是普通文件",
  "{0} is a pipe, socket or device, not a plain file":
    "{0} 是管道、套接字或设备，不是普通文件",
  "{0} has {1} bytes, more than {2}": "{0} 有 {1} 字节，超过 {2} 字节",
  "{0} has more than {1} bytes": "{0} 超过 {1} 字节",
  "{0} is a pipe": "{0} 是管道",

  // terminal.ts
  "cannot read standard input: it has more than {0} bytes":
    "无法读取标准输入：它超过 {0} 字节",
};
