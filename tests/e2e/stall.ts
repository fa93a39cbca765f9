/** Stalls of the real gateway: lab/stall.mjs has their kinds. */

import type { Lab } from "./lab.ts";

/** See lab/stall.mjs. */
export type StallKind =
  | "loop"
  | "microtask"
  | "saturate"
  | "gc"
  | "regex"
  | "execsync"
  | "execsync-busy"
  | "atomics"
  | "fifo";

/** All of them, and the patience with each. */
export const STALLS: readonly {
  readonly kind: StallKind;
  readonly patienceSeconds: number;
  /** "For ever" ends sooner, with the process: its heap is full. */
  readonly endsItself?: true;
}[] = [
  { kind: "loop", patienceSeconds: 90 },
  { kind: "microtask", patienceSeconds: 90 },
  { kind: "regex", patienceSeconds: 90 },
  // Of a full heap Node makes an end itself, however slowly.
  { kind: "gc", patienceSeconds: 300, endsItself: true },
  { kind: "saturate", patienceSeconds: 300 },
  { kind: "execsync", patienceSeconds: 180 },
  { kind: "execsync-busy", patienceSeconds: 180 },
  { kind: "atomics", patienceSeconds: 60 },
  // The writer it waits for is a child of it.
  { kind: "fifo", patienceSeconds: 180 },
];

/** Makes the gateway silent, for ever or for some seconds. */
export async function stall(
  lab: Lab,
  kind: StallKind,
  seconds?: number,
): Promise<void> {
  await setOff(lab, kind, seconds);
  await lab.waitFor(
    "the gateway is silent",
    async () => !(await lab.health({ seconds: 1 })),
    10_000,
  );
}

/** Starts a child of the gateway, in its control group, that computes. */
export async function startBusyChild(
  lab: Lab,
  seconds: number,
): Promise<void> {
  await setOff(lab, "spawn-busy", seconds);
}

/** Sets a stall off; it may be answered for some seconds more. */
export async function setOff(
  lab: Lab,
  kind: StallKind | "spawn-busy",
  seconds?: number,
): Promise<void> {
  const { mainPid } = await lab.unit();
  await lab.mustUser([
    ...["node", "/opt/lab-tools/stall.mjs", String(mainPid), kind],
    ...seconds === undefined ? [] : [String(seconds)],
  ]);
}
