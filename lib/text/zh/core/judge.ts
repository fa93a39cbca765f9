/** What lib/core/judge*.ts say: what was observed. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const JUDGE: Catalog = {
  // judge.ts
  "{0}; {1}": "{0}；{1}",
  "{0}, {1}": "{0}，{1}",
  "{0}: {1}": "{0}：{1}",
  "nothing is looked at or done: {0}": "未作任何查看或操作：{0}",
  "{0}, but /ready is not: {1}; a restart is no remedy for that, so it is only reported":
    "{0}，但 /ready 未就绪：{1}；重启解决不了这个问题，因此只作报告",
  "it does not say why": "未说明原因",
  'unit {0} is masked; "{1}" ends that':
    "服务单元 {0} 已被屏蔽（masked）；可用“{1}”解除",
  'unit {0} is not-found; "{1}" creates it':
    "服务单元 {0} 的状态为 not-found；可用“{1}”创建",
  'unit {0} is {1}; "{2} --force" repairs it':
    "服务单元 {0} 的状态为 {1}；可用“{2} --force”修复",
  'its drop-in {0} says what to start, which "openclaw gateway install --force" does not change':
    "要启动什么由它的附加配置（drop-in）{0} 决定，“openclaw gateway install --force”不会改动它",
  'unit {0} is not-found; "openclaw-guard install{1}" looks for the gateway anew':
    "服务单元 {0} 的状态为 not-found；“openclaw-guard install{1}”会重新查找网关",
  'unit {0} is {1}; "{2}" lets you repair it':
    "服务单元 {0} 的状态为 {1}；可用“{2}”修复",
  "{0}, which unit {1} starts, does not exist":
    "服务单元 {1} 要启动的 {0} 不存在",
  '{0}; "{1}" lets you repair the unit': "{0}；可用“{1}”修复服务单元",
  '{0}; "{1} --force" repairs the unit': "{0}；可用“{1} --force”修复服务单元",
  "unit {0} is {1}; {2}": "服务单元 {0} 处于 {1}；{2}",
  'unit {0} is {1}; {2}; "openclaw-guard install{3}" tells what can be done':
    "服务单元 {0} 的状态为 {1}；{2}；“openclaw-guard install{3}”会说明可以怎么做",
  // instead.ts
  "{0} (several want port {1}: only one of them can work)":
    "{0}（其中几个要用同一端口 {1}：只有一个能工作）",
  "there is {0}, and a second gateway would fight for port {1}":
    "却有{0}，再装一个网关会争抢端口 {1}",
  'Run "{0}" to have it watched, and leave it as it is':
    "让它保持原样，运行“{0}”即可照看它",
  "Install the guard as {0}, whom it runs as":
    "请以运行它的用户 {0} 的身份安装守护程序",
  'Give this profile another port in its openclaw.json, only then run "{0}"':
    "请在这个配置档的 openclaw.json 中换一个端口，之后才运行“{0}”",
  "your unit {0} ({1}, {2})": "你的单元 {0}（{1}，{2}）",
  "the system's unit {0} (User={1}, {2}, {3})":
    "系统的单元 {0}（User={1}，{2}，{3}）",
  "a process of uid {0}": "uid {0} 的一个进程",
  "pid {0} of uid {1} ({2})": "进程 {0}（uid {1}，{2}）",
  "port {0} is held by {1}, which no unit of a gateway runs, and a second gateway would fight for it":
    "端口 {0} 被{1}占用，它不是由网关的单元运行的，而再装一个网关会争抢这个端口",
  "port {0} is held by {1}, which {2} starts again: the guard is not for it":
    "端口 {0} 被{1}占用，它由 {2} 重新启动：守护程序不管它",
  'To have it watched, stop it for good where it was started, only then run "{0}"':
    "想让它得到看护，请先在启动它的地方彻底停止它，之后才运行“{0}”",
  "unit is {0} ({1}): systemd is at work":
    "服务单元处于 {0} ({1})：systemd 正在处理",
  'maintenance is on; "openclaw-guard maintenance off{0}" ends it':
    "维护模式已开启，可用“openclaw-guard maintenance off{0}”结束",
  "maintenance is on: the file openclaw-maintenance is in /tmp":
    "维护模式已开启：/tmp 中有文件 openclaw-maintenance",
  'an emergency stop is on; "openclaw-guard resume{0}" ends it':
    "已紧急停止，可用“openclaw-guard resume{0}”解除",
  "an update of OpenClaw counts as maintenance":
    "OpenClaw 正在更新，按维护模式处理",
  "{0}, at the latest in {1}": "{0}，最迟 {1}后结束",
  "systemd cannot be asked: {0}": "无法查询 systemd：{0}",
  "the guard cannot even connect to itself over loopback":
    "守护程序连经由回环接口连接自身都做不到",
  "the guard's own loopback connection took {0}":
    "守护程序经回环接口连接自身用了 {0}",
  "this tick came late (suspend, overload or a guard that was off): giving the host time to settle":
    "本次检查来迟（系统挂起过、过载，或守护程序曾停用）：先给主机时间恢复平稳",

  // judge_running.ts
  "an earlier tick of the guard died while it waited for this process to end":
    "守护程序先前的一次检查在等待该进程结束时中断了",
  "the gateway is draining before it stops": "网关正在停止前排空",
  "the unit has been stopping for {0}, longer than its limit: systemd cannot end it":
    "服务单元已停止了 {0}，超出其时限：systemd 无法结束它",
  "the unit is stopping; systemd allows {0}":
    "服务单元正在停止；systemd 允许的时间为 {0}",
  "the unit is active without a main process: systemd is about to act":
    "服务单元处于 active，却没有主进程：systemd 即将处理",
  '{0}: the container runs, and which port of the host leads to its gateway may not be known; "probe.port" in the guard\'s settings tells it':
    "{0}：容器在运行，但主机的哪个端口通向其中的网关可能并不清楚；可在守护程序的设置里写明“probe.port”",
  "pid {0} of uid {1}": "uid {1} 的进程 {0}",
  "an orphaned gateway ({0}) holds the port": "残留的网关进程（{0}）占用着端口",
  "/health says ok, but it is not the unit that answers: {0}":
    "/health 应答正常，但应答者不是该服务单元：{0}",
  "the port is held by {0} ({1}), which is not the guard's to end":
    "端口被 {0}（{1}）占用，守护程序无权结束它",
  "{0}, but it is using CPU ({1} % of a core): patience {2} of {3}":
    "{0}，但它正在占用 CPU（单核的 {1} %）：继续等待，第 {2} 次，最多 {3} 次",
  "{0}, still so after {1}": "{0}，{1}后依然如此",
  "{0}, and it has been burning CPU for {1} checks":
    "{0}，且已连续 {1} 次检查都在空耗 CPU",
  "{0}, and it makes no progress": "{0}，且毫无进展",
  "started {0} ago, allowed {1}": "{0}前启动，启动宽限期为 {1}",
  "started {0} ago and says it is starting, allowed {1}":
    "{0}前启动，并表示仍在启动，启动宽限期为 {1}",
  "started {0} ago and is at work, allowed {1}":
    "{0}前启动，正在工作，启动宽限期为 {1}",
  "{0}, but {1}": "{0}，但{1}",
  "{0}: {1}, since {2}": "{0}：{1}，已持续{2}",
  "{0}, but {1}, since {2}; a restart would make it worse":
    "{0}，但{1}，已持续{2}；重启只会更糟",

  // slow.ts
  "/health is answered well, but only after seconds: {0} checks in a row, {1} the last time; something keeps its event loop busy":
    "/health 应答正常，但要等上几秒：已连续 {0} 次检查如此，最近一次用了 {1}；有什么占住了它的事件循环",

  // patience.ts
  "a signal has frozen it (state T)": "它被信号冻结（状态 T）",
  "its main thread computes and neither reads nor writes: a loop, or one very long step":
    "主线程只在计算，不读也不写：是死循环，或是很长的一步",
  "its memory is full, and it computes to free some":
    "内存已满，它正忙于回收内存",
  "its main thread works, but slowly: it still reads or writes":
    "主线程仍在工作，只是很慢：它还在读写",
  "its main thread sleeps and nothing of it moves, as when it waits for a lock or a file system":
    "主线程在睡眠，毫无动静，像是在等锁或文件系统",
  "the machine is short of memory and swaps": "机器内存不足，正在换页",
  "what it does cannot be told": "看不出它在做什么",
  "it waits for a child": "它在等子进程",
  "{0} (pid {1})": "{0}（进程 {1}）",
  "the child it waited for, {0}, is gone, and it still sleeps":
    "它所等的子进程 {0} 已不在，而它仍在睡眠",
  "it waits for a child that computes: {0}": "它在等正在计算的子进程：{0}",
  "it waits for a child: {0}": "它在等子进程：{0}",
  "{0}, since {1}": "{0}，已持续{1}",
  "{0}; left alone until {1} while the child lives":
    "{0}；子进程还在时，到 {1} 之前不去动它",
  "{0}; left alone until {1}": "{0}；到 {1} 之前不去动它",
  "{0}; a restart would make it worse": "{0}；重启只会更糟",
  "it waits in the kernel (state D), where no signal reaches it":
    "它停在内核里（状态 D），任何信号都到不了它",
  "a debugger holds it (state t)": "它被调试器控制（状态 t）",

  // restarts.ts
  "restarts in the last {0}: {1}, since {2}: {3}":
    "最近 {0}内由 systemd 重启 {1} 次，自 {2} 起共 {3} 次",
  'it ends again and again ({0}), and a restart by the guard would not help; "{1} -n 50" tells why it ends; at this moment: {2}':
    "它一再退出（{0}），由守护程序重启也无济于事；可用“{1} -n 50”查看退出的原因；此刻：{2}",
  "it has ended by itself several times ({0}); at this moment: {1}":
    "它已接连自行退出（{0}）；此刻：{1}",

  // judge_stopped.ts
  "a job for the unit is queued": "该服务单元有任务在排队",
  "it is started after {0}": "满 {0} 后启动它",
  "starting it, as the settings ask for": "按设置启动它",
  'if that was not meant, "{0}" starts it': "若非有意如此，可用“{0}”启动",
  "a restart by OpenClaw itself left the unit inactive {0} ago: {1}":
    "{0}前 OpenClaw 自己发起重启后，服务单元停在了 inactive：{1}",
  "{0}; a gateway outside systemd answers on the port":
    "{0}；该端口上有一个不归 systemd 管的网关在应答",
  "unit is inactive: somebody stopped it, so it is left alone":
    "服务单元处于 inactive：是有人停止了它，因此不去动它",
  "an earlier tick died between stopping and starting the gateway":
    "先前的一次检查在停止网关之后、启动网关之前中断了",
  'the unit ended (exit 78), and the port is held by {0} ({1}), which says ok but is no gateway of this profile: free the port, then "{2}"':
    "服务单元已退出（退出码 78），端口被 {0}（{1}）占用；它应答正常，却不是该配置档的网关：请先腾出端口，再运行“{2}”",
  "the unit gave way (exit 78) to another gateway that is healthy on the port":
    "服务单元已让位（退出码 78）：该端口上有另一个健康的网关",
  "systemd gave up after too many starts ({0})":
    "启动次数过多，systemd 已放弃（{0}）",
  'unit is failed ({0}, status {1}): {2}; "{3}" starts it':
    "服务单元处于 failed（{0}，状态码 {1}）：{2}；可用“{3}”启动",
  "a stop that did not end cleanly, so it is left alone":
    "这是一次未正常结束的停止，因此不去动它",
  "its Restart={0} does not bring it back, and the guard does not know better":
    "Restart={0} 不会让它重新启动，守护程序也无从判断",
  'the gateway refused to start (exit {0}); its config has been changed since and was not tried yet: "{1}" tries it':
    "网关拒绝启动（退出码 {0}）；此后配置已被改动，但还没有用它启动过：可用“{1}”试一下",
  "the gateway refused to start (exit {0}), most likely because of its config; {1}":
    "网关拒绝启动（退出码 {0}），很可能是配置有问题；{1}",
  "the gateway refused to start (exit {0}) because of its config: {1}; {2}":
    "网关因配置问题拒绝启动（退出码 {0}）：{1}；{2}",
  '"{0}" repairs it': "可用“{0}”修复",
  'the unit gave way (exit 78): another OpenClaw process owns its state, and no gateway answers on the port; end that process, then "{0}"':
    "服务单元已让路（退出码 78）：它的状态被另一个 OpenClaw 进程占用，而端口上没有网关应答；请先结束那个进程，再执行“{0}”",
  "it may only stall: patience for {0} more": "它可能只是一时停顿：再等{0}",
  "checks come {0} apart, and one is due every 30 seconds: a rescue takes longer by that":
    "两次检查相隔{0}，而本应每 30 秒一次：救援会因此变慢",
  "what an earlier life of the unit left behind ({0}, {1}) holds the port":
    "该服务单元上一次运行遗留的进程（{0}，{1}）占用着端口",
  'what answers was left behind by an earlier life of the unit ({0}, {1}), and the unit cannot have its port: "kill {2}" ends it':
    "应答的是该服务单元上一次运行遗留的进程（{0}，{1}），服务单元因此拿不到端口：“kill {2}”可结束它",
  "it answers, but has not told systemd that it is ready (Type=notify), and is ended for that after TimeoutStartSec ({0})":
    "它有应答，但没有告诉 systemd 它已就绪（Type=notify），TimeoutStartSec（{0}）后 systemd 会因此结束它",
  "it is starting: systemd waits until it says that it is ready (Type=notify), at most TimeoutStartSec ({0})":
    "它正在启动：systemd 在等它报告就绪（Type=notify），最多等 TimeoutStartSec（{0}）",
  "systemd ended it and starts it again: it had not said within TimeoutStartSec ({0}) that it is ready (Type=notify)":
    "systemd 已结束它并会再次启动：它在 TimeoutStartSec（{0}）内没有报告就绪（Type=notify）",
  'unit is inactive: its process ended (status {0}) without a stop by systemd, and its Restart={1} does not bring that back; somebody may have ended it, so it is left alone; "{2}" starts it':
    "服务单元处于 inactive：它的进程结束了（状态 {0}），并非由 systemd 停止，而它的 Restart={1} 不会把它拉起来；可能是有人结束了它，因此不去动它；“{2}”可启动它",
};
