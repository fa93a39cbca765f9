/** ntfy.sh, and servers of one's own. */

import * as z from "zod/mini";
import type { Severity } from "../../core/notice.ts";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { bytes, cut } from "../cut.ts";
import { overHttp, serviceOutcome } from "../http_outcome.ts";
import { address } from "../kinds.ts";
import { bodyOrTitle } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Bytes; a longer text becomes a file that nobody opens. */
const MAX_TITLE = 250;
const MAX_TEXT = 4096;

const PRIORITY: Readonly<Record<Severity, number>> = {
  info: 3,
  warning: 4,
  critical: 5,
};

const answerSchema = z.object({
  id: z.optional(z.string()),
  error: z.optional(z.string()),
});

/** The topic is the last part of the path. */
const TOPIC = /\/([-\w]{1,64})\/?$/;

export const NTFY = channel({
  type: "ntfy",
  title: "ntfy",
  fields: {
    url: {
      kind: address(
        "https://ntfy.sh/topic",
        ({ pathname }) => TOPIC.test(pathname),
      ),
      // On ntfy.sh who knows the topic can read it.
      secret: true,
      about: say`The address of the topic`,
    },
    token: {
      kind: matching(
        say`a token such as "tk_…", or the name of a user, a colon and the password`,
        /^\S+$/,
      ),
      secret: true,
      optional: true,
      about: say`What may write there, if not everybody may`,
    },
  },

  fromAddress({ hostname, pathname, origin }) {
    return /^ntfy\./.test(hostname) && TOPIC.test(pathname)
      ? { url: origin + pathname }
      : null;
  },

  request(message, { url, token }) {
    const { origin, pathname } = new URL(url);
    const [, topic] = TOPIC.exec(pathname) ?? [];
    return postJson(
      origin + pathname.replace(TOPIC, "/"),
      {
        topic,
        title: cut(message.title, MAX_TITLE, bytes),
        // Without a text ntfy writes "triggered".
        message: cut(bodyOrTitle(message), MAX_TEXT, bytes),
        priority: PRIORITY[message.severity],
      },
      token === undefined ? {} : { Authorization: authorization(token) },
    );
  },

  outcome(answer, nowMs) {
    const said = parseJsonAs(answerSchema, overHttp(answer).body);
    return serviceOutcome(answer, nowMs, said?.id !== undefined, said?.error);
  },
});

function authorization(token: string): string {
  return token.includes(":")
    ? `Basic ${new TextEncoder().encode(token).toBase64()}`
    : `Bearer ${token}`;
}
