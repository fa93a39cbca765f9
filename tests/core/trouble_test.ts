import assert from "node:assert/strict";
import { announce, withTold } from "../../lib/core/announce.ts";
import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { RULES } from "../../lib/core/rules.ts";
import { meaningOf } from "../../lib/core/trouble.ts";
import { type Verdict, VERDICTS } from "../../lib/core/types.ts";
import { at, HOUR, SECOND, served } from "./world.ts";

/** What is told when a gateway that was well is found so: at once, and after a minute. */
type Row = readonly [
  rule: keyof typeof RULES,
  verdict: Verdict,
  atOnce: "opened" | "escalated" | null,
  afterAMinute: "opened" | "escalated" | null,
];

/** Every rule with every verdict that it comes with. */
const TABLE: readonly Row[] = [
  ["maintenance", "maintenance", null, null],
  ["own-files", "misconfigured", null, null],
  ["not-ready", "degraded", null, null],
  ["answers-well", "healthy", null, null],
  ["no-user-bus", "inconclusive", null, null],
  ["slow-host", "inconclusive", null, null],
  ["own-trouble", "inconclusive", null, null],
  ["late-check", "inconclusive", null, null],
  ["unit-missing", "misconfigured", null, "escalated"],
  ["program-missing", "misconfigured", null, "escalated"],
  ["inactive-job", "systemd-acting", null, null],
  ["own-clean-unfinished", "down", null, "opened"],
  ["inactive", "stopped", null, null],
  ["left-inactive", "abandoned", null, "escalated"],
  ["exit-78-peer", "duplicate", null, "opened"],
  ["exit-78-stranger", "foreign-listener", null, "escalated"],
  ["exit-78-owner", "duplicate", null, "escalated"],
  ["exit-78", "bad-config", "escalated", "escalated"],
  ["config-refused", "bad-config", "escalated", "escalated"],
  ["start-limit-hit", "start-limit", "escalated", "escalated"],
  ["failed", "stopped", null, null],
  ["own-restart-unfinished", "stopping", null, null],
  ["deactivating-too-long", "stopping", "escalated", "escalated"],
  ["deactivating", "stopping", null, null],
  ["no-main-process", "systemd-acting", null, null],
  ["draining", "stopping", null, null],
  ["orphan-on-port", "foreign-listener", null, "opened"],
  ["stranger-on-port", "foreign-listener", null, "escalated"],
  ["starting", "starting", null, null],
  ["no-health-endpoint", "unsupported", null, null],
  ["swapping", "inconclusive", null, null],
  ["swapping", "hung", "escalated", "escalated"],
  ["swapping", "down", "escalated", "escalated"],
  ["no-signal-reaches-it", "hung", null, "escalated"],
  ["no-signal-reaches-it", "down", null, "escalated"],
  ["no-signal-reaches-it", "failing", null, "escalated"],
  ["may-end-by-itself", "busy", null, "opened"],
  ["fails-first-look", "hung", null, "opened"],
  ["fails-first-look", "down", null, "opened"],
  ["fails-first-look", "failing", null, "opened"],
  ["busy", "busy", null, "opened"],
  ["fails-confirmed", "hung", null, "opened"],
  ["fails-confirmed", "down", null, "opened"],
  ["fails-confirmed", "failing", null, "opened"],
  ["systemd-at-work", "systemd-acting", null, null],
  ["crash-loop", "crash-loop", "escalated", "escalated"],
  ["unstable", "unstable", null, null],
];

/** A check `ms` after the first one that saw it so. */
function tell(before: Memory, rule: string, verdict: Verdict, ms: number) {
  const now = at(ms);
  const { wallMs, bootMs } = now;
  const healthy = verdict === "healthy";
  const { notices, memory } = announce({
    ...{ profile: "default", before, events: [], drill: false, now },
    unit: ownGatewayUnit(1000, "default"),
    after: {
      ...{ ...before, verdict, why: "why", lastTick: { wallMs, bootMs } },
      lastDecision: healthy ? null : {
        ...{ atWallMs: wallMs, rule, observed: {}, actions: [] },
        nextWallMs: null,
      },
    },
    policy: { rollback: "ask", leftInactive: "report" },
    telling: { remindersMs: [4 * HOUR], drills: false, hearers: () => [] },
  });
  return {
    // What is told of the guard itself is none of the gateway's.
    phases: notices.map(({ phase }) => phase)
      .filter((phase) => phase !== "event"),
    memory: withTold(memory, { ...memory.told, unsent: undefined }),
  };
}

for (const [rule, verdict, atOnce, afterAMinute] of TABLE) {
  Deno.test(`told of ${rule} (${verdict}): ${atOnce} at once, ${afterAMinute} after a minute`, () => {
    const first = tell(served(), rule, verdict, 0);
    assert.deepEqual(first.phases, atOnce === null ? [] : [atOnce]);
    const half = tell(first.memory, rule, verdict, 30 * SECOND);
    assert.deepEqual(half.phases, []);
    const minute = tell(half.memory, rule, verdict, 60 * SECOND);
    const fresh = atOnce === afterAMinute ? null : afterAMinute;
    assert.deepEqual(minute.phases, fresh === null ? [] : [fresh]);
    const later = tell(minute.memory, rule, verdict, 90 * SECOND);
    assert.deepEqual(later.phases, []);
  });
}

/** What the same does to trouble that was told. */
const ENDS: ReadonlySet<string> = new Set([
  ...["not-ready", "answers-well", "no-health-endpoint"],
  ...["inactive", "failed"],
]);
/** A person's stop is none that has to last. */
const AT_ONCE: ReadonlySet<string> = new Set(["inactive", "failed"]);

for (const [rule, verdict] of TABLE) {
  const ends = ENDS.has(rule);
  Deno.test(`what was told ${ends ? "ends" : "does not end"} with ${rule} (${verdict})`, () => {
    let { memory } = tell(served(), "fails-confirmed", "hung", 0);
    ({ memory } = tell(memory, "fails-confirmed", "hung", 60 * SECOND));
    assert.equal(memory.told?.outage?.told, "info");
    const first = tell(memory, rule, verdict, 90 * SECOND);
    const second = tell(first.memory, rule, verdict, 120 * SECOND);
    const over = (phases: readonly string[]) =>
      phases.filter((phase) => phase === "over").length;
    assert.deepEqual(
      [over(first.phases), over(second.phases)],
      !ends ? [0, 0] : AT_ONCE.has(rule) ? [1, 0] : [0, 1],
    );
    assert.equal(second.memory.told?.outage === undefined, ends);
  });
}

Deno.test("the table has every rule, and every verdict", () => {
  const rules = new Set(TABLE.map(([rule]) => rule));
  assert.deepEqual([...rules].sort(), Object.keys(RULES).sort());
  const verdicts = new Set(TABLE.map(([, verdict]) => verdict));
  assert.deepEqual([...verdicts].sort(), [...VERDICTS].sort());
});

Deno.test("a pair that never was, and a rule of another version, say nothing wrong", () => {
  for (const rule of [...Object.keys(RULES), "rule-of-tomorrow", null]) {
    assert.equal(meaningOf("inconclusive", rule).state, "unknown");
    assert.equal(meaningOf(null, rule).state, "unknown");
  }
  for (const verdict of VERDICTS) {
    const { state } = meaningOf(verdict, "rule-of-tomorrow");
    assert.equal(state, verdict === "healthy" ? "well" : "unknown");
  }
});
