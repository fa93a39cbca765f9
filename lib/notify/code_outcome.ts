/** Answers of services that say "no" with HTTP 200 and a code of their own. */

import * as z from "zod/mini";
import { parseJsonAs } from "../base/parse_json.ts";
import type { ChannelAnswer, Outcome } from "./channel.ts";
import { overHttp, retryLater, serviceOutcome, whyOf } from "./http_outcome.ts";

/** What the codes of a service mean. */
export interface Codes {
  readonly ok: number;
  /** A person has to change something. */
  readonly fatal: readonly number[];
  /** Too many messages: how long to wait then, ms. */
  readonly waitMs?: Readonly<Record<number, number>>;
}

/**
 * @param said Code and description in the body; null: it has none.
 * @returns A code nobody has heard of may work later: a message too many is
 * better than one that is lost.
 */
export function codeOutcome(
  answer: ChannelAnswer,
  nowMs: number,
  said: { readonly code: number; readonly text: string } | null,
  codes: Codes,
): Outcome {
  const byStatus = serviceOutcome(answer, nowMs, said !== null, said?.text);
  if (said === null) return byStatus;
  const { code, text } = said;
  const why = whyOf(code, text);
  if (codes.fatal.includes(code)) return { kind: "fatal", why };
  const waitMs = codes.waitMs?.[code];
  if (waitMs !== undefined) return retryLater(why, waitMs);
  if (byStatus.kind !== "ok") return byStatus;
  return code === codes.ok ? byStatus : retryLater(why);
}

const errcodeSchema = z.object({
  errcode: z.number(),
  errmsg: z.optional(z.string()),
});

/** The same where DingTalk and WeCom have it: `errcode` and `errmsg`. */
export function errcodeOutcome(
  answer: ChannelAnswer,
  nowMs: number,
  codes: Codes,
): Outcome {
  const said = parseJsonAs(errcodeSchema, overHttp(answer).body);
  return codeOutcome(
    answer,
    nowMs,
    said && { code: said.errcode, text: said.errmsg ?? "" },
    codes,
  );
}
