/** `deno task bench`: measures and writes docs/BENCHMARK.md. */

import { Lab } from "../e2e/lab.ts";
import { measureTick, type Sample, type TickResult } from "./tick.ts";

const ROOT = `${import.meta.dirname}/../..`;
const RUNS = 40;

/** Ratios of the design, section 7. */
const TARGETS = { ofEmpty: 1.15, ofScript: 0.75, memoryOfEmpty: 1.10 };

function table({ samples, children, stateBytes, changed }: TickResult): string {
  const find = (name: string) => samples.find((one) => one.name === name);
  const [empty, guard, script] = ["empty", "guard", "script"].map(find);
  if (empty === undefined || guard === undefined) throw new Error("no samples");
  const row = (
    what: string,
    value: (one: Sample) => number,
    unit: string,
    target: number,
  ) => {
    const ratio = value(guard) / value(empty);
    const ofScript = script === undefined ? null : value(guard) / value(script);
    return `| ${what} | ${value(empty).toFixed(1)} ${unit} | ${
      value(guard).toFixed(1)
    } ${unit} | ${
      script === undefined ? "–" : `${value(script).toFixed(1)} ${unit}`
    } | ${ratio.toFixed(2)} (≤ ${target.toFixed(2)}: ${
      ratio <= target ? "met" : "**missed**"
    }) | ${
      ofScript === null || unit === "MiB"
        ? "–"
        : `${ofScript.toFixed(2)} (≤ ${TARGETS.ofScript}: ${
          ofScript <= TARGETS.ofScript ? "met" : "**missed**"
        })`
    } |`;
  };
  return [
    "| healthy tick, median | empty program | guard | script | guard / empty | guard / script |",
    "|---|---|---|---|---|---|",
    row("wall", (one) => one.wallMs, "ms", TARGETS.ofEmpty),
    row(
      "CPU with children",
      (one) => one.cpuMs,
      "ms",
      TARGETS.ofEmpty,
    ),
    row(
      "peak memory",
      (one) => one.peakKiB / 1024,
      "MiB",
      TARGETS.memoryOfEmpty,
    ),
    "",
    `${guard.runs} runs each, in turn. Child processes: ${
      children ?? "not counted (no strace)"
    }. State file: ${stateBytes} bytes (≤ 1024: ${
      stateBytes <= 1024 ? "met" : "**missed**"
    }). Files changed by one tick: ${changed.join(", ")}.`,
  ].join("\n");
}

const lab = await Lab.up(`bench-${Deno.pid}`);
try {
  await lab.gateway("fake");
  const load = Deno.loadavg();
  const result = await measureTick(lab, RUNS);
  const bytes = Deno.statSync(lab.hostPath("/lab/bin/openclaw-guard")).size;
  const text = `# Benchmark

\`deno task bench\`, ${
    new Date().toISOString()
  }, Linux ${Deno.osRelease()}, ${navigator.hardwareConcurrency} cores, load ${
    load.map((one) => one.toFixed(1)).join(" ")
  } at the start.
The gateway is the lab's stand-in. Program: ${
    Deno.env.get("OPENCLAW_GUARD_BENCH_NOTE") ?? "dist/openclaw-guard"
  }.

${table(result)}

Program: ${bytes} bytes. Ratios of runs made in turn are what counts; a load above
the number of cores makes even these too high or too low by several percent.

Not measured yet: time to healthy after SIGSTOP, a hung event loop, SIGKILL and
an orphan on the port; emergency-stop with a hung gateway; 10 and 50 gateways.
`;
  console.log(text);
  Deno.mkdirSync(`${ROOT}/docs`, { recursive: true });
  Deno.writeTextFileSync(`${ROOT}/docs/BENCHMARK.md`, text);
} finally {
  await lab.down();
}
