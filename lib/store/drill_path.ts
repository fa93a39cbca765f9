/** Apart from the record itself, whose schema a check must not pay for. */

import type { Context } from "../sys/context.ts";
import { profilePaths } from "./paths.ts";

/** Where a drill writes down what it has to put back. */
export function drillRecordPath(context: Context, profile: string): string {
  return `${profilePaths(context, profile).dir}/drill.json`;
}
