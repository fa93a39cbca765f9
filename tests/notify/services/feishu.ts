import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import {
  jsonIn,
  moved,
  type Received,
  type Refusal,
  type Service,
  sound,
  withKeys,
} from "./service.ts";

const HOOK = "/open-apis/bot/v2/hook/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const SECRET = "SECfeishuTestSecret01";
const KEYWORD = "网关告警";

function refused(
  code: number,
  msg: string,
  outcome: Refusal["outcome"] = "fatal",
): Refusal {
  return {
    status: 200,
    body: { code, data: {}, msg },
    outcome,
    says: new RegExp(`^${code}: `),
  };
}

function partsOf({ body }: Received): [title: string, text: string] {
  const { card } = JSON.parse(body);
  return [card.header.title.content, card.elements[0].text.content];
}

function botOf(type: string, origin: string): Service {
  const service: Service = {
    type,
    origin,
    values: { url: origin + HOOK, secret: SECRET, keyword: KEYWORD },
    at: (base) => moved(service.values, base),
    pasted: {
      [origin + HOOK]: { url: origin + HOOK },
      // The first version of hooks takes other messages.
      [`${origin}/open-apis/bot/hook/0a1b2c3d`]: null,
      [`${origin}/document/client-docs`]: null,
      [`https://example.org${HOOK}`]: null,
    },

    check(got, nowMs) {
      assert.equal(got.path, HOOK);
      const message = withKeys(jsonIn(got), [
        "timestamp",
        "sign",
        "msg_type",
        "card",
      ]);
      const { timestamp, sign, msg_type } = message;
      assert.match(`${timestamp}`, /^\d{10}$/);
      assert(Math.abs(Number(timestamp) * 1000 - nowMs) < 3_600_000, "clock");
      assert.equal(
        sign,
        createHmac("sha256", `${timestamp}\n${SECRET}`).digest("base64"),
      );
      assert.equal(msg_type, "interactive");
      const card = withKeys(message.card, ["config", "header", "elements"]);
      assert.deepEqual(card.config, { wide_screen_mode: true });
      const header = withKeys(card.header, ["template", "title"]);
      assert.match(`${header.template}`, /^(?:red|orange|green|grey|blue)$/);
      assert(Array.isArray(card.elements) && card.elements.length === 1);
      const div = withKeys(card.elements[0], ["tag", "text"]);
      assert.equal(div.tag, "div");
      for (const text of [header.title, div.text]) {
        const { tag, content } = withKeys(text, ["tag", "content"]);
        assert.equal(tag, "plain_text");
        assert.doesNotMatch(sound(content), /<\/?at/i);
      }
      assert(partsOf(got).some((text) => text.includes(KEYWORD)), "keyword");
      assert(Buffer.byteLength(got.body) <= 20_000, "more than 20 KB");
    },

    shown(got) {
      const [title, text] = partsOf(got);
      return `${title}\n${text.replace(`\n${KEYWORD}`, "")}`;
    },
    success: { status: 200, body: { code: 0, msg: "success", data: {} } },
    refusals: {
      "bad body": refused(9499, "Bad Request"),
      "bad body, with a status": {
        ...refused(9499, "Bad Request"),
        status: 400,
      },
      "no such bot": refused(
        19001,
        "param invalid: incoming webhook access token invalid",
      ),
      "bad parameter": refused(19002, "params error, msg_type need"),
      "bad signature": refused(
        19021,
        "sign match fail or timestamp is not within one hour from current time",
      ),
      "bad address": refused(19022, "Ip Not Allowed"),
      "no keyword": refused(19024, "Key Words Not Found"),
      "too many": {
        ...refused(11232, "frequency limited", "retry"),
        afterMs: 60_000,
      },
      "a code nobody knows": refused(77777, "internal error", "retry"),
      "an old hook's no": {
        status: 200,
        body: { StatusCode: 19024, StatusMessage: "Key Words Not Found" },
        outcome: "fatal",
        says: /^19024: /,
      },
      "no code at all": {
        status: 200,
        body: {},
        outcome: "retry",
        says: /^HTTP 200, and the answer cannot be read/,
      },
    },
  };
  return service;
}

/** Feishu. */
export const FEISHU = botOf("feishu", "https://open.feishu.cn");
/** Lark. */
export const LARK = botOf("lark", "https://open.larksuite.com");
