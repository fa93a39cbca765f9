/** How large the program is, and what of it is ours. */

import { BASE_BYTES } from "../../build/base_executable.ts";

/** Bytes. */
export interface Sizes {
  readonly program: number;
  /** More than the base executable. */
  readonly ours: number;
}

/** Of the program that was compiled last; the base must be the one from npm. */
export function measureSizes(): Sizes {
  const program =
    Deno.statSync(`${import.meta.dirname}/../../dist/openclaw-guard`).size;
  return { program, ours: program - BASE_BYTES };
}
