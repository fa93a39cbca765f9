/** What lib/base says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const BASE: Catalog = {
  // base/duration.ts
  "for ever": "永久",
  "{0} ms": "{0} 毫秒",
  "{0} s": "{0} 秒",
  "{0} min": "{0} 分钟",
  "{0} min {1} s": "{0} 分 {1} 秒",
  "{0} h": "{0} 小时",
  "{0} h {1} min": "{0} 小时 {1} 分",
  "{0} d": "{0} 天",
  "{0} d {1} h": "{0} 天 {1} 小时",
  'a whole number and a unit (ms, s, m, h or d) such as "30s" or "2h"':
    '整数加单位（ms、s、m、h 或 d），例如 "30s" 或 "2h"',

  // base/errors.ts
  "{0}. {1}": "{0}。{1}",
  'cannot run "{0}": no such program in PATH':
    "无法运行“{0}”：PATH 中没有这个程序",
  'Install the package that has "{0}"': "请安装提供“{0}”的软件包",

  // base/json5.ts
  "not valid JSON5 at line {0}, column {1}: {2}":
    "不是有效的 JSON5（第 {0} 行第 {1} 列）：{2}",
  "nested deeper than {0} levels": "嵌套超过 {0} 层",
  "the string has no end on its line": "字符串没有在本行结束",
  "an escape here needs {0} hexadecimal digits":
    "此处的转义需要 {0} 位十六进制数字",
  "the comment has no end": "注释没有结束",
  "the text ends too early": "文本提前结束",
  "unexpected double quotation mark": "此处不应出现双引号",
  "unexpected {0}": "此处不应出现 {0}",

  // base/profile.ts
  'cannot use profile {0}: a name is 1 to 64 letters, digits, "-" and "_"':
    "无法使用配置档 {0}：名称由 1 到 64 个字母、数字、“-”和“_”组成",
  'Give the same name as in "openclaw --profile NAME"':
    "请使用与“openclaw --profile NAME”中相同的名称",

  // reason.ts
  "the host name cannot be resolved": "无法解析主机名",
  "its certificate is not from an authority this machine trusts":
    "它的证书不是由本机信任的机构签发的",
  "its certificate has expired or is not valid yet; is the clock of this machine right?":
    "它的证书已过期或尚未生效；本机的时间对吗？",
  "its certificate is for another host name": "它的证书属于别的主机名",
  "its certificate is not accepted": "它的证书不被接受",
  "the proxy wants a name and a password": "代理要求用户名和密码",
  "the proxy refuses to connect there": "代理拒绝连接该地址",
  "what answers there does not speak TLS (https)": "对方不支持 TLS（https）",
  "what answers there does not speak HTTP": "对方的应答不是 HTTP",
  "the connection was refused": "连接被拒绝",
  "there was no answer in time": "没有及时应答",
  "there is no route to that machine": "没有通往那台机器的路由",
  "the network cannot be reached": "网络不可达",
  "the connection broke off": "连接中断",
  "there is no such file or folder": "没有这个文件或文件夹",
  "a part of the path is not a folder": "路径中有一段不是文件夹",
  "it is a folder, not a file": "它是文件夹，不是文件",
  "permission denied": "权限不足",
  "the system does not permit it": "系统不允许",
  "no space is left on the disk": "磁盘空间已用完",
  "the disk quota is used up": "磁盘配额已用完",
  "the file system is read-only": "文件系统是只读的",
  "the disk reports an input/output error": "磁盘报告输入/输出错误",
  "it is not a program for this machine": "它不是适用于本机的程序",
};
