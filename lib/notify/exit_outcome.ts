/** What the exit code of a program that was given a message means. */

import { say } from "../base/say.ts";
import type { ChannelAnswer, Outcome } from "./channel.ts";
import { retryLater, whyOf } from "./http_outcome.ts";

/**
 * Of sysexits.h: usage, data, input, user, permission, configuration; of env(1)
 * and shells: it cannot be run, there is none. Not 68 and 69, though they sound
 * so: msmtp 1.8.23 ends with them when no name can be looked up, and when the
 * server says "not now" (451; 550 is 65).
 */
const LASTING = [64, 65, 66, 67, 77, 78, 126, 127];

/**
 * 0 is ok, and a few codes need a person. All others may be anything (a script
 * hands on what curl says without a network), so it is tried again: twice is
 * better than never.
 */
export function exitOutcome(answer: ChannelAnswer): Outcome {
  if (answer.kind !== "command") {
    throw new TypeError(`answer.kind: ${answer.kind}`);
  }
  const { code, stderr } = answer;
  if (code === 0) return { kind: "ok" };
  const why = whyOf(say`exit code ${code}`, stderr);
  return LASTING.includes(code) ? { kind: "fatal", why } : retryLater(why);
}
