/** What `lib/text` says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const TEXT: Catalog = {
  // reason
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
