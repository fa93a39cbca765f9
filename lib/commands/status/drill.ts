/** Whether the gateway is being broken on purpose, by `drill`. */

import { sameProcess } from "../../probe/process.ts";
import { readDrillRecord } from "../../store/drill_record.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import type { StatusJson } from "./json.ts";

/** Null when no drill has anything to put back. */
export function drillUnderWay(
  context: Context,
  profile: string,
): StatusJson["drill"] {
  const record = readDrillRecord(context, profile);
  if (record === null) return null;
  const { drill: name, owner, bootId } = record;
  const alive = bootId === context.clock.now().bootId &&
    sameProcess(context, owner);
  return { name, pid: alive ? owner.pid : null };
}

/** The row; null for none. */
export function drillText(drill: StatusJson["drill"]): string | null {
  if (drill === null) return null;
  return drill.pid === null
    ? t`drill ${drill.name} is over, but not all is put back: the next check does that, or the first after maintenance`
    : t`drill ${drill.name} is under way (pid ${drill.pid}): the gateway is broken on purpose`;
}
