/** Bark, for iPhones, and servers of one's own. */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { cut, jsonBytes, type Unit } from "../cut.ts";
import { overHttp, serviceOutcome } from "../http_outcome.ts";
import { address } from "../kinds.ts";
import { bodyOrTitle } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Bytes; Apple takes 4096 with all that is around them. */
const MAX_TITLE = 400;
const MAX_TEXT = 3000;
/** Go, of which the server is, writes some characters in six bytes. */
const payloadBytes: Unit = (text) =>
  jsonBytes(text.replaceAll(/[<>&]/g, "......"));

const answerSchema = z.object({
  code: z.number(),
  message: z.optional(z.string()),
});

/** The device's key is the last part of the path. */
const KEY = /\/([\w-]{8,64})\/?$/;

export const BARK = channel({
  type: "bark",
  title: "Bark",
  fields: {
    url: {
      kind: address(
        "https://api.day.app/…",
        ({ pathname }) => KEY.test(pathname),
      ),
      secret: true,
      about: say`The address with the device's key, from the app`,
    },
  },

  /** The app gives an address with a text at its end. */
  fromAddress({ hostname, pathname, origin }) {
    const [, key] = /^\/([\w-]{8,64})(?:\/|$)/.exec(pathname) ?? [];
    return (hostname === "api.day.app" || hostname.startsWith("bark.")) &&
        key !== undefined
      ? { url: `${origin}/${key}` }
      : null;
  },

  request(message, { url }) {
    const { origin, pathname } = new URL(url);
    const [, key] = KEY.exec(pathname) ?? [];
    return postJson(origin + pathname.replace(KEY, "/push"), {
      device_key: key,
      title: cut(message.title, MAX_TITLE, payloadBytes),
      body: cut(bodyOrTitle(message), MAX_TEXT, payloadBytes),
      group: "OpenClaw",
      // "critical" would sound at night with the phone muted.
      level: message.severity === "info" ? "active" : "timeSensitive",
    });
  },

  outcome(answer, nowMs) {
    const http = overHttp(answer);
    const said = parseJsonAs(answerSchema, http.body);
    return serviceOutcome(
      { ...http, status: said?.code ?? http.status },
      nowMs,
      said !== null,
      said?.message,
    );
  },
});
