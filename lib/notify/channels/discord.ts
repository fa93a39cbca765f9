/** Webhooks of Discord. */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { colourOf, COLOURS } from "../colour.ts";
import { cut, utf16 } from "../cut.ts";
import { escapeMarkdown } from "../escape.ts";
import { httpOutcome, overHttp, unreadable } from "../http_outcome.ts";
import { address, matching, mirror, mirrored } from "../kinds.ts";
import { bodyText } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Characters. */
const MAX_TITLE = 256;
const MAX_TEXT = 4096;

const answerSchema = z.object({
  id: z.optional(z.string()),
  message: z.optional(z.string()),
  retry_after: z.optional(z.number()),
});

function isHook({ pathname }: URL): boolean {
  return /\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/.test(pathname);
}

/** Cut and escaped. */
function marked(text: string, most: number): string {
  return escapeMarkdown(cut(text, most, (part) => utf16(escapeMarkdown(part))));
}

/** See the file. */
export const DISCORD = channel({
  type: "discord",
  title: "Discord",
  fields: {
    url: {
      kind: address("https://discord.com/api/webhooks/…/…", isHook),
      secret: true,
      about: say`The webhook address of the channel`,
    },
    thread: {
      kind: matching(/^\d{5,30}$/, say`the number of a thread, in quotes`),
      optional: true,
      about: say`The thread, as forums need one`,
    },
    baseUrl: {
      kind: mirror(),
      optional: true,
      about: say`A mirror of ${"https://discord.com"}`,
    },
  },

  fromAddress(address) {
    return /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/.test(
        address.hostname,
      ) && isHook(address)
      ? { url: address.href }
      : null;
  },

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
    const http = overHttp(answer);
    const said = parseJsonAs(answerSchema, http.body);
    if (http.status === 204) {
      // Something in between dropped "wait"; trying again would repeat it.
      return {
        kind: "fatal",
        why: say`HTTP 204: the message may have been lost on the way`,
      };
    }
    const outcome = httpOutcome(
      http,
      nowMs,
      said?.message ?? http.body,
      said?.retry_after === undefined ? null : said.retry_after * 1000,
    );
    return outcome.kind === "ok" && said?.id === undefined
      ? unreadable(http)
      : outcome;
  },
});
