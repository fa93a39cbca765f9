/** A room of Matrix (spec.matrix.org, client-server API v1.11); not an encrypted one. */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { codePoints, cut } from "../cut.ts";
import { escapeHtml } from "../escape.ts";
import { overHttp, serviceOutcome } from "../http_outcome.ts";
import { address, below } from "../kinds.ts";
import { bodyText } from "../message.ts";
import { postJson } from "../post_json.ts";

const answerSchema = z.object({
  event_id: z.optional(z.string()),
  errcode: z.optional(z.string()),
  error: z.optional(z.string()),
  retry_after_ms: z.optional(z.number()),
});
/** An event may have 65,536 bytes, and the text is in it twice. */
const LONGEST_TITLE = 500;
const LONGEST_TEXT = 4000;

export const MATRIX = channel({
  type: "matrix",
  title: "Matrix",
  fields: {
    baseUrl: {
      kind: address("https://matrix.example.org"),
      about: say`The address of your homeserver`,
    },
    room: {
      // Newer rooms have no server in theirs.
      kind: matching(
        say`the id of a room such as "!abc:example.org"`,
        /^![^\s/?#]+$/,
      ),
      about: say`The id of the room, from its settings`,
    },
    token: {
      kind: matching(say`an access token such as "syt_…"`, /^[\w.~+/=-]+$/),
      secret: true,
      about: say`The access token of a user who is in the room`,
    },
  },
  request(message, { baseUrl, room, token }) {
    const head = cut(message.title, LONGEST_TITLE, codePoints);
    const rest = cut(bodyText(message), LONGEST_TEXT, codePoints);
    const path = ["rooms", room, "send", "m.room.message", message.id]
      .map(encodeURIComponent).join("/");
    return {
      ...postJson(below(baseUrl, `/_matrix/client/v3/${path}`), {
        msgtype: "m.text",
        body: `${head}\n${rest}`.trimEnd(),
        format: "org.matrix.custom.html",
        formatted_body: `<strong>${escapeHtml(head)}</strong><br>${
          escapeHtml(rest).replaceAll("\n", "<br>")
        }`,
        "m.mentions": {}, // whatever stands in it, nobody is called
      }, { Authorization: `Bearer ${token}` }),
      // With an id of the sender's own: a second try makes no second message.
      method: "PUT",
    };
  },
  outcome(answer, nowMs) {
    const { event_id, errcode, error = "", retry_after_ms } =
      parseJsonAs(answerSchema, overHttp(answer).body) ?? {};
    return serviceOutcome(
      answer,
      nowMs,
      event_id !== undefined,
      errcode === undefined ? undefined : `${errcode} ${error}`,
      retry_after_ms,
    );
  },
});
