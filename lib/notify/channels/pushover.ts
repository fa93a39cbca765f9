/** Pushover (pushover.net). */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { codePoints, cut } from "../cut.ts";
import { httpOutcome, overHttp, unreadable, whyOf } from "../http_outcome.ts";
import { matching, mirror, mirrored } from "../kinds.ts";
import { bodyText } from "../message.ts";
import { postJson } from "../post_json.ts";

const API = "https://api.pushover.net";

/** Of users, groups and applications. */
function key() {
  return matching(/^[A-Za-z0-9]{20,}$/, say`letters and digits`);
}

const answerSchema = z.object({
  status: z.number(),
  errors: z.optional(z.array(z.string())),
});

/** See the file. */
export const PUSHOVER = channel({
  type: "pushover",
  title: "Pushover",
  fields: {
    user: {
      kind: key(),
      secret: true,
      about: say`Your user key, or a group's`,
    },
    token: {
      kind: key(),
      secret: true,
      about: say`The API token of an application of yours`,
    },
    baseUrl: {
      kind: mirror(),
      optional: true,
      about: say`A mirror of ${API}`,
    },
  },
  request: (message, { user, token, baseUrl }) =>
    postJson(mirrored(`${API}/1/messages.json`, baseUrl), {
      token,
      user,
      title: cut(message.title, 250, codePoints),
      message: cut(bodyText(message) || message.title, 1024, codePoints),
      priority: message.severity === "critical" ? 1 : 0, // 1 rings in its quiet hours, too
    }),
  outcome(given, nowMs) {
    const answer = overHttp(given);
    const said = parseJsonAs(answerSchema, answer.body);
    const description = said?.errors?.join("; ") ?? "";
    const outcome = httpOutcome(answer, nowMs, description || answer.body);
    if (outcome.kind !== "ok") return outcome;
    if (said === null) return unreadable(answer);
    return said.status === 1
      ? outcome
      : { kind: "fatal", why: whyOf(said.status, description) };
  },
});
