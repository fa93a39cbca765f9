/** Incoming webhooks of Slack. */

import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { cut, utf16 } from "../cut.ts";
import { escapeHtml } from "../escape.ts";
import { overHttp, serviceOutcome } from "../http_outcome.ts";
import { hook, mirrored, mirrorOf } from "../kinds.ts";
import { bodyText, colourOf, COLOURS } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Characters; Slack would take 40000 of a title. */
const MAX_TITLE = 1000;
const MAX_SECTION = 3000;

const HOOK = hook(
  "https://hooks.slack.com/services/T…/B…/…",
  say`The webhook address of the channel`,
  ({ pathname }) => /\/services\/[\w-]+\/[\w-]+\/[\w-]+$/.test(pathname),
);

/** Cut and escaped, which takes its mentions away, too. */
function escaped(text: string, most: number): string {
  return escapeHtml(cut(text, most, (part) => utf16(escapeHtml(part))));
}

export const SLACK = channel({
  type: "slack",
  title: "Slack",
  fields: { url: HOOK.url, baseUrl: mirrorOf("https://hooks.slack.com") },
  fromAddress: HOOK.fromAddress,

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

  outcome: (answer, nowMs) =>
    serviceOutcome(answer, nowMs, overHttp(answer).body.trim() === "ok"),
});
