import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import {
  jsonIn,
  moved,
  type Refusal,
  type Service,
  sound,
  withKeys,
} from "./service.ts";

const TOKEN =
  "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";
const SECRET = "SECdingTestSecret0123456789";
const KEYWORD = "告警";
const URL_OF_BOT = `https://oapi.dingtalk.com/robot/send?access_token=${TOKEN}`;

function refused(
  errcode: number,
  errmsg: string,
  afterMs?: number,
): Refusal {
  return {
    status: 200,
    body: { errcode, errmsg },
    says: new RegExp(`^${errcode}: `),
    ...afterMs === undefined
      ? { outcome: "fatal" }
      : { outcome: "retry", afterMs },
  };
}

/** DingTalk. */
export const DINGTALK: Service = {
  type: "dingtalk",
  origin: "https://oapi.dingtalk.com",
  values: { url: URL_OF_BOT, secret: SECRET, keyword: KEYWORD },
  at: (base) => moved(DINGTALK.values, base),
  pasted: {
    [URL_OF_BOT]: { url: URL_OF_BOT },
    "https://oapi.dingtalk.com/robot/send": null,
    "https://open.dingtalk.com/document/robots": null,
  },

  check(got, nowMs) {
    assert.equal(got.path, "/robot/send");
    assert.deepEqual([...got.query.keys()].sort(), [
      "access_token",
      "sign",
      "timestamp",
    ]);
    assert.equal(got.query.get("access_token"), TOKEN);
    const timestamp = got.query.get("timestamp") ?? "";
    assert.match(timestamp, /^\d{13}$/);
    assert(Math.abs(Number(timestamp) - nowMs) < 3_600_000, "clock");
    assert.equal(
      got.query.get("sign"),
      createHmac("sha256", SECRET).update(`${timestamp}\n${SECRET}`)
        .digest("base64"),
    );
    const message = withKeys(jsonIn(got), ["msgtype", "text", "at"]);
    assert.equal(message.msgtype, "text");
    const { content } = withKeys(message.text, ["content"]);
    assert(sound(content).includes(KEYWORD), "keyword");
    assert.deepEqual(message.at, { atMobiles: [], isAtAll: false });
    assert(Buffer.byteLength(got.body) <= 20_000, "too long");
  },

  shown: ({ body }) =>
    JSON.parse(body).text.content.replace(`\n${KEYWORD}`, ""),
  success: { status: 200, body: { errcode: 0, errmsg: "ok" } },
  refusals: {
    "bad signature": refused(310000, "sign not match"),
    "no keyword": refused(310000, "keywords not in content"),
    "bad token": refused(300005, "token is not exist"),
    "bad token, older": refused(300001, "token is not exist"),
    "too long": refused(460101, "message too long, exceed 20000 bytes"),
    "too long, older": refused(101002, "message too long"),
    "too fast": refused(130101, "send too fast, exceed 20 times", 600_000),
    "too fast, newer": refused(660026, "send too fast", 600_000),
    "over the limit": refused(90030, "exceed limit", 600_000),
    busy: {
      status: 200,
      body: { errcode: -1, errmsg: "系统繁忙" },
      outcome: "retry",
      says: /^-1: 系统繁忙$/,
    },
  },
};
