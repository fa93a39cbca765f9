/** Pushover (pushover.net). */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { codePoints, cut } from "../cut.ts";
import { overHttp, serviceOutcome, whyOf } from "../http_outcome.ts";
import { mirrored, mirrorOf } from "../kinds.ts";
import { bodyOrTitle } from "../message.ts";
import { postJson } from "../post_json.ts";

const API = "https://api.pushover.net";

/** Of users, groups and applications. */
const KEY = matching(say`letters and digits`, /^[A-Za-z0-9]{20,}$/);

const answerSchema = z.object({
  status: z.number(),
  errors: z.optional(z.array(z.string())),
});

export const PUSHOVER = channel({
  type: "pushover",
  title: "Pushover",
  fields: {
    user: {
      kind: KEY,
      secret: true,
      about: say`Your user key, or a group's`,
    },
    token: {
      kind: KEY,
      secret: true,
      about: say`The API token of an application of yours`,
    },
    baseUrl: mirrorOf(API),
  },
  request: (message, { user, token, baseUrl }) =>
    postJson(mirrored(`${API}/1/messages.json`, baseUrl), {
      token,
      user,
      title: cut(message.title, 250, codePoints),
      message: cut(bodyOrTitle(message), 1024, codePoints),
      priority: message.severity === "critical" ? 1 : 0, // 1 rings in its quiet hours, too
    }),
  outcome(answer, nowMs) {
    const said = parseJsonAs(answerSchema, overHttp(answer).body);
    const errors = said?.errors?.join("; ") || undefined;
    const outcome = serviceOutcome(answer, nowMs, said !== null, errors);
    return outcome.kind === "ok" && said !== null && said.status !== 1
      ? { kind: "fatal", why: whyOf(said.status, errors ?? "") }
      : outcome;
  },
});
