/** What an answer of /health means. */

import * as z from "zod/mini";
import { parseJsonAs } from "../base/parse_json.ts";
import type { ProbeResult } from "../core/types.ts";
import { say } from "../base/say.ts";
import { type Answer, dropBody, readBody } from "./answer.ts";

/** A {@linkcode ProbeResult} before anyone looked at the clock. */
export type Finding = Omit<ProbeResult, "latencyMs">;

const HEALTH = z.object({ ok: z.boolean() });

/** At the most so much of a foreign text gets into a log. */
const MAX_QUOTED = 80;

/**
 * Reads and judges an answer of /health.
 *
 * @throws {Error} when the body breaks off or the request is aborted.
 */
export async function judgeHealth(
  answer: Answer,
  maxBytes: number,
): Promise<Finding> {
  const { status } = answer;
  if (status >= 500) {
    await dropBody(answer);
    return failing(status, say`GET /health gave ${status}`);
  }
  if (status !== 200) {
    await dropBody(answer);
    return unsupported(status, say`GET /health gave ${status}`);
  }
  const { text, problem } = await readBody(answer, maxBytes);
  if (text === null) {
    return unsupported(status, say`GET /health gave 200 with ${problem}`);
  }
  const ok = parseJsonAs(HEALTH, text)?.ok;
  if (ok === true) {
    return {
      outcome: "healthy",
      reason: null,
      status,
      detail: say`GET /health said ok`,
    };
  }
  const said = say`GET /health gave 200 with ${quote(text)}`;
  return ok === false ? failing(status, said) : unsupported(status, said);
}

/** It answers, and says or shows that it is not well. */
export function failing(status: number | null, detail: string): Finding {
  return { outcome: "failing", reason: "stuck", status, detail };
}

/** It answers, but not in words the guard knows. */
export function unsupported(status: number | null, detail: string): Finding {
  return { outcome: "unsupported", reason: null, status, detail };
}

/** The guard itself failed, before anything was asked. */
export function unasked(detail: string): Finding {
  return { outcome: "unasked", reason: null, status: null, detail };
}

/** The start of a foreign text, made harmless for a terminal and a log line. */
function quote(text: string): string {
  const start = printable(text.slice(0, MAX_QUOTED));
  return text.length > MAX_QUOTED ? say`"${start}…"` : say`"${start}"`;
}

/** A foreign text without what a terminal might obey. */
export function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "?");
}
