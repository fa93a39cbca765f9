import assert from "node:assert/strict";
import {
  jsonIn,
  moved,
  type Refusal,
  type Service,
  within,
  withKeys,
} from "./service.ts";

const KEY = "693a91f6-7a0c-4bc4-97a0-0ec2sifa5aaa";
const URL_OF_BOT =
  `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;

function refused(errcode: number, errmsg: string): Refusal {
  return {
    status: 200,
    body: { errcode, errmsg },
    outcome: "fatal",
    says: new RegExp(`^${errcode}: `),
  };
}

/** WeCom. */
export const WECOM: Service = {
  type: "wecom",
  origin: "https://qyapi.weixin.qq.com",
  values: { url: URL_OF_BOT },
  at: (base) => moved(WECOM.values, base),
  pasted: {
    [URL_OF_BOT]: { url: URL_OF_BOT },
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send": null,
    "https://work.weixin.qq.com/api/doc": null,
  },

  check(got) {
    assert.equal(got.path, "/cgi-bin/webhook/send");
    assert.equal(`${got.query}`, `key=${KEY}`);
    const message = withKeys(jsonIn(got), ["msgtype", "text"]);
    assert.equal(message.msgtype, "text");
    const { content } = withKeys(message.text, ["content"]);
    assert.doesNotMatch(within(content, 2048, "bytes"), /<@/);
  },

  shown: ({ body }) => JSON.parse(body).text.content,
  success: { status: 200, body: { errcode: 0, errmsg: "ok" } },
  refusals: {
    "too long": refused(40058, "markdown.content exceed max length 4096"),
    "no such bot": refused(93000, "invalid webhook url"),
    "too many": {
      ...refused(45009, "api freq out of limit"),
      outcome: "retry",
      afterMs: 60_000,
    },
    busy: { ...refused(-1, "system busy"), outcome: "retry" },
  },
};
