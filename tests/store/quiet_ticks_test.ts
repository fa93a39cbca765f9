import assert from "node:assert/strict";
import { addFastTick, fastTicksPath } from "../../lib/store/fast_path.ts";
import {
  type Accounted,
  putQuietTicksAway,
  readQuietTicks,
} from "../../lib/store/quiet_ticks.ts";

/** What a chain of full checks has counted. */
class Counter {
  readonly state: string;
  accounted: Accounted = {};
  readonly seen: number[] = [];

  constructor(folder: string) {
    this.state = `${folder}/state.json`;
  }

  /** A fast check, known by its time. */
  fast(bootMs: number): void {
    addFastTick(this.state, 1000, { wallMs: 1e12 + bootMs, bootMs }, 1.25);
  }

  /** A full check; one that dies earlier does less of it. */
  full(dies: "never" | "before-state" | "before-away" = "never"): void {
    const { ticks, accounted } = readQuietTicks(this.state, this.accounted);
    if (dies === "before-state") return;
    this.seen.push(...ticks.map(({ bootMs }) => bootMs));
    this.accounted = JSON.parse(JSON.stringify(accounted));
    if (dies === "before-away") return;
    putQuietTicksAway(this.state);
  }
}

function withCounter(test: (counter: Counter) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(new Counter(folder));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const CASES: Readonly<Record<string, (counter: Counter) => void>> = {
  "one full check after another": (counter) => {
    counter.fast(1);
    counter.fast(2);
    counter.full();
    counter.full();
    counter.fast(3);
    counter.full();
  },
  "a full check that dies before its state is written": (counter) => {
    counter.fast(1);
    counter.full("before-state");
    counter.fast(2);
    counter.full();
    counter.full();
  },
  "full checks that die before they put the file away": (counter) => {
    counter.fast(1);
    counter.full("before-away");
    counter.fast(2);
    counter.full("before-away");
    counter.full();
    counter.fast(3);
    counter.full();
  },
  "a fast check that ends while a full one is at work": (counter) => {
    counter.fast(1);
    const { ticks, accounted } = readQuietTicks(
      counter.state,
      counter.accounted,
    );
    counter.fast(2);
    counter.seen.push(...ticks.map(({ bootMs }) => bootMs));
    counter.accounted = accounted;
    putQuietTicksAway(counter.state);
    counter.fast(3);
    counter.full();
    counter.full();
  },
  "a fast check that has the file open while it is put away": (counter) => {
    counter.fast(1);
    const file = Deno.openSync(fastTicksPath(counter.state), { append: true });
    counter.full();
    counter.fast(3);
    file.writeSync(new TextEncoder().encode("\n[1000,1000000000002,2,1.3]"));
    file.close();
    counter.full();
    counter.full();
  },
  "a line that is half written": (counter) => {
    counter.fast(1);
    const path = fastTicksPath(counter.state);
    Deno.writeTextFileSync(path, "\n[1000,1000000", { append: true });
    counter.full("before-away");
    Deno.writeTextFileSync(path, "000002,2,1.3]", { append: true });
    counter.full();
    counter.fast(3);
    counter.full();
  },
  "a first line that is half written": (counter) => {
    const path = fastTicksPath(counter.state);
    Deno.writeTextFileSync(path, "\n[1000,1000000");
    counter.full("before-away");
    Deno.writeTextFileSync(path, "000001,1,1.3]", { append: true });
    counter.fast(2);
    counter.full();
    counter.fast(3);
    counter.full();
  },
  "a line that stays cut": (counter) => {
    const path = fastTicksPath(counter.state);
    counter.fast(1);
    Deno.writeTextFileSync(path, "\n[1000,1000000", { append: true });
    counter.fast(2);
    counter.full();
    counter.fast(3);
    counter.full();
  },
  "a file that a power cut has shortened": (counter) => {
    counter.fast(1);
    counter.fast(2);
    counter.full("before-away");
    const path = fastTicksPath(counter.state);
    const text = Deno.readTextFileSync(path);
    Deno.writeTextFileSync(path, text.slice(0, text.lastIndexOf("\n")));
    counter.full("before-away");
    counter.fast(3);
    counter.full();
  },
};

for (const [what, act] of Object.entries(CASES)) {
  Deno.test(`no fast check is lost or counted twice: ${what}`, () => {
    withCounter((counter) => {
      act(counter);
      const expected = what.startsWith("a line that is half") ||
          Math.max(...counter.seen) === 3
        ? [1, 2, 3]
        : [1, 2];
      assert.deepEqual(counter.seen.toSorted((a, b) => a - b), expected);
    });
  });
}

Deno.test("lines of an earlier version are passed over", () => {
  withCounter((counter) => {
    Deno.writeTextFileSync(
      fastTicksPath(counter.state),
      '\n{"after":1000,"wallMs":1,"bootMs":2000}',
    );
    counter.fast(1);
    counter.full();
    assert.deepEqual(counter.seen, [1]);
  });
});
