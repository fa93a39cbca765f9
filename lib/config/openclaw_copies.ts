/**
 * OpenClaw's own copies of its config, beside it: `.last-good` (kept after each
 * good start) and a ring of `.bak` files (`src/config/backup-rotation.ts`). The
 * guard reads them when nothing better is there, and never writes them.
 */

import { readConfigBytes, stampOf } from "./stamp.ts";
import type { Generation } from "./index.ts";
import { identify } from "./keep.ts";
import { whyInvalid } from "./files.ts";

/** The best first. */
const SUFFIXES = ["last-good", "bak", "bak.1", "bak.2", "bak.3", "bak.4"];

/** A copy OpenClaw has made. */
export interface OpenclawCopy {
  /** How `--to` names it, e.g. "last-good". */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What it would be as a generation. */
  readonly generation: Generation;
}

/** The copies that can be read, the best first. */
export async function openclawCopies(
  configPath: string,
): Promise<OpenclawCopy[]> {
  const copies: OpenclawCopy[] = [];
  for (const name of SUFFIXES) {
    try {
      const stamp = stampOf(`${configPath}.${name}`);
      if (stamp === null) continue;
      const bytes = readConfigBytes(stamp);
      copies.push({
        name,
        bytes,
        generation: {
          ...await identify({ main: bytes, includes: [] }),
          firstSeenMs: stamp.modifiedMs,
          lastSeenMs: stamp.modifiedMs,
          openclawVersion: null,
          proven: false,
          valid: whyInvalid(bytes) === null,
          source: "openclaw",
        },
      });
    } catch {
      // A source of last resort: one that cannot be read is none.
    }
  }
  return copies;
}
