/** Kinds of values that channels have which run a program. */

import { say } from "../base/say.ts";
import type { Kind } from "../base/value_kinds.ts";
import { matching } from "./kinds.ts";

/** Where a program is. */
export function absolutePath(): Kind<string> {
  return matching(/^\/[^\p{Cc}]+$/u, say`an absolute path`);
}

/** A list of any texts. */
export function texts(): Kind<readonly string[]> {
  return {
    allowed: say`a list of texts`,
    json: { type: "array", items: { type: "string" } },
    read: (written) =>
      Array.isArray(written) && written.every((it) => typeof it === "string")
        ? written
        : null,
    write: (value) => value,
  };
}
