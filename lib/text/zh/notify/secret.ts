/** What lib/notify/secret.ts says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const NOTIFY_SECRET: Catalog = {
  // secret.ts
  "{0} is empty": "{0} 是空的",
  "{0} has control characters or more than one line":
    "{0} 含有控制字符，或不止一行",
  "A secret is one line of text": "密钥应为一行文本",
  "the value in the settings file": "设置文件中的值",
  "the file {0}": "文件 {0}",
  "the environment variable {0}": "环境变量 {0}",
  "the systemd credential {0}": "systemd 凭据 {0}",
  "the environment variable {0} is not set": "没有设置环境变量 {0}",
  "cron starts the guard with few variables: a file for the secret works everywhere":
    "cron 启动守护程序时只带很少的变量：把密钥放在文件里在哪里都可用",
  "the systemd credential {0} is not there: CREDENTIALS_DIRECTORY is not set":
    "没有 systemd 凭据 {0}：没有设置 CREDENTIALS_DIRECTORY",
  "Only a unit that loads the credential has it; under cron use a file":
    "只有加载了该凭据的服务单元才有它；用 cron 时请用文件",
  "cannot read the file {0}: {1}": "无法读取文件 {0}：{1}",
  "It must be a file that you can read": "它必须是你能读取的文件",
  "the file {0} does not exist": "文件 {0} 不存在",
  "Write the address or the key into it": "请把地址或密钥写进去",
  "the file {0} is no UTF-8 text": "文件 {0} 不是 UTF-8 文本",
  "the file {0} belongs to user {1}": "文件 {0} 属于用户 {1}",
  "every user may write to the file {0}": "所有用户都能写入文件 {0}",
  'Run "chmod 600 {0}"': "请运行“chmod 600 {0}”",
};
