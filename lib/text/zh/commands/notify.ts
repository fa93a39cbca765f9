/** What `notify` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const NOTIFY: Catalog = {
  // command.ts
  "a name": "名称",
  'cannot run "notify {0}" with {1}': "“notify {0}”不能与 {1} 一起使用",
  'It belongs to "notify {0}"': "它用于“notify {0}”",

  // refuse_secrets.ts
  "cannot take an address or a key from the command line: other users can see it there, and the shell remembers it":
    "不能从命令行接受地址或密钥：其他用户能在那里看到它，shell 也会记下它",
  'Run "openclaw-guard notify add" and paste it when you are asked, or send it to its standard input':
    "请运行“openclaw-guard notify add”，在询问时粘贴，或从标准输入传入",

  // draft.ts
  "there is no such type of channel": "没有这种渠道类型",
  "a channel of type {0} has no such field": "类型 {0} 的渠道没有这一项",
  "It may have {0}": "可以有 {0}",
  '"{0}" must be {1}': "“{0}”必须是{1}",

  // from_input.ts
  "cannot add a channel: standard input is empty":
    "无法添加渠道：标准输入是空的",
  "Send the address to it, or run the command on a terminal":
    "请从标准输入传入地址，或在终端里运行该命令",
  "cannot add a channel: standard input has {0} lines that are no FIELD=VALUE":
    "无法添加渠道：标准输入有 {0} 行不是 FIELD=VALUE",
  "Send one address, or one channel at a time":
    "请只传入一个地址，一次添加一个渠道",
  "cannot add a channel: nothing tells its type":
    "无法添加渠道：看不出它的类型",
  "Add --type and one of {0}": "请加上 --type，可用：{0}",
  "cannot add a channel: this is no address or key that can be used":
    "无法添加渠道：这不是可用的地址或密钥",
  "cannot add a channel: this is no address or key for {0}":
    "无法添加渠道：这不是 {0} 的地址或密钥",

  "Copy it again from the service's page, or send each field on a line of its own: {0}":
    "请从服务的页面重新复制，或把各项分行传入：{0}",

  // ask.ts
  "The address or the key of the webhook or bot, as the service shows it (what you paste is not shown; Enter: choose the type first):":
    "请把服务页面上 webhook 或机器人的地址或密钥原样粘贴进来（不会显示出来；直接回车：先选类型）：",
  "That is no address or key of a service known here.":
    "这不是任何已知服务的地址或密钥。",
  "No service known here has such addresses: what is sent there is JSON (type webhook).":
    "没有哪个已知服务用这样的地址：将以 JSON 发送到那里（类型 webhook）。",
  "That is {0}.": "这是 {0}。",
  "Which one is it?": "是哪一种？",
  "Its number or name:": "序号或名称：",
  "{0} (not shown; Enter: none):": "{0}（不显示；直接回车：没有）：",
  "{0} (not shown):": "{0}（不显示）：",
  "{0}:": "{0}：",
  "It must be {0}.": "它必须是{0}。",
  "nothing was done: there was no answer": "什么都没做：没有得到回答",
  'OpenClaw\'s own bot will do, or a new one: write "/newbot" to @BotFather.':
    "可以用 OpenClaw 自己的机器人，也可以新建一个：给 @BotFather 发“/newbot”。",
  "To find the number of a chat: write something to the bot there and look at \"openclaw logs --follow\", or ask @userinfobot for your own. Never call getUpdates with OpenClaw's bot: it would take OpenClaw's messages away.":
    "查看聊天编号的方法：在那里给机器人发点内容，再看“openclaw logs --follow”；你自己的编号可以问 @userinfobot。千万不要用 OpenClaw 的机器人调用 getUpdates：那会抢走 OpenClaw 的消息。",

  // add.ts
  "Would send a test message, and keep this:":
    "将发送一条测试消息，并保存以下内容：",
  "Would keep this:": "将保存以下内容：",
  "cannot add a channel: there is one of the name {0}":
    "无法添加渠道：已经有名为 {0} 的渠道",
  'Give another name, or run "openclaw-guard notify remove {0}" first':
    "请换一个名称，或先运行“openclaw-guard notify remove {0}”",
  "Send it to standard input, on a line of its own: FIELD=VALUE":
    "请从标准输入传入，单独一行：FIELD=VALUE",
  "A name for it [{0}]:": "给它取个名称 [{0}]：",
  "The test message was delivered.": "测试消息已送达。",
  "nothing was kept: the test message was not delivered: {0}":
    "什么都没保存：测试消息没有送达：{0}",
  "Correct that and run the command again, or add --no-test":
    "请改正后重新运行该命令，或加上 --no-test",
  "The test message was not delivered: {0}": "测试消息没有送达：{0}",
  "A proxy to try it through, such as http://127.0.0.1:7890 (Enter: none):":
    "通过哪个代理再试，例如 http://127.0.0.1:7890（直接回车：不用）：",
  "Keep the channel all the same?": "仍然保存这个渠道吗？",
  "nothing was kept: a secret cannot be written: {0}":
    "什么都没保存：密钥无法写入：{0}",
  "Wrote {0} (mode 600).": "已写入 {0}（权限 600）。",
  "openclaw-guard: the settings were not changed: {0}":
    "openclaw-guard：设置没有改动：{0}",
  "Add this to {0} yourself:": "请自行把以下内容加入 {0}：",
  "The file as it was is kept as {0}.": "改动前的文件保存为 {0}。",
  "Added the channel {0} to {1}.": "已把渠道 {0} 加入 {1}。",
  'More: "openclaw-guard notify list"; undo: "openclaw-guard notify remove {0}"':
    "查看：“openclaw-guard notify list”；撤销：“openclaw-guard notify remove {0}”",

  // test_notice.ts
  "a test message": "测试消息",
  "Here the guard will tell when the gateway is in trouble, and when it is well again.":
    "网关出故障和恢复正常时，守护程序会在这里通知。",

  // list.ts
  'Nobody is told. "openclaw-guard notify add" changes that.':
    "没有设置通知谁。可用“openclaw-guard notify add”添加。",
  "called while the guard runs": "守护程序运行期间访问",
  "called while the gateway works": "网关正常工作期间访问",
  "last called {0}": "上次访问 {0}",
  "failing: {0}": "失败：{0}",
  "everything": "全部",
  "warnings and worse": "警告及更严重的",
  "only what is critical": "只有紧急的",
  "reminders": "再次提醒",
  "no reminders": "不再次提醒",
  '"well again"': "恢复通知",
  'no "well again"': "无恢复通知",
  "nothing was delivered yet": "还没有送达过",
  "last delivered {0}": "上次送达 {0}",
  "failing since {0}: {1}": "自 {0} 起失败：{1}",
  "1 message waits": "有 1 条消息在等待",
  "{0} messages wait": "有 {0} 条消息在等待",

  // log.ts
  "Nothing was sent yet.": "还没有发送过。",
  'For example "openclaw-guard notify log -n 100"':
    "例如“openclaw-guard notify log -n 100”",
  "delivered": "已送达",
  "delivered {0} late": "已送达，迟了 {0}",
  "not yet (try {0}): {1}": "尚未送达（第 {0} 次）：{1}",
  "refused: {0}": "被拒绝：{0}",
  "given up: {0}": "已放弃：{0}",

  // remove.ts
  "Would take the channel {0} out of {1}.": "将从 {1} 中去掉渠道 {0}。",
  "cannot take {0} out of the settings: {1}": "无法从设置中去掉 {0}：{1}",
  'Remove "notify.channels.{0}" from {1} yourself':
    "请自行从 {1} 中删去“notify.channels.{0}”",
  "Took the channel {0} out of {1}.": "已从 {1} 中去掉渠道 {0}。",
  "Removed {0}.": "已删除 {0}。",
  "say which channel": "请指明是哪个渠道",
  "There is none": "一个也没有",
  "There are: {0}": "现有：{0}",
  "there is no channel {0}": "没有渠道 {0}",

  // test.ts
  "{0} ({1}): not delivered: {2}": "{0}（{1}）：没有送达：{2}",
  "{0} ({1}): not delivered: {2}; it is not tried again before {3}":
    "{0}（{1}）：没有送达：{2}；{3} 之前不再尝试",
  "another delivery is under way": "另一次发送正在进行",
  "{0} ({1}): delivered": "{0}（{1}）：已送达",
  "there is no channel to test": "没有可测试的渠道",
  'Add one with "openclaw-guard notify add"':
    "可用“openclaw-guard notify add”添加",
};
