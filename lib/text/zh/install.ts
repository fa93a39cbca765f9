/** What lib/install says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const INSTALL: Catalog = {
  // report.ts: a word and what it is about, in columns
  "found    {0}": "发现     {0}",
  "the unit {0}, {1}": "服务单元 {0}，{1}",
  "done     {0}": "完成     {0}",
  "already  {0}": "已有     {0}",
  "planned  {0}": "将会     {0}",
  "left     {0}": "保留     {0}",
  "warning  {0}": "警告     {0}",
  // choose_scheduler.ts
  "as before": "与之前一样",
  "cannot install: nothing can start the guard: {0}, and {1}":
    "无法安装：没有什么能启动守护程序：{0}，而且{1}",
  'Install cron (Debian: "apt install cron"; Fedora, Arch: "cronie"), or mend the other, or use --scheduler none':
    "请安装 cron（Debian：“apt install cron”；Fedora、Arch：cronie），或解决另一个问题，或用 --scheduler none",
  "cannot install: there is no crontab command, and cron is what starts the guard":
    "无法安装：没有 crontab 命令，而守护程序要由 cron 启动",
  'Install cron (Debian: "apt install cron"; Fedora, Arch: "cronie"), or use --scheduler systemd':
    "请安装 cron（Debian：“apt install cron”；Fedora、Arch：cronie），或用 --scheduler systemd",
  "cannot install: a systemd timer cannot start the guard: {0}":
    "无法安装：不能由 systemd 定时器启动守护程序：{0}",
  "Mend that, or use --scheduler cron": "请先解决，或用 --scheduler cron",
  "as --scheduler {0} says": "按 --scheduler {0}",
  "there is no crontab command": "没有 crontab 命令",
  "no cron daemon is running": "没有 cron 守护进程在运行",
  "there is a crontab; whether a cron daemon runs cannot be told":
    "crontab 可用；cron 守护进程是否在运行看不出来",
  "a cron daemon is running, and the crontab is yours to change":
    "cron 守护进程在运行，crontab 你也能改",
  // install/cron/table.ts, install/cron/file.ts
  "cannot tell which lines of your crontab are the guard's: line {0} {1}":
    "无法判断你的 crontab 中哪些行属于守护程序：第 {0} 行{1}",
  'Repair the lines "# BEGIN openclaw-guard" and "# END openclaw-guard" with "crontab -e"':
    "请用“crontab -e”修好“# BEGIN openclaw-guard”和“# END openclaw-guard”这两行",
  "begins a block inside the one of line {0}":
    "在第 {0} 行开始的区块里又开始了一个区块",
  "ends a block that was not begun": "结束了一个没有开始的区块",
  "begins a block that is not ended": "开始的区块没有结束",
  "cannot write the path {0} in a crontab": "无法把路径 {0} 写进 crontab",
  "Take a folder with a plainer name": "请换一个名字普通一些的文件夹",
  "cannot change your crontab without harm to lines that are not the guard's: {0}":
    "无法修改你的 crontab 而不损及不属于守护程序的行：{0}",
  'It is as it was. Take the lines from "# BEGIN openclaw-guard" to "# END openclaw-guard" out with "crontab -e"':
    "它保持原样。请用“crontab -e”自行删去从“# BEGIN openclaw-guard”到“# END openclaw-guard”的各行",
  'It is as it was. "openclaw-guard install" with --scheduler systemd needs no crontab':
    "它保持原样。“openclaw-guard install”加上 --scheduler systemd 就不需要 crontab",
  '"crontab -l" does not show its first lines':
    "“crontab -l”没有显示它开头的几行",
  '"crontab -l" shows {0} in line {1}, which may stand for a control character':
    "“crontab -l”在第 {1} 行显示 {0}，它可能代表一个控制字符",
  "cannot tell whether your crontab was changed: it can no longer be read":
    "看不出你的 crontab 是否已改：现在读不到它",
  "somebody else installed another one at the same time":
    "有别的程序同时装入了另一份",
  "What is there now was left alone. The table from before is saved in {0}: compare them, then try again":
    "现有的内容没有动。原来的 crontab 保存在 {0}：请比较两者，再试一次",
  "cannot change your crontab: it was changed by somebody else just now":
    "无法修改你的 crontab：刚刚有别的程序改了它",
  "Try again": "请再试一次",
  "it did not end within 20 s": "它 20 秒内没有结束",
  "it is over 8 MiB long": "它超过 8 MiB",
  "cannot read your crontab: {0}": "无法读取你的 crontab：{0}",
  'cannot read your crontab: "crontab -l": {0}':
    "无法读取你的 crontab：“crontab -l”：{0}",
  'Make "crontab -l" work, then try again': "请先让“crontab -l”能用，再试一次",
  "cannot change your crontab: {0}": "无法修改你的 crontab：{0}",
  "It is as it was before": "它和原来一样",
  "what was read back is not what was written": "读回的内容和写入的不同",
  "cannot change your crontab: {0}; nor could the old one be put back: {1}":
    "无法修改你的 crontab：{0}；也无法放回原来的：{1}",
  'It is saved in {0}: run "crontab {1}"': "它保存在 {0}：请运行“crontab {1}”",
  // preflight.ts, program.ts
  "cannot install from inside {0}: this process would die with the gateway it restarts":
    "无法从 {0} 内部安装：本进程会随它重启的网关一起结束",
  "Run it in a terminal or over SSH, not through an OpenClaw agent":
    "请在终端里或通过 SSH 运行，不要通过 OpenClaw 的 agent",
  'cannot install profile "{0}": an emergency stop is in force ({1})':
    "无法安装配置档“{0}”：紧急停止仍然有效（{1}）",
  'Run "{0}"': "请运行“{0}”",
  'Run "openclaw-guard resume{0}"': "请运行“openclaw-guard resume{0}”",
  "cannot guard {0}: it is masked": "无法守护 {0}：它已被屏蔽（masked）",
  "cannot guard {0}: there is no such user unit":
    "无法守护 {0}：没有这个用户服务单元",
  "cannot guard {0}: systemd could not load it (LoadState={1})":
    "无法守护 {0}：systemd 无法加载它（LoadState={1}）",
  "cannot guard {0}: it is {1}; {2}": "无法守护 {0}：它的状态为 {1}；{2}",
  'Run "{0} gateway install --force"': "请运行“{0} gateway install --force”",
  'Run "{0} gateway install"': "请运行“{0} gateway install”",
  "cannot guard {0}: there is no such user unit (profiles that have one: {1})":
    "无法守护 {0}：没有这个用户单元（有单元的配置档：{1}）",
  "cannot install: the guard runs from its source, and cron needs the compiled program":
    "无法安装：守护程序是从源码运行的，而 cron 需要编译好的程序",
  'Run "deno task compile", then "dist/openclaw-guard install"':
    "请运行“deno task compile”，再运行“dist/openclaw-guard install”",
  "cannot install: the program {0} is not there any more":
    "无法安装：程序 {0} 已经不在了",
  "Start it again from where it is now": "请从它现在的位置重新运行",
  // receipt.ts
  "cannot tell which profiles are installed: {0}: {1}":
    "无法得知安装了哪些配置档：{0}：{1}",
  'Remove that file and run "openclaw-guard install" again':
    "请删除该文件，再运行一次“openclaw-guard install”",
  // schedule.ts, steps.ts
  "two lines that start {0}": "启动 {0} 的两行",
  "two lines, every 30 seconds": "两行，每 30 秒一次",
  "two lines in place of the old ones, every 30 seconds; the old table is saved in {0}":
    "两行，取代旧的各行，每 30 秒一次；原来的 crontab 保存在 {0}",
  "two lines, every 30 seconds; the old table is saved in {0}":
    "两行，每 30 秒一次；原来的 crontab 保存在 {0}",
  "{0}, every 30 seconds": "{0}，每 30 秒一次",
  "{0} in {1}, which starts {2}": "{1} 中的 {0}，它启动 {2}",
  "{0}, every 30 seconds, in {1}": "{0}，每 30 秒一次，位于 {1}",
  "{0} is removed, but may tick until you log out: {1}":
    "{0} 已移除，但在你退出登录前可能还会触发：{1}",
  "{0} is removed, but may tick until the next boot: {1}":
    "{0} 已移除，但在下次启动前可能还会触发：{1}",
  "remove the lines the timer replaces": "去掉由定时器取代的行",
  "removed the lines the timer replaces; the old table is saved in {0}":
    "已去掉由定时器取代的行；原来的 crontab 保存在 {0}",
  "{0} has no unit file to copy": "{0} 没有可备份的服务单元文件",
  "{0} is saved in {1}": "{0} 已备份在 {1}",
  "save {0} in {1}": "把 {0} 备份到 {1}",
  "state folder {0}": "状态目录 {0}",
  "watch {0} with {1}": "用 {1} 守护 {0}",
  'alone, as before: let something run "{0} check" every 30 seconds, or use --scheduler cron or --scheduler systemd':
    "不作安排，与之前一样：请让别的东西每 30 秒运行一次“{0} check”，或用 --scheduler cron、--scheduler systemd",
  'alone, as --scheduler none says: let something run "{0} check" every 30 seconds':
    "不作安排（--scheduler none）：请让别的东西每 30 秒运行一次“{0} check”",
  'alone, as --scheduler none says: the crontab lines there may be stay; "openclaw-guard uninstall" removes them':
    "不作安排（--scheduler none）：crontab 里若有守护程序的行，保留不动；可用“openclaw-guard uninstall”移除",
  'alone, as --scheduler none says: {0} stays; "openclaw-guard uninstall" removes it':
    "不作安排（--scheduler none）：{0} 保留不动；可用“openclaw-guard uninstall”移除",
  'no cron daemon is running: start it, e.g. "sudo systemctl enable --now cron" (or crond)':
    "没有 cron 守护进程在运行：请启动它，例如“sudo systemctl enable --now cron”（或 crond）",
  'gateway and guard end when you log out: run "{0}"':
    "你退出登录后网关和守护程序都会结束：请运行“{0}”",
  // install/timer/timer.ts, install/timer/files.ts, install/timer/units.ts
  "systemd does not answer": "systemd 没有应答",
  "systemd reads no units in {0}": "systemd 不从 {0} 读取单元",
  "cannot start the guard with a systemd timer: {0}":
    "无法用 systemd 定时器启动守护程序：{0}",
  "cannot start the guard with a systemd timer: a first check did not run: {0}":
    "无法用 systemd 定时器启动守护程序：第一次检查没能运行：{0}",
  "systemd's exit code {0}": "systemd 的退出码 {0}",
  '"journalctl --{0} -u {1}" tells more; cron works without systemd':
    "详情见“journalctl --{0} -u {1}”；cron 不经过 systemd",
  "Run it yourself to see more": "请自己运行一次看看",
  "{0} was not written by the guard": "{0} 不是守护程序写的",
  "cannot write the guard's units in {0}: {1}":
    "无法把守护程序的单元写到 {0}：{1}",
  "cannot enable {0}: {1}: {2}": "无法启用 {0}：{1}：{2}",
  "cannot remove {0}: {1}": "无法删除 {0}：{1}",
  "Remove it yourself: it starts the guard after a boot":
    "请自行删除它：开机后它会启动守护程序",
  "Make that folder yours and writable": "请让该目录归你所有并可写",
  "cannot write the path {0} in a unit file": "无法把路径 {0} 写进单元文件",

  // program_file.ts
  "cannot upgrade: the guard runs from its source":
    "无法升级：守护程序是从源码运行的",
  'Update the checkout with git, then run "deno task compile"':
    "请用 git 更新源码，然后运行“deno task compile”",
  "Upgrade it the way it was installed": "请用当初安装它的方式来升级",
  "cannot upgrade: {0}: {1}": "无法升级：{0}：{1}",
  "it belongs to user {0}, not to you ({1})": "它属于用户 {0}，而不是你（{1}）",
  "cannot upgrade: the program {0} is not there any more":
    "无法升级：程序 {0} 已经不在了",

  // try_program.ts
  "it did not answer within {0} s": "{0} 秒内没有应答",
  "cannot switch to {0}: it does not accept your settings: {1}":
    "无法切换到 {0}：它不接受你的设置：{1}",
  "Take that out of the settings file first": "请先从设置文件中去掉这一项",
  "cannot upgrade: {0} does not run here: {1}":
    "无法升级：{0} 在这里无法运行：{1}",
  "The program in use stays; report it": "当前程序保持不变；请报告此问题",

  // uninstall.ts and what it uses
  "stop guarding {0}": "停止守护 {0}",
  "still guarded: {0}": "仍在守护：{0}",
  "remove {0}": "删除 {0}",
  "{0}, a copy of the unit file": "{0}，服务单元文件的备份",
  "no files to remove": "没有要删除的文件",
  'the gateway of profile {0} stays stopped; start it with "{1}"':
    "配置档 {0} 的网关仍然停止；可用“{1}”启动",
  'the program: remove it with "rm {0}"': "程序：可用“rm {0}”删除",
  'the program and what belongs to it: remove them with "rm {0}"':
    "程序及其附属文件：可用“rm {0}”删除",
  '{0} is still there: {1}; remove it with "sudo rm {2}"':
    "{0} 还在：{1}；可用“sudo rm {2}”删除",
  "it is not the one installed": "它不是已安装的那个程序",
  "{0}, which guards the others": "{0}，它还在守护其他配置档",
  "it belongs to a package manager": "它由软件包管理器管理",
  "it does not say that it is openclaw-guard":
    "它没有表明自己是 openclaw-guard",
  "{0}, which was not written by the guard: please look at it yourself":
    "{0}，它不是守护程序写的：请自行查看",
  "no crontab command, so no lines": "没有 crontab 命令，也就没有守护程序的行",
  "remove the guard's lines": "去掉守护程序的行",
  "no lines of the guard": "没有守护程序的行",
  "removed the guard's lines; the old table is saved in {0}":
    "已去掉守护程序的行；原来的 crontab 保存在 {0}",
  'cron is in its line with "sleep 30" and would check once more: waiting for that to end, usually less than 30 s, at most {0} s':
    "cron 正在执行带“sleep 30”的那一行，之后还会检查一次：等它结束，通常不到 30 秒，最多 {0} 秒",
  "a check is under way: waiting for it to end, at most {0} s":
    "有一次检查正在进行：等它结束，最多 {0} 秒",
  "a check is still under way; it may write again":
    "仍有一次检查在进行；它可能还会写入文件",
  "log, history, evidence and config backups in {0}":
    "{0} 中的日志、历史、现场记录和配置备份",
  "the settings in {0}": "{0} 中的设置",

  // find_gateway
  "--scope {0} is not one of {1}": "--scope {0} 不是 {1} 之一",
  '"user" is your own service manager, "system" that of the machine':
    "“user”是你自己的服务管理器，“system”是整台机器的",
  "--unit {0} is not the name of a service": "--unit {0} 不是服务单元的名称",
  'Give it as "systemctl list-units --type=service" shows it':
    "请按“systemctl list-units --type=service”显示的名称填写",
  "cannot tell which gateway to guard: there is {0}":
    "无法判断要守护哪个网关：有{0}",
  "{0} at port {1}": "{0}，端口 {1}",
  "Say which one, for example: {0}": "请指明，例如：{0}",
  "cannot tell which {0} is meant: your own service manager has one, and the system has one":
    "无法判断指的是哪个 {0}：你自己的服务管理器有一个，系统也有一个",
  "Add --scope user or --scope system": "请加上 --scope user 或 --scope system",
  "cannot guard {0}: it runs as {1}, and this is uid {2}":
    "无法守护 {0}：它以 {1} 的身份运行，而当前是 uid {2}",
  "cannot guard {0}: the system has no such unit":
    "无法守护 {0}：系统中没有这个单元",
  "Leave out --unit and --scope to have the gateway looked for":
    "去掉 --unit 和 --scope，即自动查找网关",
  'the guard can only watch: only root may restart the system\'s unit {0}; "{1}" allows it to the guard':
    "守护程序只能照看：只有 root 可以重启系统的单元 {0}；“{1}”会授权给守护程序",
  'root has allowed this user to restart {0}; "{1}" takes that back':
    "root 已允许该用户重启 {0}；“{1}”收回这一权限",

  // grant
  "cannot write {0}: the file there was not written by the guard":
    "无法写入 {0}：那里的文件不是守护程序写的",
  "Move that file away": "请移走那个文件",
  "visudo refuses the lines for sudo: {0}": "visudo 拒绝了 sudo 的配置行：{0}",
  "Nothing was written; please report it": "没有写入任何内容；请报告此问题",
  'cannot grant anything for {0}: in sudoers, "ALL" and other words of capitals may mean many users':
    "无法为 {0} 授权：在 sudoers 中，“ALL”等全大写的词可能代表许多用户",
  'cannot grant anything for {0}: only letters, digits and "_.@-" are sure to mean themselves there':
    "无法为 {0} 授权：那里只有字母、数字和“_.@-”肯定按字面解释",
  "Make that folder writable, or write the rule yourself":
    "请使该文件夹可写，或自己写规则",
  "Write the rule yourself, or give the user or the unit a plain name":
    "请自己写规则，或给用户或单元起一个简单的名称",
};
