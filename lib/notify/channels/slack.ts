/** Incoming webhooks of Slack. */

import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { colourOf, COLOURS } from "../colour.ts";
import { cut, utf16 } from "../cut.ts";
import { escapeHtml } from "../escape.ts";
import { httpOutcome, overHttp, unreadable } from "../http_outcome.ts";
import { address, mirror, mirrored } from "../kinds.ts";
import { bodyText } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Characters; Slack would take 40000 of a title. */
const MAX_TITLE = 1000;
const MAX_SECTION = 3000;

function isHook({ pathname }: URL): boolean {
  return /\/services\/[\w-]+\/[\w-]+\/[\w-]+$/.test(pathname);
}

/** Cut and escaped, which takes its mentions away, too. */
function escaped(text: string, most: number): string {
  return escapeHtml(cut(text, most, (part) => utf16(escapeHtml(part))));
}

/** See the file. */
export const SLACK = channel({
  type: "slack",
  title: "Slack",
  fields: {
    url: {
      kind: address("https://hooks.slack.com/services/T…/B…/…", isHook),
      secret: true,
      about: say`The webhook address of the channel`,
    },
    baseUrl: {
      kind: mirror(),
      optional: true,
      about: say`A mirror of ${"https://hooks.slack.com"}`,
    },
  },

  fromAddress(address) {
    return address.hostname === "hooks.slack.com" && isHook(address)
      ? { url: address.href }
      : null;
  },

  request(message, { url, baseUrl }) {
    const lines = escaped(bodyText(message), MAX_SECTION);
    return postJson(mirrored(url, baseUrl), {
      text: escaped(message.title, MAX_TITLE),
      mrkdwn: false,
      ...lines === "" ? {} : {
        attachments: [{
          color: `#${COLOURS[colourOf(message)].toString(16).padStart(6, "0")}`,
          blocks: [{
            type: "section",
            text: { type: "plain_text", text: lines, emoji: false },
          }],
        }],
      },
    });
  },

  outcome(answer, nowMs) {
    const http = overHttp(answer);
    const outcome = httpOutcome(http, nowMs, http.body);
    return outcome.kind === "ok" && http.body.trim() !== "ok"
      ? unreadable(http)
      : outcome;
  },
});
