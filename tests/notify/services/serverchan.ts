import assert from "node:assert/strict";
import {
  jsonIn,
  type Refusal,
  type Service,
  within,
  withKeys,
} from "./service.ts";

const KEY = "SCT123456TaBcDeFgHiJkLmNoPqRsTuVwX";
const ORIGIN = "https://sctapi.ftqq.com";

/** Wrong keys and used-up days have one code. */
function no(
  status: number,
  message: string,
  other: Pick<Refusal, "outcome" | "afterMs">,
): Refusal {
  return {
    status,
    body: { code: 40001, message, info: message, args: [null] },
    says: /^40001: \[AUTH\]/,
    ...other,
  };
}

/** At the tests' 22:00 UTC it is 06:00 in China. */
const TOMORROW = { outcome: "retry", afterMs: 18 * 3_600_000 } as const;
const USED_UP = "[AUTH]超过当天的发送次数限制[5]，请稍后再试";

/** ServerChan. */
export const SERVERCHAN: Service = {
  type: "serverchan",
  origin: ORIGIN,
  values: { key: KEY },
  at: (base) => ({ key: KEY, baseUrl: base }),
  pasted: {
    [`${ORIGIN}/${KEY}.send`]: { key: KEY },
    [`${ORIGIN}/${KEY}.send?title=x`]: { key: KEY },
    "https://1234.push.ft07.com/send/sctp1234tABC.send": {
      key: "sctp1234tABC",
    },
    [`${ORIGIN}/`]: null,
    "https://example.org/SCT123456T.send": null,
    "https://1.push.ft07.com.example.org/send/sctp1tABC.send": null,
  },

  check(got) {
    assert.equal(got.path, `/${KEY}.send`);
    assert.equal(`${got.query}`, "");
    const { title, desp, short, noip } = withKeys(jsonIn(got), [
      "title",
      "desp",
      "short",
      "noip",
    ]);
    assert.doesNotMatch(within(title, 32, "points"), /\n/);
    within(desp, 32 * 1024, "bytes");
    assert.doesNotMatch(within(short, 64, "points"), /\n/);
    assert.equal(noip, 1);
    // Markup is what has no backslash before it.
    assert.doesNotMatch(
      String(desp).replaceAll(/\\[!-/:-@[-`{-~]/g, "x"),
      /[\\*_~`|<>[\]]|^[ \t]*[#-]/m,
    );
  },

  shown: ({ body }) =>
    JSON.parse(body).desp.replaceAll("\n\n", "\n")
      .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1"),
  success: {
    status: 200,
    body: { code: 0, message: "", data: { pushid: "1", readkey: "x" } },
  },
  refusals: {
    "no such key": no(400, "[AUTH]错误的Key", { outcome: "fatal" }),
    "no such key, HTTP 200": no(200, "[AUTH]错误的Key", { outcome: "fatal" }),
    "used up": no(200, USED_UP, TOMORROW),
    "used up, HTTP 400": no(400, USED_UP, TOMORROW),
  },
};
