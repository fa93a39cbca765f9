/** Telegram's Bot API. Never `getUpdates`: it would take OpenClaw's messages away. */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { integer, type Kind, matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { cut, utf16 } from "../cut.ts";
import { httpOutcome, overHttp, serviceOutcome } from "../http_outcome.ts";
import { below, mirrorOf } from "../kinds.ts";
import { plainText } from "../message.ts";
import { postJson } from "../post_json.ts";

const API = "https://api.telegram.org";
/** UTF-16 units of a message. */
const MAX_TEXT = 4096;
/** Telegram heeds 100 of a message [not documented]; one is for the title. */
const MAX_CODE_WORDS = 90;

/** A chat's number, which people write as one, or a public name. */
const CHAT_TEXT = matching(
  say`a number such as -1001234567890, or a public name such as "@name"`,
  /^(?:-?\d{1,20}|@\w{4,40})$/,
);
const CHAT: Kind<string> = {
  ...CHAT_TEXT,
  json: { type: ["integer", "string"] },
  read: (written) =>
    CHAT_TEXT.read(Number.isSafeInteger(written) ? `${written}` : written),
};

const answerSchema = z.object({
  ok: z.boolean(),
  error_code: z.optional(z.number()),
  description: z.optional(z.string()),
  parameters: z.optional(z.object({
    retry_after: z.optional(z.number()),
    migrate_to_chat_id: z.optional(z.number()),
  })),
});

export const TELEGRAM = channel({
  type: "telegram",
  title: "Telegram",
  fields: {
    token: {
      kind: matching(
        say`the token of a bot such as "123456:ABC-DEF…", from @BotFather`,
        /^\d{3,20}:[\w-]{10,100}$/,
      ),
      secret: true,
      about: say`The token of the bot that sends`,
    },
    chat: { kind: CHAT, about: say`The chat it sends to` },
    topic: {
      kind: integer(1, 2 ** 31 - 1),
      optional: true,
      about: say`The topic of a group with topics`,
    },
    baseUrl: mirrorOf(API),
  },

  fromAddress({ hostname, pathname }) {
    const [, token] = /^\/bot(\d+:[\w-]+)(?:\/|$)/.exec(pathname) ?? [];
    return hostname === "api.telegram.org" && token !== undefined
      ? { token }
      : null;
  },

  request(message, { token, chat, topic, baseUrl = API }) {
    const text = cut(plainText(message), MAX_TEXT, utf16);
    const words = codeWords(text);
    // More are nobody's names: then the sign itself is made harmless.
    const some = words.length <= MAX_CODE_WORDS;
    return postJson(below(baseUrl, `/bot${token}/sendMessage`), {
      chat_id: chat,
      ...(topic === undefined ? {} : { message_thread_id: topic }),
      text: some ? text : text.replaceAll("@", "＠"),
      entities: [
        ...boldTitle(text, some ? words : []),
        ...some ? words : [],
      ],
      link_preview_options: { is_disabled: true },
      disable_notification: message.severity === "info",
    });
  },

  outcome(answer, nowMs) {
    const http = overHttp(answer);
    const said = parseJsonAs(answerSchema, http.body);
    if (said?.ok === true) return { kind: "ok" };
    if (said === null) return serviceOutcome(http, nowMs, false);
    const { retry_after, migrate_to_chat_id } = said.parameters ?? {};
    const description = said.description ?? "";
    return httpOutcome(
      // A mirror may say 200 for it.
      { ...http, status: said.error_code ?? Math.max(400, http.status) },
      nowMs,
      migrate_to_chat_id === undefined
        ? description
        : say`set "chat" to ${migrate_to_chat_id}: ${description}`,
      retry_after === undefined ? null : retry_after * 1000,
    );
  },
});

/** Formats a part of a text; offset and length in UTF-16 units. */
interface Entity {
  readonly type: "bold" | "code";
  readonly offset: number;
  readonly length: number;
}

/**
 * Words that Telegram would make a mention or a command to a bot of: as code they
 * are neither, and can be copied.
 */
function codeWords(text: string): Entity[] {
  return [...text.matchAll(/\S+/g)]
    .filter(([word]) => word.includes("@") || word.startsWith("/"))
    .map(({ 0: { length }, index }) => ({
      type: "code",
      offset: index,
      length,
    }));
}

/** The first line is bold, unless it has code in it: one excludes the other. */
function boldTitle(text: string, words: readonly Entity[]): Entity[] {
  const { length } = text.split("\n", 1)[0]?.trimEnd() ?? "";
  return length === 0 || words.some(({ offset }) => offset < length)
    ? []
    : [{ type: "bold", offset: 0, length }];
}
