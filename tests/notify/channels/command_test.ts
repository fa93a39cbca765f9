import assert from "node:assert/strict";
import { COMMAND } from "../../../lib/notify/channels/command.ts";
import { ownJson } from "../../../lib/notify/own_json.ts";
import { aMessage, NOW_MS } from "../a_message.ts";
import { command } from "./requests.ts";

Deno.test("a program gets the message as one line of JSON, and its arguments as they are", async () => {
  const values = { program: "/opt/tell me", args: ["$(id)", "a b"] };
  const { args, input } = await command(
    COMMAND.request(aMessage(), values, NOW_MS),
  );
  assert.deepEqual(args, ["/opt/tell me", "$(id)", "a b"]);
  assert.equal(input, `${ownJson(aMessage())}\n`);
  assert.equal(input.indexOf("\n"), input.length - 1);
});

Deno.test("a program needs no arguments, and an absolute path", async () => {
  const values = { program: "/bin/true", args: undefined };
  assert.deepEqual(
    (await command(COMMAND.request(aMessage(), values, NOW_MS))).args,
    ["/bin/true"],
  );
  const { program, args } = COMMAND.fields;
  for (const path of ["true", "./x", "/", "/a\nb", 7]) {
    assert.equal(program.kind.read(path), null, String(path));
  }
  assert.equal(program.kind.read("/usr/bin/x"), "/usr/bin/x");
  for (const list of ["a", ["a", 1], [null]]) {
    assert.equal(args.kind.read(list), null);
  }
  assert.deepEqual(args.kind.read(["a", ""]), ["a", ""]);
});

Deno.test("a program that says 75 is asked again", () => {
  const outcome = (code: number) =>
    COMMAND.outcome({ kind: "command", code, stderr: "" }, NOW_MS).kind;
  assert.deepEqual([0, 75, 78].map(outcome), ["ok", "retry", "fatal"]);
});
