import assert from "node:assert/strict";
import { isTelling } from "../../lib/base/secret_forms.ts";
import { MASK, maskSecrets } from "../../lib/base/mask.ts";
import { randomNumbers } from "../random.ts";

/** Plain words and values: no pattern takes any of them for a secret. */
const WORDS =
  "gateway listening on ws://127.0.0.1:18789 port 4711 plugin loaded 3 skills after 12 ms state: active exit code: 1 /var/lib/x at Server.handle (node:internal/http:12:3) author none 2026.9.6"
    .split(" ");
const LETTERS = [
  "abcdefghijklmnopqrstuvwxyz",
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  "0123456789",
  "-_.~!*",
  "/+=&?#%@:;,",
  "'\"`\\ $(){}[]<>|^",
  "äß€漢𝄞",
].map((letters) => [...letters]);

type Random = () => number;

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[below(list.length, random)]!;
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

/** Of digits alone, letters and digits, or of anything. */
function someSecret(random: Random): string {
  const sets = pick(
    [LETTERS.slice(2, 3), LETTERS.slice(0, 3), LETTERS],
    random,
  );
  for (;;) {
    const secret = times(
      6 + below(40, random),
      () => pick(pick(sets, random), random),
    ).join("").trim();
    if (isTelling(secret) && new Set(secret).size > 4) return secret;
  }
}

function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...utf8(text)));
}

function hex(text: string): string[] {
  return utf8(text).map((byte) => byte.toString(16).padStart(2, "0"));
}

function splitByColours(text: string, random: Random): string {
  return [...text].map((letter) =>
    random() < 0.3
      ? letter + pick(["\x1b[1m", "\x1b[38;5;9m", "\x1b[K"], random)
      : letter
  ).join("");
}

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const url = encodeURIComponent;
type Form = (secret: string, random: Random) => string;
/** How programs write what they were given. */
const FORMS: Readonly<Record<string, Form>> = {
  plain: (secret) => secret,
  json,
  "json in json": (secret) => json(json(secret)),
  "json of PHP": (secret) => json(secret).replaceAll("/", "\\/"),
  "json in ASCII": (secret) =>
    json(secret).replaceAll(
      /[^ -~]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  url,
  "url in lower case": (secret) =>
    url(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
  "url, every byte": (secret) => hex(secret).map((two) => `%${two}`).join(""),
  "url in url": (secret) => url(url(secret)),
  "url in json": (secret) => json(`"${url(secret)}"`),
  "json in url": (secret) => url(json(secret)),
  "form": (secret) => `${new URLSearchParams({ "": secret })}`.slice(1),
  "whole url": (secret) => encodeURI(secret),
  base64,
  "base64url": (secret) =>
    base64(secret).replaceAll("+", "-").replaceAll("/", "_").replaceAll(
      "=",
      "",
    ),
  "base64 after a name": (secret, random) =>
    base64("name:".slice(below(4, random)) + secret),
  "base64 in url": (secret) => url(base64(secret)),
  hex: (secret) => hex(secret).join(""),
  "shell, single quotes": (secret) => `'${secret.replaceAll("'", `'\\''`)}'`,
  "shell, double quotes": (secret) =>
    `"${secret.replaceAll(/["\\$`]/g, "\\$&")}"`,
  "shell, backslashes": (secret) => secret.replaceAll(/[^\w]/gu, "\\$&"),
  "bytes of Python": (secret) => hex(secret).map((two) => `\\x${two}`).join(""),
  "split by colours": splitByColours,
};

/** What a form leaves to read when its line is decoded in every way. */
function decodings(text: string): string[] {
  const decode = (one: string) => {
    const tried = [one];
    try {
      tried.push(
        decodeURIComponent(one.replaceAll("+", " ")),
        decodeURIComponent(one),
      );
    } catch { /* is no URL */ }
    try {
      tried.push(String(JSON.parse(`"${one}"`)));
    } catch { /* is no JSON */ }
    return tried;
  };
  // deno-lint-ignore no-control-regex
  const plain = text.replaceAll(/\x1b\[[\d;]*[A-Za-z]/g, "");
  return [plain, ...decode(plain).flatMap(decode)];
}

type Place = (form: string, words: string) => string;
const PLACES: readonly Place[] = [
  (form, words) => `Nov 23 01:03:46 host node[172]: ${words} ${form} ${words}`,
  (form, words) => `{"a":"${words}","b":["x${form}y",1],"c":null}`,
  (form, words) => `HOME=/home/u\nX=${form}\nLEVEL=${words}`,
  (form, words) => `@@ -1,2 +1,2 @@\n- ${words}\n+ ${form}\n ${words}`,
  (form, words) => `GET /x?a=${form}&b=1 ${words}`,
  (form, words) => `<${form}>${words}`,
];

Deno.test("C1: fuzz: a known secret is nowhere to be read after masking, in whatever form and place it was", () => {
  const random = randomNumbers(11);
  for (let round = 0; round < 400; round++) {
    const known = times(1 + below(5, random), () => someSecret(random));
    for (const [name, write] of Object.entries(FORMS)) {
      const secret = pick(known, random);
      const form = write(secret, random);
      const words = times(below(6, random), () => pick(WORDS, random)).join(
        " ",
      );
      const text = pick(PLACES, random)(form, words);
      const masked = maskSecrets(text, known);
      const told = `round ${round}, ${name}: ${
        JSON.stringify({ secret, text, masked })
      }`;
      assert.ok(masked.includes(MASK), told);
      assert.ok(!masked.includes(form), told);
      for (const decoded of decodings(masked)) {
        assert.ok(!decoded.includes(secret), told);
      }
      assert.ok(masked.includes(words), told);
    }
  }
});

Deno.test("C1: fuzz: a text without a secret is untouched", () => {
  const random = randomNumbers(12);
  for (let round = 0; round < 3000; round++) {
    const known = times(1 + below(20, random), () => someSecret(random));
    const words = times(1 + below(12, random), () => pick(WORDS, random)).join(
      " ",
    );
    const write = pick(
      [FORMS.plain!, json, url, FORMS["shell, backslashes"]!],
      random,
    );
    const text = pick(PLACES, random)(write("some words", random), words);
    assert.equal(maskSecrets(text, known), text);
  }
});
