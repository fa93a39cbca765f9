/** What `uninstall` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const UNINSTALL: Catalog = {
  'cannot uninstall profile "{0}": nothing is installed':
    "无法卸载配置档“{0}”：没有安装任何配置档",
  'cannot uninstall profile "{0}": it is not installed (installed: {1})':
    "无法卸载配置档“{0}”：它没有安装（已安装：{1}）",
  "Leave --profile out to remove the guard as a whole":
    "去掉 --profile 即卸载整个守护程序",
  "cannot uninstall: nobody can be asked without a terminal":
    "无法卸载：没有终端，无法询问",
  "Remove the guard with its log and all config backups? [y/N]":
    "移除守护程序，连同日志和所有配置备份？[y/N]",
  "Remove the guard? [y/N]": "移除守护程序？[y/N]",
  'Remove the guard of profile "{0}" with its log and all config backups? [y/N]':
    "移除配置档“{0}”的守护，连同日志和所有配置备份？[y/N]",
  'Remove the guard of profile "{0}"? [y/N]': "移除配置档“{0}”的守护？[y/N]",
  "Remove the guard with its program, its log and all config backups? [y/N]":
    "移除守护程序，连同程序文件、日志和所有配置备份？[y/N]",
  "Remove the guard and its program? [y/N]":
    "移除守护程序，连同程序文件？[y/N]",
  "Nothing was changed.": "未作任何改动。",
};
