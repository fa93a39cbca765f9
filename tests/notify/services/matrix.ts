import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Service, sound, withKeys } from "./service.ts";

const ORIGIN = "https://matrix.example.org";
const VALUES = {
  baseUrl: ORIGIN,
  room: "!abc:example.org",
  token: "syt_Z3VhcmQ_kJhGfDsAqWeRtYuIoPzX_1a2b3c",
};

/** Any homeserver. */
export const MATRIX: Service = {
  type: "matrix",
  origin: ORIGIN,
  values: VALUES,
  at: (base) => ({ ...VALUES, baseUrl: base }),
  pasted: {},

  check({ method, path, query, headers, body }) {
    assert.equal(method, "PUT");
    assert.match(
      path,
      /^\/_matrix\/client\/v3\/rooms\/!abc%3Aexample\.org\/send\/m\.room\.message\/[\w.-]+$/,
    );
    assert.equal(`${query}`, "");
    assert.equal(
      headers.get("content-type"),
      "application/json; charset=utf-8",
    );
    assert.equal(headers.get("authorization"), `Bearer ${VALUES.token}`);
    assert.match(headers.get("user-agent") ?? "", /^openclaw-guard\/\d/);
    assert(Buffer.byteLength(body) <= 60_000, "no room for the envelope");
    const event = withKeys(JSON.parse(body), [
      "msgtype",
      "body",
      "format",
      "formatted_body",
      "m.mentions",
    ]);
    assert.equal(event["msgtype"], "m.text"); // m.notice does not ring
    assert.equal(event["format"], "org.matrix.custom.html");
    assert.deepEqual(event["m.mentions"], {});
    const plain = sound(event["body"]);
    const html = sound(event["formatted_body"]);
    assert.doesNotMatch(
      html.replaceAll(/<\/?strong>|<br>|&(?:amp|lt|gt);/g, ""),
      /[<>&]/,
    );
    const text = html.replace("</strong><br>", "\n").replaceAll("<br>", "\n")
      .replaceAll(/<\/?strong>/g, "").replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    assert.equal(text.trimEnd(), plain);
  },

  shown: ({ body }) => JSON.parse(body).body,
  success: { status: 200, body: { event_id: "$YUwRidLecu:example.org" } },
  refusals: {
    "no event": {
      status: 200,
      body: { versions: ["v1.11"] },
      outcome: "retry",
      says: /cannot be read/,
    },
    "not in the room": {
      status: 403,
      body: { errcode: "M_FORBIDDEN", error: "User not in room" },
      outcome: "fatal",
      says: /^HTTP 403: M_FORBIDDEN User not in room$/,
    },
    "bad token": {
      status: 401,
      body: { errcode: "M_UNKNOWN_TOKEN", error: "Invalid access token" },
      outcome: "fatal",
      says: /^HTTP 401: M_UNKNOWN_TOKEN/,
    },
    "too many": {
      status: 429,
      body: {
        errcode: "M_LIMIT_EXCEEDED",
        error: "Too Many Requests",
        retry_after_ms: 1500,
      },
      outcome: "retry",
      afterMs: 1500,
      says: /^HTTP 429: M_LIMIT_EXCEEDED/,
    },
  },
};
