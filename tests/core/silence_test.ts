/**
 * The kinds of silence, as a specification. What is told of each is what the
 * kernel showed when the real gateway was made to be silent in that way.
 */

import assert from "node:assert/strict";
import type { ChildSample, Sample } from "../../lib/core/sample.ts";
import { type SilenceKind, silenceOf } from "../../lib/core/silence.ts";
import { ASLEEP, at, MINUTE, SECOND, YOUNG } from "./world.ts";

const BUSY_SHARE = 0.2;

/** A child that was there long before. */
const OLD: ChildSample = {
  pid: 50,
  startTicks: 1,
  bornBootMs: at(-60 * MINUTE).bootMs,
  cpuMs: 800,
  command: "node server.js",
};
/** What a look shows, `seconds` after the silence was found. */
type Look = Partial<Sample> & { readonly seconds: number };

function silence(looks: readonly Look[], answeredMs: number | null) {
  return {
    sinceBootMs: at(0).bootMs,
    answeredBootMs: answeredMs === null ? null : at(answeredMs).bootMs,
    samples: looks.map(({ seconds, ...seen }) => ({
      ...ASLEEP,
      atBootMs: at(seconds * SECOND).bootMs,
      ...seen,
    })),
  };
}

const cpu = (ms: number) => ASLEEP.mainCpuMs + ms;
const rest = (ms: number) => ASLEEP.restCpuMs + ms;
const io = (calls: number) => 5000 + calls;
const switches = (count: number) => 7000 + count;
const R = { state: "R" } as const;

interface Case {
  readonly what: string;
  readonly looks: readonly Look[];
  /** When it last answered; default: 20 s before the silence was found. */
  readonly answeredMs?: number | null;
}

const KINDS: readonly [SilenceKind, readonly Case[]][] = [
  ["frozen", [
    { what: "one look shows state T", looks: [{ seconds: 5, state: "T" }] },
    {
      what: "state T, while a child of it computes",
      looks: [
        { seconds: 5, state: "T", children: [YOUNG] },
        { seconds: 9, state: "T", children: [{ ...YOUNG, cpuMs: 4000 }] },
      ],
    },
    {
      what: "state T, after it computed",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, state: "T", mainCpuMs: cpu(2000) },
      ],
    },
  ]],
  ["debugger", [
    { what: "state t", looks: [{ seconds: 5, state: "t" }] },
  ]],
  ["kernel", [
    { what: "state D", looks: [{ seconds: 5, state: "D" }] },
  ]],
  ["looping", [
    {
      what: "CPU, no read and no write, the queue grows",
      looks: [
        { seconds: 5, ...R, queue: 2 },
        { seconds: 9, ...R, mainCpuMs: cpu(3990), queue: 7 },
      ],
    },
    {
      what: "the same on a machine that gave it a quarter of a core",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, ...R, mainCpuMs: cpu(600), mainQueuedMs: 3000 },
      ],
    },
    {
      what: "a machine that gave it no CPU at all",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, ...R, mainQueuedMs: 4000 },
      ],
    },
    {
      what: "it sleeps now and then, as to wait for its helpers",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, ...R, mainCpuMs: cpu(3000), switches: switches(9) },
      ],
    },
    {
      what: "what it read was 90 s ago",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, ...R, mainCpuMs: cpu(4000), io: io(2) },
        { seconds: 99, ...R, mainCpuMs: cpu(94_000), io: io(2) },
      ],
    },
    {
      what: "memory is full, but no helper computes: an endless loop",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, ...R, mainCpuMs: cpu(4000), memoryShare: 0.95 },
      ],
    },
  ]],
  ["turning", [
    {
      what: "CPU, and a read at each turn of 4 s",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, ...R, mainCpuMs: cpu(3900), io: io(1) },
      ],
    },
    {
      what: "CPU, and it has accepted what waited",
      looks: [
        { seconds: 5, ...R, queue: 5 },
        { seconds: 9, ...R, mainCpuMs: cpu(3900), queue: 1 },
      ],
    },
    {
      what: "CPU, and a turn ended between the check before and this one",
      looks: [
        { seconds: 5, ...R },
        { seconds: 9, ...R, mainCpuMs: cpu(3900) },
        { seconds: 35, ...R, mainCpuMs: cpu(29_000), io: io(6) },
        { seconds: 39, ...R, mainCpuMs: cpu(33_000), io: io(6) },
      ],
    },
    {
      what: "it sleeps at the moment, but has read half a minute ago",
      looks: [
        { seconds: 5 },
        { seconds: 35, io: io(6), switches: switches(6) },
        { seconds: 39, io: io(6), switches: switches(6) },
      ],
    },
  ]],
  ["collecting-garbage", [
    {
      what: "CPU, helpers compute, memory at its limit",
      looks: [
        { seconds: 5, ...R, memoryShare: 0.9 },
        {
          seconds: 9,
          ...R,
          mainCpuMs: cpu(3000),
          restCpuMs: rest(4000),
          memoryShare: 0.92,
          io: io(7),
        },
      ],
    },
  ]],
  ["collecting-garbage", [
    {
      what: "the same, as measured on a crowded machine",
      looks: [
        { seconds: 5, ...R, memoryShare: 1.07 },
        {
          seconds: 9,
          ...R,
          mainCpuMs: cpu(490),
          mainQueuedMs: 3000,
          restCpuMs: rest(310),
          memoryShare: 1.18,
          io: io(31),
        },
      ],
    },
  ]],
  ["waiting-for-child", [
    {
      what: "asleep, and a child is as old as the silence",
      looks: [
        { seconds: 5, children: [YOUNG, OLD] },
        { seconds: 9, children: [YOUNG, OLD] },
      ],
    },
    {
      what: "the child has ended, and it still sleeps",
      looks: [
        { seconds: 5, children: [YOUNG, OLD] },
        { seconds: 9, children: [OLD] },
      ],
    },
    {
      what: "one child after another, and nothing is accepted in between",
      looks: [
        { seconds: 5, children: [YOUNG], queue: 2 },
        {
          seconds: 9,
          children: [{
            ...YOUNG,
            pid: 813,
            bornBootMs: at(8 * SECOND).bootMs,
          }],
          mainCpuMs: cpu(100),
          io: io(40),
          switches: switches(80),
          queue: 4,
        },
      ],
    },
    {
      what:
        "the guard came while it was silent, and a child is half a minute old",
      answeredMs: null,
      looks: [
        {
          seconds: 5,
          children: [{ ...YOUNG, bornBootMs: at(-29 * SECOND).bootMs }],
        },
        {
          seconds: 9,
          children: [{ ...YOUNG, bornBootMs: at(-29 * SECOND).bootMs }],
        },
      ],
    },
  ]],
  ["waiting-for-nothing", [
    {
      what: "asleep, and it has no child",
      looks: [{ seconds: 5 }, { seconds: 9 }],
    },
    {
      what: "asleep, and all its children are older than its last answer",
      looks: [
        { seconds: 5, children: [OLD] },
        { seconds: 9, children: [{ ...OLD, cpuMs: 4800 }] },
      ],
    },
    {
      what: "asleep, and what it read was 90 s ago",
      looks: [
        { seconds: 5 },
        { seconds: 9, io: io(6), switches: switches(6) },
        { seconds: 70, io: io(6), switches: switches(6) },
        { seconds: 99, io: io(6), switches: switches(6) },
      ],
    },
  ]],
  ["swapping", [
    {
      what: "it reads its memory back from the disk, as others do",
      looks: [
        { seconds: 5, state: "D" },
        { seconds: 9, state: "D", majorFaults: 4000, memoryPressure: 45 },
      ],
    },
    {
      what: "the same, caught while it runs",
      looks: [
        { seconds: 5, ...R },
        {
          seconds: 9,
          ...R,
          mainCpuMs: cpu(2000),
          majorFaults: 4000,
          memoryPressure: 45,
        },
      ],
    },
  ]],
  ["unknown", [
    { what: "nothing was seen yet", looks: [] },
    { what: "only one look so far", looks: [{ seconds: 5 }] },
    {
      what: "two looks in the same moment",
      looks: [{ seconds: 5, ...R }, {
        seconds: 5.5,
        ...R,
        mainCpuMs: cpu(500),
      }],
    },
    {
      what: "reads and writes are hidden (another user's process)",
      looks: [{ seconds: 5, io: null }, { seconds: 9, io: null }],
    },
    {
      what: "switches are hidden",
      looks: [{ seconds: 5, switches: null }, { seconds: 9, switches: null }],
    },
    {
      what: "asleep, but a kernel without lists of children",
      looks: [{ seconds: 5, children: null }, { seconds: 9, children: null }],
    },
    {
      what: "its event loop turns and it accepts, but it does not answer",
      looks: [
        { seconds: 5, queue: 0 },
        {
          seconds: 9,
          mainCpuMs: cpu(200),
          io: io(2000),
          switches: switches(2000),
          queue: 0,
        },
      ],
    },
    {
      what: "the same, and it has just started a child",
      looks: [
        { seconds: 5, queue: 0, children: [YOUNG] },
        {
          seconds: 9,
          io: io(2000),
          switches: switches(2000),
          queue: 0,
          children: [YOUNG],
        },
      ],
    },
    {
      what: "asleep, while another thread of its own computes",
      looks: [{ seconds: 5 }, { seconds: 9, restCpuMs: rest(3900) }],
    },
    {
      what: "it has ended, but nobody has noticed",
      looks: [{ seconds: 5, state: "Z" }, { seconds: 9, state: "Z" }],
    },
  ]],
];

for (const [kind, cases] of KINDS) {
  for (const { what, looks, answeredMs = -20 * SECOND } of cases) {
    Deno.test(`silence is ${kind}: ${what}`, () => {
      const found = silenceOf(silence(looks, answeredMs), BUSY_SHARE);
      assert.equal(found.kind, kind);
      assert.equal(found.child === undefined, kind !== "waiting-for-child");
    });
  }
}

Deno.test("the child is named, whether it computes, and since when it is gone", () => {
  const alive = (cpuMs: number) =>
    silenceOf(
      silence([
        { seconds: 5, children: [YOUNG, OLD] },
        { seconds: 9, children: [{ ...YOUNG, cpuMs }, OLD] },
      ], -20 * SECOND),
      BUSY_SHARE,
    ).child;
  assert.equal(alive(10)?.pid, YOUNG.pid);
  assert.equal(alive(10)?.computes, false);
  assert.equal(alive(4010)?.computes, true);
  assert.equal(alive(10)?.goneBootMs, null);
  const gone = silenceOf(
    silence([
      { seconds: 5, children: [YOUNG] },
      { seconds: 9, children: [YOUNG] },
      { seconds: 35, children: [] },
      { seconds: 65, children: [] },
    ], -20 * SECOND),
    BUSY_SHARE,
  ).child;
  assert.equal(gone?.pid, YOUNG.pid);
  assert.equal(gone?.goneBootMs, at(35 * SECOND).bootMs);
});
