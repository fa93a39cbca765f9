import assert from "node:assert/strict";
import { UsageError } from "../../../../lib/base/errors.ts";
import { readTargets } from "../../../../lib/commands/status/hosts/targets.ts";

const NAMES: readonly string[] = [
  "kitchen",
  "me@kitchen",
  "me@192.0.2.1",
  "me@2001:db8::1",
  "fe80::1%eth0",
  "ssh://me@kitchen:2222",
  "ssh://me@[2001:db8::1]:2222",
  "corp.name@example.org@kitchen.example.org",
  "厨房",
];

Deno.test("a host is whatever is a name for ssh", () => {
  assert.deepEqual(readTargets(NAMES, undefined), NAMES);
});

const REFUSED: readonly string[] = [
  "-oProxyCommand=reboot",
  "--",
  "me@-oProxyCommand=reboot",
  "-me@kitchen",
  "ssh://-oProxyCommand=reboot",
  "kitchen reboot",
  "kitchen;reboot",
  "$(reboot)",
  "`reboot`@kitchen",
  "kitchen'",
  'kitchen"',
  "me@kitchen\nreboot",
  "kitchen\x1b[2J",
  "me@",
  "@kitchen",
  "/tmp/kitchen",
  "k".repeat(256),
];

for (const target of REFUSED) {
  Deno.test(`the host ${JSON.stringify(target).slice(0, 40)} is refused`, () => {
    assert.throws(() => readTargets([target], undefined), UsageError);
  });
}

function withFile(text: string, test: (file: string) => void): void {
  const file = Deno.makeTempFileSync();
  try {
    Deno.writeTextFileSync(file, text);
    test(file);
  } finally {
    Deno.removeSync(file);
  }
}

Deno.test("a file names a host on each line, and each is asked once", () => {
  withFile("# the house\r\nme@attic\r\n\n  kitchen \nme@attic", (file) => {
    assert.deepEqual(readTargets(["me@shed", "kitchen"], file), [
      ...["me@shed", "kitchen", "me@attic"],
    ]);
  });
});

Deno.test("what is wrong in a file is told with its line", () => {
  withFile("kitchen\n\n-oProxyCommand=reboot\n", (file) => {
    assert.throws(
      () => readTargets([], file),
      (error: UsageError) =>
        error.message.includes(`(${file}:3): it begins with "-"`),
    );
  });
});

Deno.test("a file that names nobody, is missing or is none is an error", () => {
  withFile("# nobody\n", (file) => {
    assert.throws(() => readTargets([], file), /names none/);
  });
  for (const file of ["/nonexistent/hosts", "/", "/dev/zero"]) {
    assert.throws(() => readTargets([], file), UsageError);
  }
});
