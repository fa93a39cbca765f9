import assert from "node:assert/strict";
import type { Notice } from "../../lib/core/notice.ts";
import type { ChannelSettings } from "../../lib/notify/notify_settings.ts";
import { gravest, isWanted } from "../../lib/notify/wanted.ts";
import { channelSettings, notice } from "./world.ts";

const CASES: readonly [
  what: string,
  channel: Partial<ChannelSettings>,
  about: Partial<Notice>,
  wanted: boolean,
][] = [
  ["what is grave enough", { minSeverity: "warning" }, {
    severity: "warning",
  }, true],
  [
    "nothing milder",
    { minSeverity: "critical" },
    { severity: "warning" },
    false,
  ],
  ["its escalation", { minSeverity: "critical" }, {
    ...{ phase: "escalated", severity: "critical", toldBefore: "warning" },
  }, true],
  [
    "the end of what it was told, mild as that is",
    { minSeverity: "critical" },
    {
      ...{ phase: "over", severity: "info", toldBefore: "critical" },
    },
    true,
  ],
  ["no end of what it was not told", { minSeverity: "critical" }, {
    ...{ phase: "over", severity: "info", toldBefore: "warning" },
  }, false],
  ["no end of what nobody was told", { minSeverity: "warning" }, {
    ...{ phase: "over", severity: "info", toldBefore: null },
  }, false],
  ["the end of what it heard of", { name: "team" }, {
    ...{ phase: "over", heardBy: ["phone", "team"] },
  }, true],
  ["no end of what began before it was added", { name: "team" }, {
    ...{ phase: "over", heardBy: ["phone"] },
  }, false],
  ["what grows, if it was added since it began", { name: "team" }, {
    ...{ phase: "opened", severity: "warning", toldBefore: "info" },
    heardBy: ["phone"],
  }, true],
  ["nothing that grows twice", { name: "team" }, {
    ...{ phase: "opened", severity: "warning", toldBefore: "info" },
    heardBy: ["team"],
  }, false],
  ["no end without resolve", { resolve: false }, { phase: "over" }, false],
  ["reminders", {}, { phase: "reminder" }, true],
  ["no reminder without reminders", { reminders: false }, {
    phase: "reminder",
  }, false],
  ["a test always", { minSeverity: "critical", resolve: false }, {
    ...{ phase: "test", severity: "info" },
  }, true],
];

for (const [what, channel, about, wanted] of CASES) {
  Deno.test(`a channel gets ${what}`, () => {
    assert.equal(isWanted(channelSettings(channel), notice(about)), wanted);
  });
}

Deno.test("the gravest of several severities is found", () => {
  assert.equal(gravest([]), "info");
  assert.equal(gravest(["info", "critical", "warning"]), "critical");
});
