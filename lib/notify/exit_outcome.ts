/** What the exit code of a program that was given a message means. */

import { say } from "../base/say.ts";
import type { ChannelAnswer, CommandAnswer, Outcome } from "./channel.ts";
import { retryLater, whyOf } from "./http_outcome.ts";

/** "Temporary failure" of sysexits.h. */
const EX_TEMPFAIL = 75;
/** Of env(1) and of shells: there is such a program, or none, and it cannot be run. */
const CANNOT_RUN = [126, 127];

/**
 * 0 is ok. Codes of sysexits.h but 75, and a program that cannot be run, need a
 * person. All others may be anything (a script hands on what curl says without a
 * network), so it is tried again: twice is better than never.
 */
export function exitOutcome({ code, stderr }: CommandAnswer): Outcome {
  if (code === 0) return { kind: "ok" };
  const why = whyOf(say`exit code ${code}`, stderr);
  const lasting = code >= 64 && code <= 78 && code !== EX_TEMPFAIL;
  return lasting || CANNOT_RUN.includes(code)
    ? { kind: "fatal", why }
    : retryLater(why);
}

/** The answer of a channel that only runs a program. */
export function byCommand(answer: ChannelAnswer): CommandAnswer {
  if (answer.kind === "command") return answer;
  throw new TypeError(`answer.kind: ${answer.kind}`);
}
