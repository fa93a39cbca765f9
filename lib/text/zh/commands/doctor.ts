/** What `doctor` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DOCTOR: Catalog = {
  "ok     ": "正常",
  "note   ": "提示",
  "WARNING": "警告",
  "PROBLEM": "问题",
  "openclaw-guard {0}, profile {1}: {2}": "openclaw-guard {0}，配置档 {1}：{2}",
  ": ": "：", // after the name of a check, which no language changes
  "fix: {0}": "修复：{0}",
  "{0} ok": "{0} 项正常",
  "1 note": "1 条提示",
  "{0} notes": "{0} 条提示",
  "1 warning": "1 个警告",
  "{0} warnings": "{0} 个警告",
  "1 problem": "1 个问题",
  "{0} problems": "{0} 个问题",

  "{0} cannot be read, so no copy of it can be kept: {1}":
    "{0} 无法读取，因此无法保留副本：{1}",
  "could not be checked within {0} s": "{0} 秒内没能检查完",
  "could not be checked: {0}": "无法检查：{0}",

  // tools
  "all there: {0}": "都在：{0}",

  // gateway
  "port {0} is held by pid {1} of uid {2} ({3}), which is not your unit's gateway":
    "端口 {0} 被 uid {2} 的 pid {1}（{3}）占用，它不是你的服务单元里的网关",
  "{0} says ok after {1} ms": "{0} 应答正常，耗时 {1} 毫秒",
  "whether it is the unit's own process that says so cannot be seen, so it is believed":
    "无法看出作出这一应答的是否为该服务单元自己的进程，因此予以采信",
  "the gateway is stopped, and the guard leaves it so":
    "网关已停止，守护程序不会去启动它",
  "{0}: an old gateway, watched by its HTTP answer alone":
    "{0}：旧版网关，只能按它的 HTTP 应答来判断",
  "the gateway is not well: {0}": "网关不正常：{0}",
  "OpenClaw's crash-loop breaker keeps channels silent ({0}): a restart starts them, five minutes after the last crash":
    "OpenClaw 的崩溃熔断机制让这些频道静默（{0}）：最后一次崩溃满五分钟后，重启网关即可恢复",
  "it refused its config, which has been changed since and was not tried yet":
    "它曾拒绝自己的配置；此后配置已被改动，但还没有用它启动过",
  "it refuses its config: {0}": "它拒绝自己的配置：{0}",
  "/ready is not yet: {0}; the gateway was started {1} ago and is still starting them":
    "/ready 尚未就绪：{0}；网关 {1}前才启动，仍在启动这些部分",
  "/ready is not: {0}; the cause is usually the network or a token":
    "/ready 未就绪：{0}；原因通常是网络或令牌",

  "{0} says ok, but {1} is {2}: pid {3} ({4}) answers, which nobody brings back when it fails":
    "{0} 应答正常，但 {1} 的状态是 {2}：应答的是 pid {3}（{4}），它出问题时没有谁会恢复它",

  // unit
  '{0}; this shell may have variables of another user, as after "su"':
    "{0}；这个 shell 里可能留有别的用户的变量，例如用过“su”之后",
  "{0} is masked: nobody can start it":
    "{0} 已被屏蔽（masked）：谁也无法启动它",
  "there is no user unit {0}: nothing to start the gateway with":
    "没有用户服务单元 {0}：网关无从启动",
  '{0} is {1} in spite of the emergency stop, and not well: {2}; stop it again, or "openclaw-guard resume{3}" has the guard look after it':
    "尽管已紧急停止，{0} 仍处于 {1}，而且不正常：{2}；请再次停止它，或用“openclaw-guard resume{3}”让守护程序照看它",
  'the gateway is stopped by an emergency stop, and stays so until "openclaw-guard resume{0}"':
    "网关因紧急停止而停止，在“openclaw-guard resume{0}”之前保持停止",
  "systemd cannot load {0} ({1})": "systemd 无法加载 {0}（{1}）",
  "{0} is loaded, {1} ({2})": "{0} 已加载，状态 {1} ({2})",
  "what the gateway says goes to {0}, not to the journal":
    "网关的输出写入 {0}，而不是 systemd 日志",
  "{0}, which {1} starts, does not exist: the next start fails":
    "{1} 要启动的 {0} 不存在：下次启动会失败",
  "the file of {0} was changed, and systemd still uses the old one":
    "{0} 的文件已改动，而 systemd 仍在用旧的",
  "{0} is not enabled: the gateway stays off after a reboot":
    "{0} 没有启用（enable）：机器重启后网关不会启动",
  "it starts with the machine ({0})": "随机器启动（{0}）",
  "{0} is there only until the next reboot ({1}): the gateway stays off after it":
    "{0} 只保留到下次重启（{1}）：机器重启后网关不会启动",
  "nothing that starts with the machine wants {0} ({1}): the gateway stays off after a reboot":
    "随机器启动的单元都不依赖 {0}（{1}）：机器重启后网关不会启动",
  "systemctl show {0}: {1}": "systemctl show {0}：{1}",
  "systemd brings a crashed gateway back": "网关崩溃后 systemd 会把它拉起来",
  "Restart={0}: systemd does not bring every crashed gateway back, and the guard leaves crashes to systemd":
    "Restart={0}：并非每次崩溃 systemd 都会拉起网关，而守护程序把崩溃交给 systemd 处理",
  "{0} after a crash (RestartSec)": "崩溃后 {0}（RestartSec）",
  "{0} after a crash (RestartSec), after further ones up to {1} (RestartMaxDelaySec)":
    "崩溃后 {0}（RestartSec），连续崩溃时最长 {1}（RestartMaxDelaySec）",
  "KillMode={0}: what a stopped gateway leaves running may keep its port and its files":
    "KillMode={0}：网关停止后遗留的进程可能仍占着端口和文件",
  "RestartSec is {0}: so long a crashed gateway stays away":
    "RestartSec 是 {0}：网关崩溃后要等这么久才回来",
  "no limit of starts": "启动次数不限",
  "{0} starts within {1}, then systemd gives up (the guard starts it again)":
    "{1} 内最多启动 {0} 次，之后 systemd 放弃（守护程序会再启动它）",
  "systemd has given up on {0}: {1}": "systemd 已放弃 {0}：{1}",
  "{0}; restarts by the guard and by you count too":
    "{0}；守护程序和你自己的重启也计算在内",
  "{0}: with RestartSec={1} a crash loop never reaches a limit and goes on for ever":
    "{0}：RestartSec={1} 时，反复崩溃永远达不到上限，会一直循环下去",
  "TimeoutStopSec is {0}: a gateway that finishes its work before it stops is killed after that":
    "TimeoutStopSec 是 {0}：停止前还在收尾的网关，到时就会被杀掉",
  "a stop may take {0} (TimeoutStopSec); the guard cuts a hung one short":
    "停止最多可用 {0}（TimeoutStopSec）；卡死的网关由守护程序提前结束",

  // session
  "no answer in time": "没有及时应答",
  "systemctl --user works from an empty environment":
    "即使环境变量为空，systemctl --user 也可用",
  "systemctl --user does not work from an empty environment: {0}; checks can neither see nor restart the gateway":
    "环境变量为空时 systemctl --user 不可用：{0}；检查既看不到网关，也无法重启它",
  "your crontab sets {0} wrongly, and checks can neither see nor restart the gateway: {1}":
    "你的 crontab 里 {0} 设置有误，检查既看不到网关，也无法重启它：{1}",
  "your services run without a login": "不登录时你的服务也会运行",
  "lingering is off: gateway and guard end when you log out":
    "用户驻留（linger）未开启：你注销后网关和守护程序都会结束",
  "logind does not tell whether your services run without a login":
    "logind 没有告知不登录时你的服务是否运行",

  // cron's environment
  "checks that cron starts keep their state in {0}, this command in {1}: maintenance and an emergency stop switched on here do not reach them":
    "cron 启动的检查把状态存放在 {0}，本命令用的是 {1}：在这里开启的维护模式和紧急停止对检查不起作用",
  "checks that cron starts read their settings from {0}, this command from {1}":
    "cron 启动的检查从 {0} 读取设置，本命令从 {1} 读取",
  "checks that cron starts use the same files as this command":
    "cron 启动的检查与本命令使用相同的文件",

  // guard
  'this command runs inside {0}: it ends with the gateway, so "install" and "drill" refuse to work here':
    "本命令运行在 {0} 内部：会随网关一起结束，所以 install 和 drill 在这里拒绝执行",
  "the guard is not installed": "守护程序没有安装",
  "profile {0} is not watched, only {1}": "没有守护配置档 {0}，只守护 {1}",
  "the installed program {0} cannot be run": "已安装的程序 {0} 无法运行",
  "{0} is version {1}, this program is {2}": "{0} 的版本是 {1}，本程序是 {2}",
  "version {0}, watches {1}": "版本 {0}，守护 {1}",
  "the guard's own settings are valid": "守护程序自己的设置有效",
  "the guard does nothing by settings it cannot read: {0}":
    "设置读不懂，守护程序什么也不做：{0}",
  "maintenance is on until it is switched off: the guard does nothing":
    "维护模式已开启，直到被关闭为止：守护程序什么也不做",
  "maintenance is on until {0}: the guard does nothing":
    "维护模式已开启，到 {0} 为止：守护程序什么也不做",

  // port
  "{0}; the running gateway goes on, the next start fails":
    "{0}；运行中的网关不受影响，下次启动会失败",
  "the unit says {0}, openclaw.json says {1}: the gateway listens on {2}, and openclaw's own commands ask {3}":
    "服务单元写的是 {0}，openclaw.json 写的是 {1}：网关监听 {2}，而 openclaw 自己的命令访问 {3}",
  "the running gateway was started with port {0}, its unit now says {1}":
    "运行中的网关启动时用的是端口 {0}，服务单元现在写的是 {1}",
  "the guard's settings make it ask port {0}, but the gateway is told to listen on {1}":
    "守护程序按自己的设置访问端口 {0}，而网关被指定监听 {1}",
  "{0}, as the unit and openclaw.json say":
    "{0}，与服务单元和 openclaw.json 一致",
  "{0}, as the unit says": "{0}，与服务单元一致",
  "{0}, as openclaw.json says": "{0}，与 openclaw.json 一致",
  "{0}, OpenClaw's own default": "{0}，OpenClaw 自己的默认值",

  // rivals
  "no other known watchdog is at work": "没有其他已知的看门狗在工作",
  "your crontab": "你的 crontab",
  "{0} runs the article's {1} too: it kills a gateway that the guard has just started":
    "{0} 还在运行文章里的 {1}：它会杀掉守护程序刚启动的网关",
  "{0} runs another watchdog: {1}": "{0} 在运行另一个看门狗：{1}",
  "monit is at work: if it restarts the gateway too, let only one of them do it":
    "monit 在工作：如果它也会重启网关，请只保留其中一个",
  "{0} starts or stops the gateway too, which the guard takes for a person's doing: {1}":
    "{0} 也会启动或停止网关，守护程序会把它当作人的操作：{1}",
  "the user unit {0} looks after the gateway too": "用户单元 {0} 也在看管网关",
  "the system unit {0} looks after the gateway too":
    "系统单元 {0} 也在看管网关",
  "another watchdog is running: pid {0}, {1}":
    "另一个看门狗正在运行：pid {0}，{1}",

  // files
  "only you can write to state, settings, config, unit and program":
    "只有你能写入状态、设置、配置、服务单元和程序",
  "{0} belongs to uid {1}, not to you ({2})":
    "{0} 属于 uid {1}，不属于你（{2}）",
  "{0} can be written by other users (mode {1})":
    "其他用户可以写入 {0}（权限 {1}）",
  "{0} can be read by other users (mode {1})":
    "其他用户可以读取 {0}（权限 {1}）",

  // disk
  "df did not tell the free space": "df 没有给出剩余空间",
  "{0} has room for only {1} more files": "{0} 只能再容纳 {1} 个文件",
  "{0} is mounted read-only: the guard restarts nothing, and OpenClaw fails":
    "{0} 以只读方式挂载：守护程序不会重启任何东西，OpenClaw 也会出错",
  "only {0} MiB are free on {1}: on a full disk the guard restarts nothing, and OpenClaw fails":
    "{1} 只剩 {0} MiB：磁盘满了以后守护程序不会重启任何东西，OpenClaw 也会出错",
  "{0} GiB free on {1}": "{0} GiB 可用：{1}",

  // clock
  "the clock says {0}: it has not been set; logs and the end of maintenance are wrong":
    "时钟显示 {0}：还没有校准；日志和维护模式的结束时间都不准",
  "the clock was set back by {0} s since the last check; the guard measures by another clock, people do not":
    "上次检查以来时钟被回拨了 {0} 秒；守护程序用的是另一个时钟，人看的时间却受影响",
  "the clock was set forward by {0} s since the last check; the guard measures by another clock, people do not":
    "上次检查以来时钟被拨快了 {0} 秒；守护程序用的是另一个时钟，人看的时间却受影响",
  "the clock says {0}, not synchronized by NTP": "时钟显示 {0}，未与 NTP 同步",
  "the clock says {0}, synchronized": "时钟显示 {0}，已同步",
  "the clock says {0}": "时钟显示 {0}",

  // tools
  "nothing can be seen or restarted": "什么也看不到，也无法重启",
  "cron cannot start the guard": "cron 无法启动守护程序",
  "a foreign process on the port is named less surely":
    "辨认占用端口的外来进程时把握较小",
  "children of an orphaned gateway stay behind": "残留网关的子进程会遗留下来",
  "evidence has no journal": "现场记录里没有 systemd 日志",
  "evidence has no disk space": "现场记录里没有磁盘空间",
  "there is no {0} in {1}, which is the PATH of your crontab, but in {2}: {3}":
    "{1}（你的 crontab 的 PATH）里没有 {0}，它在 {2}：{3}",
  "there is no {0} in {1}: {2}": "{1} 里没有 {0}：{2}",

  // schedule.ts
  "{0} is not executable": "{0} 不可执行",
  "{0} does not exist": "{0} 不存在",
  "an emergency stop is in force: the guard is off":
    "紧急停止仍然有效：守护程序是关着的",
  "both the crontab and {0} start checks; one of them is enough":
    "crontab 和 {0} 都在启动检查；有一个就够了",
  "the guard's block in the crontab starts it {0} times a minute, not twice":
    "crontab 里守护程序的区块每分钟启动它 {0} 次，而不是两次",
  "cron starts {0} every 30 seconds": "cron 每 30 秒启动 {0}",
  "cron starts nothing: your crontab sets SHELL={0}, and {1}":
    "cron 什么也启动不了：你的 crontab 设了 SHELL={0}，而{1}",
  "cron starts nothing: {0}": "cron 什么也启动不了：{0}",
  "something of yours starts the guard": "由你自己的东西启动守护程序",
  "nothing starts the guard: it was installed with --scheduler none":
    "没有什么在启动守护程序：安装时用的是 --scheduler none",
  "nothing starts the guard: {0}": "没有什么在启动守护程序：{0}",
  "neither lines in your crontab nor {0} are there":
    "crontab 里没有它的行，也没有 {0}",
  "{0} is not there": "没有 {0}",
  "{0} is not there, and {1}": "没有 {0}，并且{1}",
  "its lines are not in your crontab": "你的 crontab 里没有它的行",
  "{0}; yet a check ran lately, before that or started by something else":
    "{0}；但刚刚检查过，是在那之前，或由别的东西启动的",
  "a cron daemon is running": "cron 守护进程在运行",
  "no cron daemon is running: nobody starts the guard":
    "没有 cron 守护进程在运行：没有谁启动守护程序",
  "whether a cron daemon runs cannot be told: other users' processes are hidden":
    "看不出 cron 守护进程是否在运行：其他用户的进程不可见",
  "no check yet; the first one comes within a minute":
    "还没有检查；第一次会在一分钟内到来",
  "the guard's state cannot be written, so checks do nothing: {0}: {1}":
    "守护程序的状态无法写入，检查什么都不做：{0}：{1}",
  "there has never been a check": "从来没有检查过",
  "a check ran {0} ago": "{0}前检查过",
  "the last check is in the future: the clock was set back":
    "上次检查的时间在未来：时钟被拨回过",
  "the last check was {0} ago, and one is due every 30 seconds":
    "上次检查在 {0}前，而每 30 秒就该有一次",
  // schedule_timer.ts
  "whether {0} runs cannot be told: systemd does not answer":
    "看不出 {0} 是否在运行：systemd 没有应答",
  "{0} is {1}: nothing starts the guard":
    "{0} 的状态是 {1}：没有什么在启动守护程序",
  "{0} starts nothing: {1}": "{0} 什么也启动不了：{1}",
  "the last check {0} started did not run to its end: {1}, exit code {2}":
    "{0} 启动的上次检查没有运行到底：{1}，退出码 {2}",
  "{0} is not enabled: after a boot nothing starts the guard":
    "{0} 没有启用（enable）：机器重启后没有什么会启动守护程序",
  "systemd holds an older text of {0} or {1} in memory":
    "systemd 内存里的 {0} 或 {1} 是旧的",
  "{0} last started a check {1} ago": "{0} 上次启动检查是在 {1}前",
  "{0} starts a check every 30 seconds": "{0} 每 30 秒启动一次检查",
  "{0} starts a check every 30 seconds, the last one {1} ago":
    "{0} 每 30 秒启动一次检查，上一次在 {1}前",

  // metrics
  "there are no metrics in {0} yet: the next check writes them, or the guard's log says why":
    "{0} 中还没有指标：下次检查会写入，否则原因见守护程序的日志",
  "the folder for the metrics in {0} is not there; a good place is {1}":
    "存放指标 {0} 的文件夹不存在；合适的位置是 {1}",
  'the metrics in {0} cannot be looked at ({1}); "metrics.file" can be {2}':
    "无法查看 {0} 中的指标（{1}）；“metrics.file”可以设为 {2}",
  "the metrics in {0} are {1} old: the guard's log says why":
    "{0} 中的指标是 {1}前的：原因见守护程序的日志",
  "others cannot read the metrics in {0}: it has mode {1}":
    "其他用户读不到 {0} 中的指标：它的权限是 {1}",
  'others cannot read the metrics in {0}: {1} has mode {2}; "metrics.file" can be {3}':
    "其他用户读不到 {0} 中的指标：{1} 的权限是 {2}；“metrics.file”可以设为 {3}",
  "the metrics are in {0}; no node_exporter answers at {1}, which would show them":
    "指标在 {0} 中；{1} 没有 node_exporter 应答，没有什么会展示它们",
  "node_exporter does not show the metrics of {0}":
    "node_exporter 没有展示 {0} 的指标",
  "node_exporter shows the metrics, but cannot read one of its textfiles":
    "node_exporter 展示了这些指标，但它的文本文件中有一个读不了",
  "node_exporter shows metrics that are {0} old: of another file than {1}":
    "node_exporter 展示的指标是 {0}前的：不是 {1} 中的那些",
  "node_exporter shows the metrics in {0}": "node_exporter 展示了 {0} 中的指标",

  // permission
  "the guard may start, stop and restart {0} ({1})":
    "守护程序可以启动、停止和重启 {0}（{1}）",
  "a polkit rule": "polkit 规则",
  "only root may start, stop or restart {0}: the guard can only watch it":
    "只有 root 可以启动、停止或重启 {0}：守护程序只能照看它",
  "the system has no unit {0}: nothing to start the gateway with":
    "系统中没有服务单元 {0}：没有东西可以启动网关",
  "{0}; the gateway does not say so to systemd: Type=exec in its unit ends that":
    "{0}；网关不会向 systemd 报告就绪：在它的服务单元里写 Type=exec 即可",
  'the main process of {0} is a wrapper (pid {1}) around the gateway (pid {2}): with KillMode={3} a stop {4}; "exec" in front of the wrapper\'s last command ends that':
    "{0} 的主进程是套在网关（进程 {2}）外面的脚本（进程 {1}）：KillMode={3} 时，{4}；在脚本最后一条命令前加“exec”即可",
  "kills the gateway before it can finish its work":
    "一停止网关就会被杀掉，来不及做完手头的工作",
  "leaves the gateway running": "停止后网关仍会运行",
  "{0} is transient (systemd-run): a stop or a reboot removes it, and the guard, which restarts it, cannot start it then":
    "{0} 是临时单元（systemd-run）：停止或重启机器后它就不存在了；守护程序能重启它，但那之后无法再启动它",
  "Restart=on-failure: a gateway that ends with 0 or by SIGTERM, as one that restarts itself may, is not brought back, neither by systemd nor by the guard, which cannot tell it from a stop by somebody":
    "Restart=on-failure：网关以 0 或因 SIGTERM 结束时（自行重启时可能如此）不会被拉起来，systemd 不会，守护程序也不会，因为无法与有人停止它区分开",

  // notify.ts
  "nobody is told when the gateway is in trouble": "网关出故障时不会通知任何人",
  "nothing is wrong with {0}": "{0} 没有问题",
  "cron starts the checks, and they have no {0}": "检查由 cron 启动，没有 {0}",
  "cron starts the checks without {0}": "cron 启动的检查没有 {0}",
  "{0} cannot be used: {1}": "{0} 不能用：{1}",
  "{0} has an address or a key of {1} in it, and can be read by other users (mode {2})":
    "{0} 里有 {1} 的地址或密钥，且其他用户可以读取（权限 {2}）",
  "{0} has failed since {1}: {2}": "{0} 自 {1} 起失败：{2}",
  "{0} fails: {1}": "{0} 失败：{1}",
};
