import assert from "node:assert/strict";
import { encodedHeader, encodedText } from "../../lib/notify/mime.ts";

const HEADERS: readonly [value: string, encoded: string][] = [
  ["OpenClaw is well again", "OpenClaw is well again"],
  // NOTIFY.md section 3.
  ["网关已恢复", "=?UTF-8?B?572R5YWz5bey5oGi5aSN?="],
  // What would be taken for encoded, begin with a blank, or end the line.
  ["=?UTF-8?B?eA==?=", "=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?="],
  [" x", "=?UTF-8?B?IHg=?="],
  ["x\r\nBcc: all@example.org", "x Bcc: all@example.org"],
  ["", "=?UTF-8?B??="],
];

Deno.test("a header is encoded when it has to be, and never has a second line of its own", () => {
  for (const [value, encoded] of HEADERS) {
    assert.equal(encodedHeader(value), encoded, value);
  }
});

Deno.test("each encoded word of a long header is at most 75 characters and whole characters", () => {
  const value = "🔴网".repeat(40) + "x".repeat(100);
  const words = encodedHeader(value).split("\n ");
  assert(words.length > 5);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decoded = words.map((word) => {
    assert(word.length <= 75, word);
    const [, base64 = ""] = /^=\?UTF-8\?B\?(.+)\?=$/.exec(word) ?? [];
    return decoder.decode(Uint8Array.fromBase64(base64));
  });
  assert.equal(decoded.join(""), value);
});

Deno.test("half of a surrogate pair does not stop a header", () => {
  assert.equal(encodedHeader("\ud83d"), "=?UTF-8?B?77+9?=");
});

Deno.test("a body has lines of at most 76 characters and no empty one", () => {
  for (const length of [0, 1, 57, 58, 114, 115, 1000]) {
    const text = "网".repeat(length).slice(0, length);
    const lines = encodedText(text).split("\n");
    assert(lines.every((line) => line.length <= 76), String(length));
    assert(length === 0 || lines.every((line) => line !== ""), String(length));
    assert.equal(
      new TextDecoder().decode(Uint8Array.fromBase64(lines.join(""))),
      text,
    );
  }
});
