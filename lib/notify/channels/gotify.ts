/** Gotify, a server of one's own for one's own phone (gotify.net). */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import type { Severity } from "../../core/notice.ts";
import { channel } from "../channel.ts";
import { codePoints, cut } from "../cut.ts";
import { httpOutcome, overHttp, unreadable } from "../http_outcome.ts";
import { address, matching } from "../kinds.ts";
import { bodyText } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Its app for Android rings from 4 on, and pops up from 8 on. */
const PRIORITY: Readonly<Record<Severity, number>> = {
  info: 4,
  warning: 6,
  critical: 8,
};

/** It sets no limits; a phone does. */
const MAX_TITLE = 500;
const MAX_TEXT = 8000;

const SENT = z.object({ id: z.number() });
const REFUSED = z.object({ errorDescription: z.string() });

/** See the file. */
export const GOTIFY = channel({
  type: "gotify",
  title: "Gotify",
  fields: {
    baseUrl: {
      kind: address("https://gotify.example.org"),
      about: say`The address of your server`,
    },
    token: {
      kind: matching(
        /^[\w.-]+$/,
        say`a token of an application such as "A1b2c3…"`,
      ),
      secret: true,
      about: say`The token of an application there`,
    },
  },
  // In a header: a query would stand in the server's log of requests.
  request: (message, { baseUrl, token }) =>
    postJson(`${baseUrl.replace(/\/+$/, "")}/message`, {
      title: cut(message.title, MAX_TITLE, codePoints),
      // Plain text unless "extras" say otherwise.
      message: cut(bodyText(message) || message.title, MAX_TEXT, codePoints),
      priority: PRIORITY[message.severity],
    }, { "X-Gotify-Key": token }),
  outcome(given, nowMs) {
    const answer = overHttp(given);
    const refused = parseJsonAs(REFUSED, answer.body);
    const outcome = httpOutcome(
      answer,
      nowMs,
      refused?.errorDescription ?? answer.body,
    );
    return outcome.kind === "ok" && parseJsonAs(SENT, answer.body) === null
      ? unreadable(answer)
      : outcome;
  },
});
