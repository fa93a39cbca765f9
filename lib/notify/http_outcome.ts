/** What answers over HTTP mean, as far as all services agree. */

import { maskSecrets } from "../base/mask.ts";
import { say } from "../base/say.ts";
import type { ChannelAnswer, HttpAnswer, Outcome } from "./channel.ts";
import { cut, utf16 } from "./cut.ts";

/** Longer than this is no description for people. */
const LONGEST_WHY = 200;
/** Nobody waits longer than a message lives. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * By the status alone: 2xx is ok; 408, 425, 429, 5xx and what leads elsewhere (a
 * network that wants a login first) may work later; the rest will not.
 *
 * @param description What the body says about it, if anything.
 * @param afterMs What the body says about when, ms; else the header does.
 */
export function httpOutcome(
  answer: HttpAnswer,
  nowMs: number,
  description = "",
  afterMs: number | null = null,
): Outcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "ok" };
  const why = whyOf(say`HTTP ${status}`, description);
  return status < 400 || status >= 500 || [408, 425, 429].includes(status)
    ? retryLater(why, afterMs ?? retryAfterMs(answer.retryAfter, nowMs))
    : { kind: "fatal", why };
}

/**
 * The same for a service whose body says something, too.
 *
 * @param isKnown Whether a success has what this service says with it.
 */
export function serviceOutcome(
  answer: ChannelAnswer,
  nowMs: number,
  isKnown: boolean,
  description?: string,
  afterMs?: number | null,
): Outcome {
  const http = overHttp(answer);
  const outcome = httpOutcome(http, nowMs, description ?? http.body, afterMs);
  return outcome.kind === "ok" && !isKnown ? unreadable(http) : outcome;
}

/** It may work later. */
export function retryLater(
  why: string,
  afterMs: number | null = null,
): Outcome {
  const sound = afterMs !== null && Number.isFinite(afterMs) && afterMs >= 0;
  return {
    kind: "retry",
    afterMs: sound ? Math.min(Math.ceil(afterMs), LONGEST_WAIT_MS) : null,
    why,
  };
}

/**
 * The answer is none of this service's, or was cut: nobody knows whether the
 * message arrived, and twice is better than never.
 */
export function unreadable({ status, body }: HttpAnswer): Outcome {
  return retryLater(
    whyOf(say`HTTP ${status}, and the answer cannot be read`, body),
  );
}

/**
 * A code with what the service says about it, on one line and short. It is shown
 * to people: addresses (they have keys in them) and secrets are taken out.
 */
export function whyOf(code: string | number, description: string): string {
  const plain = maskSecrets(
    description.slice(0, 10 * LONGEST_WHY)
      .replaceAll(/[\p{C}\s]+/gu, " ").replaceAll(/\w+:\/\/\S*/g, "***").trim(),
  );
  return plain === ""
    ? `${code}`
    : say`${code}: ${cut(plain, LONGEST_WHY, utf16)}`;
}

/** The header Retry-After (seconds, or a date), ms from now; null: it says nothing. */
export function retryAfterMs(
  header: string | null,
  nowMs: number,
): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Only a date as RFC 9110 has it: Date.parse takes "-1" for a year.
  const date = /^\w{3},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/** The answer of a channel that only asks over HTTP. */
export function overHttp(answer: ChannelAnswer): HttpAnswer {
  if (answer.kind === "http") return answer;
  throw new TypeError(`answer.kind: ${answer.kind}`);
}
