/** Webhooks of Discord. */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { cut, utf16 } from "../cut.ts";
import { escapeMarkdown } from "../escape.ts";
import { overHttp, serviceOutcome } from "../http_outcome.ts";
import { hook, mirrored, mirrorOf } from "../kinds.ts";
import { bodyText, colourOf, COLOURS } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Characters. */
const MAX_TITLE = 256;
const MAX_TEXT = 4096;

const answerSchema = z.object({
  id: z.optional(z.string()),
  message: z.optional(z.string()),
  retry_after: z.optional(z.number()),
});

const HOOK = hook(
  "https://discord.com/api/webhooks/…/…",
  say`The webhook address of the channel`,
  ({ pathname }) => /\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/.test(pathname),
  (name) => /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/.test(name),
);

/** Cut and escaped. */
function marked(text: string, most: number): string {
  return escapeMarkdown(cut(text, most, (part) => utf16(escapeMarkdown(part))));
}

export const DISCORD = channel({
  type: "discord",
  title: "Discord",
  fields: {
    url: HOOK.url,
    thread: {
      kind: matching(say`the number of a thread, in quotes`, /^\d{5,30}$/),
      optional: true,
      about: say`The thread, as forums need one`,
    },
    baseUrl: mirrorOf("https://discord.com"),
  },
  fromAddress: HOOK.fromAddress,

  request(message, { url, thread, baseUrl }) {
    const description = marked(bodyText(message), MAX_TEXT);
    const address = mirrored(url, baseUrl);
    address.searchParams.set("wait", "true"); // else lost ones are a success
    if (thread !== undefined) address.searchParams.set("thread_id", thread);
    return postJson(address, {
      allowed_mentions: { parse: [] },
      embeds: [{
        title: marked(message.title, MAX_TITLE),
        ...description === "" ? {} : { description },
        color: COLOURS[colourOf(message)],
      }],
    });
  },

  outcome(answer, nowMs) {
    const { status, body } = overHttp(answer);
    if (status === 204) {
      // Something in between dropped "wait"; trying again would repeat it.
      return {
        kind: "fatal",
        why: say`HTTP 204: the message may have been lost on the way`,
      };
    }
    const { id, message, retry_after } = parseJsonAs(answerSchema, body) ?? {};
    return serviceOutcome(
      answer,
      nowMs,
      id !== undefined,
      message,
      retry_after === undefined ? null : retry_after * 1000,
    );
  },
});
