/** `openclaw-guard drill`. */

import { type CommandDescription, ONE_PROFILE } from "../../cli/description.ts";

/** See the file. */
export const drillDescription = {
  name: "drill",
  group: "setup",
  summary: [
    "break the gateway on purpose and watch the rescue",
    "演练：故意弄坏网关，看它怎样被救回",
  ],
  usage: ["crash|freeze|stop|maintenance|port [options]"],
  maxWords: 1,
  words: { crash: [], freeze: [], stop: [], maintenance: [], port: [] },
  parts: [
    [
      "Breaks the gateway on purpose, watches who brings it back, tells how long that took, and puts everything back. Agents at work are interrupted.",
      "故意弄坏网关，看谁把它救回来，报告花了多久，最后一切复原。正在工作的 agent \n会被打断。",
    ],
    {
      "crash": [
        "the main process is ended by SIGABRT: systemd must bring it back, and the guard must keep out of it",
        "用 SIGABRT 结束主进程：应由 systemd 拉起，守护程序不得插手",
      ],
      "freeze": [
        "the main process is stopped by SIGSTOP: the guard must bring it back, which nobody else would",
        "用 SIGSTOP 冻结主进程：应由守护程序救回，除它之外没有谁会管",
      ],
      "stop": [
        "the unit is stopped: the guard must leave it so; then it is started again",
        "停止服务单元：守护程序必须任它停着；之后再启动",
      ],
      "maintenance": [
        "maintenance is switched on and the process frozen: nothing must happen; then it goes on",
        "开启维护模式并冻结进程：什么都不该发生；之后进程继续运行",
      ],
      "port": [
        "a stranger (the drill) holds the port: the guard must report it and kill nobody; then the port is free again",
        "由外人（演练程序）占住端口：守护程序必须报告，且不杀任何进程；\n之后释放端口",
      ],
    },
    {
      "--profile NAME": ONE_PROFILE,
      "--dry-run": [
        "say what would be done, or why it could not begin now",
        "只说明会做什么，或者现在为什么不能开始",
      ],
      "--yes": [
        "do not ask; --json needs it",
        "不询问；用 --json 时必须加上",
      ],
      "--json": [
        "one JSON object at the end: schema, drill, profile, result, why, restored, outageMs, stillAway, tookMs, timeline",
        "结束时输出一个 JSON 对象：schema、drill、profile、result、why、restored、outageMs、stillAway、tookMs、timeline",
      ],
    },
    [
      "Ctrl-C at any moment puts everything back. If the drill itself is killed, the next check of the guard does. A drill does not begin while an incident, maintenance or an emergency stop is on, or when the guard could not rescue it. An emergency stop or maintenance that comes meanwhile ends it, and a gateway that it has stopped then stays so until that is over. \nWhere nothing starts the guard, the drill runs its checks, every 10 seconds.",
      "随时按 Ctrl-C 都会一切复原；演练程序自己被杀掉时，由守护程序的下一次检查来\n复原。故障期间、维护模式或紧急停止期间，或者守护程序救不了网关时，演练不会\n开始。演练途中有紧急停止或维护模式时，演练随即结束，被它停掉的网关\n保持停止，直到它们结束。没有任何东西定时启动守护程序时，由演练每 10 秒运行一次检查。",
    ],
    [
      '"drill freeze" costs what a real rescue costs: one of 6 restarts an hour and 10 a day, and attempt 1 of the ladder until the gateway was healthy for 10 minutes. The others cost nothing. "drill crash" is possible once in 5 minutes: after three crashes OpenClaw silences its channels.',
      "“drill freeze”的代价与真实救援相同：占用重启配额一次（每小时 6 次、每天 \n10 次），并用掉重启阶梯的第 1 次尝试，直到网关健康满 10 分钟。其余演练没有\n代价。“drill crash”每 5 分钟只能做一次：崩溃三次后 OpenClaw 会让频道静默。",
    ],
    [
      "Exit codes: 0 passed, 1 not confirmed, 2 failed, 70 could not begin, \n130 interrupted.",
      "退出码：0 通过，1 没有确认，2 未通过，70 无法开始，130 被中断。",
    ],
  ],
  examples: {
    "openclaw-guard drill freeze --dry-run": [
      "what would be done, or why it could not begin now",
      "显示将要做什么，或者现在为什么不能开始",
    ],
    "openclaw-guard drill freeze": [
      'asks, freezes it, shows the rescue as it happens, and "PASSED" at the end',
      "先询问，再冻结网关，实时显示救援过程，最后给出结果",
    ],
    "openclaw-guard drill crash --yes --json": [
      "for scripts: one JSON object at the end",
      "供脚本使用：最后输出一个 JSON 对象",
    ],
  },
} as const satisfies CommandDescription;

/** Names as on the command line. */
export type DrillName = keyof typeof drillDescription.words;
