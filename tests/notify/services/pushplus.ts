import assert from "node:assert/strict";
import {
  jsonIn,
  type Refusal,
  type Service,
  within,
  withKeys,
} from "./service.ts";

const ORIGIN = "https://www.pushplus.plus";
const TOKEN = "5c7f1e0a9b8d4c3e2f1a0b9c8d7e6f5a";

/** It answers 200 whatever it means. */
function no(code: number, msg: string, outcome: Refusal["outcome"]): Refusal {
  const body = { code, msg, data: null };
  return { status: 200, body, outcome, says: new RegExp(`^${code}: ${msg}$`) };
}

/** PushPlus. */
export const PUSHPLUS: Service = {
  type: "pushplus",
  origin: ORIGIN,
  values: { token: TOKEN },
  at: (base) => ({ token: TOKEN, baseUrl: base }),
  pasted: {},

  check(got) {
    assert.equal(got.path, "/send");
    assert.equal(`${got.query}`, "");
    const { token, title, content, template } = withKeys(jsonIn(got), [
      "token",
      "title",
      "content",
      "template",
    ]);
    assert.equal(token, TOKEN);
    within(title, 100, "points");
    within(content, 20_000, "points");
    assert.equal(template, "txt"); // any other needs escapes
  },

  shown: ({ body }) => JSON.parse(body).content,
  success: { status: 200, body: { code: 200, msg: "请求成功", data: "f1" } },
  refusals: {
    "no such token": no(903, "无效的用户token", "fatal"),
    "no real name": no(905, "账户未进行实名认证", "fatal"),
    blocked: no(900, "用户账号使用受限", "fatal"),
    "its own trouble": no(999, "服务端验证错误", "retry"),
  },
};
