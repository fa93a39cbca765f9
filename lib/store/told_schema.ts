/** What was told, as the state file has it: a `Told` of lib/core/told.ts. */

import * as z from "zod/mini";
import { NOTICE_PHASES, SEVERITIES } from "../core/notice.ts";
import { REASONS, VERDICTS } from "../core/types.ts";

// Of an earlier boot it is below 0.
const time = z.number();
const wallTime = z.number();
const count = z.int().check(z.gte(0));
const severity = z.enum(SEVERITIES);
const verdict = z.nullable(z.enum(VERDICTS));
const reason = z.nullable(z.enum(REASONS));
const text = z.nullable(z.string());
const channels = z.optional(z.array(z.string()));

/** A `Notice` of lib/core/notice.ts. */
export const noticeSchema = z.object({
  id: z.string(),
  phase: z.enum(NOTICE_PHASES),
  severity,
  toldBefore: z.nullable(severity),
  heardBy: channels,
  profile: z.string(),
  incident: text,
  verdict,
  reason,
  atWallMs: wallTime,
  startedWallMs: z.nullable(wallTime),
  endedWallMs: z.nullable(wallTime),
  headline: z.string(),
  matter: z.string(),
  doing: text,
  advice: text,
});

/** See the file's comment. */
export const toldSchema = z.object({
  outage: z.optional(z.object({
    id: z.string(),
    sinceWallMs: wallTime,
    sinceBootMs: time,
    foundBootMs: z.nullable(time),
    verdict,
    reason,
    told: z.nullable(severity),
    heardBy: channels,
    lastWordBootMs: z.nullable(time),
    escalated: z.array(z.string()),
    reminders: count,
    muted: z.boolean(),
    drill: z.boolean(),
    attempts: count,
    lastAttempt: text,
    startedByOthers: z.boolean(),
    well: z.nullable(z.object({ wallMs: wallTime, bootMs: time })),
  })),
  flapping: z.optional(z.object({
    id: z.string(),
    sinceWallMs: wallTime,
    count,
    lastBootMs: time,
    toldBootMs: time,
    notices: count,
    told: z.nullable(severity),
    heardBy: channels,
    escalated: z.array(z.string()),
  })),
  recent: z.optional(z.array(time)),
  unsent: z.optional(z.array(noticeSchema)),
  closedBootMs: z.optional(time),
});
