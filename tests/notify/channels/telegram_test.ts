import assert from "node:assert/strict";
import { TELEGRAM } from "../../../lib/notify/channels/telegram.ts";
import { asked, taken } from "../asked.ts";
import { OPENED, OVER } from "../messages.ts";

const TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";
const VALUES = { token: TOKEN, chat: -1001234567890 };

Deno.test("telegram: the title is bold, an address and a path are code, nothing else is markup", async () => {
  const { url, body } = await asked(TELEGRAM, VALUES, {
    ...OPENED,
    title: "🔴 OpenClaw work: hung",
    lines: ["*as* me@kitchen: see /home/me"],
  });
  assert.equal(url, `https://api.telegram.org/bot${TOKEN}/sendMessage`);
  assert.deepEqual(body, {
    chat_id: "-1001234567890",
    text: "🔴 OpenClaw work: hung\n*as* me@kitchen: see /home/me",
    entities: [
      { type: "bold", offset: 0, length: 22 },
      { type: "code", offset: 28, length: 11 },
      { type: "code", offset: 44, length: 8 },
    ],
    link_preview_options: { is_disabled: true },
    disable_notification: false,
  });
});

Deno.test("telegram: good news make no sound", async () => {
  const { body } = await asked(TELEGRAM, VALUES, OVER);
  assert.equal(body.disable_notification, true);
});

Deno.test("telegram: with too many mentions for entities none of them is one", async () => {
  const { body } = await asked(TELEGRAM, VALUES, {
    ...OPENED,
    lines: ["@somebody ".repeat(91)],
  });
  assert(!body.text.includes("@"));
  assert.deepEqual(body.entities.map(({ type }: { type: string }) => type), [
    "bold",
  ]);
});

Deno.test("telegram: a mirror stands in for the API, with a path or without", async () => {
  for (
    const baseUrl of ["https://tg.example.org/x", "https://tg.example.org/x/"]
  ) {
    const { url } = await asked(TELEGRAM, { ...VALUES, baseUrl });
    assert.equal(url, `https://tg.example.org/x/bot${TOKEN}/sendMessage`);
  }
});

Deno.test("telegram: chats are numbers, as a number or a text, or public names", () => {
  const good = [42, -1001234567890, "42", "-1001234567890", "@my_channel"];
  assert.deepEqual(
    taken(TELEGRAM, "chat", [
      ...good,
      "",
      "my_channel",
      "@a b",
      1.5,
      null,
      true,
      "https://t.me/x",
    ]),
    good,
  );
  assert.deepEqual(
    taken(TELEGRAM, "token", [TOKEN, "", `bot${TOKEN}`, `${TOKEN}/getMe`]),
    [TOKEN],
  );
});
