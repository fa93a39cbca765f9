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
 * @param code In the body; undefined: it has none.
 * @param text What the body says about it.
 * @returns A code nobody has heard of may work later: a message too many is
 * better than one that is lost.
 */
export function codeOutcome(
  answer: ChannelAnswer,
  nowMs: number,
  code: number | undefined,
  text: string | null | undefined,
  codes: Codes,
): Outcome {
  if (code === undefined) return serviceOutcome(answer, nowMs, false);
  const description = text ?? "";
  const byStatus = serviceOutcome(answer, nowMs, true, description);
  const why = whyOf(code, description);
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
  return codeOutcome(answer, nowMs, said?.errcode, said?.errmsg, codes);
}
