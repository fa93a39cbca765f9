import assert from "node:assert/strict";
import type { MessagePart } from "../../lib/notify/message.ts";
import { alertsOf } from "../../lib/notify/alerts.ts";
import { aMessage, aPart, NOW_MS } from "./a_message.ts";

const HOUR_MS = 3_600_000;

/** "NAME SEVERITY: from START to END", hours from now. */
function shown(part: Partial<MessagePart>): string[] {
  return alertsOf(aMessage({ parts: [aPart(part)] }), NOW_MS).map((alert) => {
    const hours = (time: string) => (Date.parse(time) - NOW_MS) / HOUR_MS;
    const { alertname, severity } = alert.labels;
    return `${alertname} ${severity}: from ${hours(alert.startsAt)} to ${
      hours(alert.endsAt)
    }`;
  });
}

const started = { startedWallMs: NOW_MS - HOUR_MS };

const CASES: readonly [
  what: string,
  part: Partial<MessagePart>,
  alerts: readonly string[],
][] = [
  [
    "a firing alert lasts longer than the day until its next reminder",
    { phase: "opened", ...started },
    ["OpenClawGateway warning: from -1 to 25"],
  ],
  [
    "a reminder sets its end anew",
    { phase: "reminder", toldBefore: "warning", ...started },
    ["OpenClawGateway warning: from -1 to 25"],
  ],
  [
    "a graver alert takes the place of the milder one",
    {
      phase: "escalated",
      severity: "critical",
      toldBefore: "warning",
      ...started,
    },
    [
      "OpenClawGateway critical: from -1 to 25",
      "OpenClawGateway warning: from -1 to 0",
    ],
  ],
  [
    "it does not get milder before it is over",
    { phase: "reminder", severity: "info", toldBefore: "critical", ...started },
    ["OpenClawGateway critical: from -1 to 25"],
  ],
  [
    "it is over when the trouble was",
    {
      phase: "over",
      severity: "info",
      toldBefore: "critical",
      ...started,
      endedWallMs: NOW_MS - HOUR_MS / 2,
    },
    ["OpenClawGateway critical: from -1 to -0.5"],
  ],
  [
    "it is over now where nobody knows when, or a clock was set",
    { phase: "over", ...started, endedWallMs: NOW_MS + HOUR_MS },
    ["OpenClawGateway warning: from -1 to 0"],
  ],
  [
    "nothing ends before it began: that would be refused",
    { phase: "over", startedWallMs: NOW_MS, endedWallMs: NOW_MS - HOUR_MS },
    ["OpenClawGateway warning: from 0 to 0"],
  ],
  [
    "incidents that come and go are one alert until they are over",
    { phase: "flapping", incident: null, startedWallMs: null },
    ["OpenClawGateway warning: from 0 to 25"],
  ],
  [
    "what happened once ends by itself",
    { phase: "event", startedWallMs: null },
    ["OpenClawGuardEvent warning: from 0 to 0.25"],
  ],
  [
    "so does a test",
    { phase: "test", severity: "info", startedWallMs: null },
    ["OpenClawGuardTest info: from 0 to 0.25"],
  ],
];

for (const [what, part, alerts] of CASES) {
  Deno.test(`alerts: ${what}`, () => {
    assert.deepEqual(shown(part), alerts);
  });
}

Deno.test("an alert says whose gateway it is by labels, and the rest by annotations", () => {
  const [alert] = alertsOf(aMessage(), NOW_MS);
  assert.deepEqual(alert?.labels, {
    alertname: "OpenClawGateway",
    instance: "kitchen-server",
    profile: "default",
    severity: "warning",
    user: "me",
  });
  assert.deepEqual(alert?.annotations, {
    summary: "no answer within 5 s",
    verdict: "hung",
    reason: "http",
  });
});

Deno.test("each part is an alert of its own", () => {
  const parts = [aPart(), aPart({ profile: "work" })];
  const alerts = alertsOf(aMessage({ parts }), NOW_MS);
  assert.deepEqual(alerts.map(({ labels }) => labels["profile"]), [
    "default",
    "work",
  ]);
});
