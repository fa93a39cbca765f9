import assert from "node:assert/strict";
import {
  parseRestartAudit,
  readRestartAudit,
} from "../../lib/probe/restart_audit.ts";

const STOP =
  "[2026-11-23T01:47:10.080Z] openclaw gateway lifecycle source=cli action=stop mode=systemctl-stop interactive=0";
const RESTART =
  "[2026-11-23T01:46:35.769Z] openclaw gateway lifecycle source=cli action=restart mode=systemctl-restart interactive=0";

const CASES: readonly [string, string, string | null][] = [
  ["the last line", `${RESTART}\n${STOP}\n`, "stop"],
  [
    "the last good line",
    `${RESTART}\ngarbage\n[2026-99-99T00:00:00Z] x`,
    "restart",
  ],
  ["nothing in an empty file", "", null],
  ["nothing in garbage", "\0\n[]\naction=stop", null],
];
for (const [what, text, action] of CASES) {
  Deno.test(`parseRestartAudit() finds ${what}`, () => {
    assert.equal(parseRestartAudit(text)?.action ?? null, action);
  });
}

Deno.test("readRestartAudit() reads the end of a long file and its time", () => {
  const dir = Deno.makeTempDirSync();
  Deno.mkdirSync(`${dir}/logs`);
  const path = `${dir}/logs/gateway-restart.log`;
  Deno.writeTextFileSync(path, `${RESTART}\n`.repeat(1000) + `${STOP}\n`);
  assert.deepEqual(readRestartAudit(dir), {
    atMs: Date.UTC(2026, 10, 23, 1, 47, 10, 80),
    action: "stop",
  });
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("readRestartAudit() gives null without a file, and for a FIFO it does not wait", () => {
  const dir = Deno.makeTempDirSync();
  assert.equal(readRestartAudit(dir), null);
  Deno.mkdirSync(`${dir}/logs`);
  new Deno.Command("mkfifo", { args: [`${dir}/logs/gateway-restart.log`] })
    .outputSync();
  assert.equal(readRestartAudit(dir), null);
  Deno.removeSync(dir, { recursive: true });
});
