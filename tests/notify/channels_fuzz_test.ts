/**
 * What others can write (names, reasons, lines of logs) is no markup, no mention
 * and no fault in any channel, and never too long; the headline comes first.
 */

import assert from "node:assert/strict";
import { escapeUnsafe } from "../../lib/base/safe_line.ts";
import { NOTICE_PHASES, SEVERITIES } from "../../lib/core/notice.ts";
import type { Message } from "../../lib/notify/message.ts";
import { randomNumbers } from "../random.ts";
import { NOW_MS, OPENED } from "./messages.ts";
import { channelOf, valuesOf } from "./sent.ts";
import { SERVICES } from "./services/table.ts";

const MESSAGES = 400;

/** Pieces that mean something somewhere. */
const PIECES: readonly string[] = [
  ..."*_~`|<>[](){}#+-=.!@&$^\\/\"':;,?%",
  ..."\0\x07\x1b\x7f\x85\t\r\u2028\u202e\u2066\ud83d\udc4d",
  ..."aZ09 é网关告警🔴👍",
  "👨‍👩‍👧‍👦",
  "🇨🇳",
  "e\u0301\u0302",
  "**",
  "__",
  "```",
  "||",
  "@everyone",
  "@here",
  "@all",
  "@channel",
  "@some_user",
  "me@kitchen",
  "<!channel>",
  "<!here>",
  "<@U012AB3CD>",
  "<@&1187654321098765432>",
  "<#1187654321098765432>",
  "<@all>",
  '<at user_id="all">',
  "</at>",
  "<at id=all></at>",
  '<font color="warning">',
  "<b>",
  "<script>",
  "&lt;!channel&gt;",
  "&amp;",
  "[click](https://evil.example/)",
  "![](https://evil.example/x.png)",
  "<https://evil.example|bank>",
  "https://evil.example/?a=b&c=d",
  "/restart",
  "/stop@OpenClawBot",
  "# ",
  "- ",
  "> ",
  "1. ",
  "\\",
  "\\\\",
  "%0a",
  "${HOME}",
  "{{.Title}}",
  "OpenClaw",
  " ",
];
const LENGTHS = [0, 1, 3, 10, 60, 250, 1000, 5000];

function messages(): Message[] {
  const random = randomNumbers(15);
  const pick = <T>(list: readonly T[]) =>
    list[Math.floor(random() * list.length)] as T;
  /** Of so many UTF-16 units, more or less: of all pieces, or one again and again. */
  const hostile = () => {
    const length = pick(LENGTHS);
    const only = random() < 0.3 ? pick(PIECES) : null;
    let text = "";
    while (text.length < length) text += only ?? pick(PIECES);
    return text;
  };
  return Array.from({ length: MESSAGES }, () => ({
    ...OPENED,
    phase: pick(NOTICE_PHASES),
    severity: pick(SEVERITIES),
    host: hostile(),
    user: hostile(),
    title: `🔴 OpenClaw ${hostile()}`,
    lines: Array.from({ length: Math.floor(random() * 5) }, hostile),
  }));
}

/** What the channels may change: signs that look the same. */
function alike(text: string): string {
  return text.replaceAll("＜", "<").replaceAll("＠", "@");
}

function safe(text: string): string {
  return escapeUnsafe(text.toWellFormed());
}

const ALL = messages();

for (const service of SERVICES) {
  Deno.test(`${service.type}: names and reasons of others are only text, cut to what fits, headline first`, async () => {
    const channel = channelOf(service);
    const values = valuesOf(channel, service.values);
    let whole = 0;
    for (const [index, message] of ALL.entries()) {
      const request = await channel.request(message, values, NOW_MS);
      assert(request.kind === "http");
      const { pathname, searchParams } = new URL(request.url);
      const got = {
        method: request.method,
        path: pathname,
        query: searchParams,
        headers: new Headers(request.headers),
        body: request.body ?? "",
      };
      try {
        service.check(got, NOW_MS);
      } catch (error) {
        throw new Error(`message ${index}: ${JSON.stringify(message)}`, {
          cause: error,
        });
      }
      const shown = alike(service.shown(got));
      const all = `${message.title}\n${message.lines.join("\n").trim()}`.trim()
        .split("\n").map((line) => alike(safe(line))).join("\n");
      const [title = ""] = all.split("\n", 1);
      if (shown.startsWith(all)) whole++;
      else assert(shown.includes("…"), `message ${index} is cut silently`);
      assert(
        shown.startsWith([...title].slice(0, 30).join("").trimEnd()),
        `message ${index}: ${shown.slice(0, 60)}`,
      );
    }
    // Both happened, so both were tried.
    assert(whole > MESSAGES / 10 && whole < MESSAGES, `${whole} were whole`);
  });
}
