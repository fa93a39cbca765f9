/** `openclaw-guard metrics`. */

import type { CommandDescription } from "../../cli/description.ts";

export const metricsDescription: CommandDescription = {
  name: "metrics",
  group: "see",
  summary: ["figures for Prometheus", "供 Prometheus 使用的指标"],
  usage: [""],
  parts: [
    [
      "Prints the metrics of all watched profiles in the text format of Prometheus: the verdict, whether the gateway is up, checks, incidents, actions, downtime, answer time and messages. Nothing is looked at or changed.",
      "以 Prometheus 文本格式打印所有受监视配置档的指标：判定、网关是否正常、检查、故障、操作、停机时间、响应时间和消息。只读记录，不探测也不改动任何东西。",
    ],
    [
      'With the setting "metrics.file" every check writes the same into that file, for node_exporter\'s textfile collector; "doctor" says whether it arrives there. docs/monitoring has alert rules and a dashboard.',
      "设置了“metrics.file”后，每次检查都会把同样的内容写入该文件，供 node_exporter 的 textfile 收集器读取；“doctor”会说明它是否送达。docs/monitoring 中有告警规则和仪表盘。",
    ],
  ],
  examples: {
    "openclaw-guard metrics | grep gateway_up": [
      "1 where the gateway worked at the last check that could tell",
      "最近一次能判定的检查中网关正常则为 1",
    ],
  },
};
