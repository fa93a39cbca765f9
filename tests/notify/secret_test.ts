import assert from "node:assert/strict";
import { readSecret, SecretError } from "../../lib/notify/secret.ts";
import type { SecretSource } from "../../lib/notify/notify_settings.ts";
import { fakeContext } from "../fake_context.ts";

const UID = Deno.uid() ?? 0;
/** Stands in every place; no error may have it. */
const HIDDEN = "hidden-token-4711";

function withDir(test: (dir: string) => void): void {
  const dir = Deno.makeTempDirSync();
  try {
    test(dir);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

function contextWith(variables: Readonly<Record<string, string>>) {
  return fakeContext({ uid: UID, env: (name) => variables[name] });
}

Deno.test("readSecret() reads each kind of place, without one newline at the end", () => {
  withDir((dir) => {
    Deno.writeTextFileSync(`${dir}/token`, `${HIDDEN}\n`);
    Deno.writeTextFileSync(`${dir}/windows`, `${HIDDEN}\r\n`);
    const context = contextWith({ CREDENTIALS_DIRECTORY: dir, TOKEN: HIDDEN });
    const sources: readonly SecretSource[] = [
      { kind: "inline", value: HIDDEN },
      { kind: "file", path: `${dir}/token` },
      { kind: "file", path: `${dir}/windows` },
      { kind: "env", name: "TOKEN" },
      { kind: "credential", name: "token" },
    ];
    for (const source of sources) {
      assert.equal(readSecret(context, source), HIDDEN, JSON.stringify(source));
    }
  });
});

Deno.test("readSecret() says what is wrong with a place, and never the secret", () => {
  withDir((dir) => {
    const file = (name: string, text: string, mode = 0o600): SecretSource => {
      Deno.writeTextFileSync(`${dir}/${name}`, text);
      Deno.chmodSync(`${dir}/${name}`, mode);
      return { kind: "file", path: `${dir}/${name}` };
    };
    Deno.writeFileSync(`${dir}/binary`, new Uint8Array([0xff, 0xfe, 0x41]));
    const cases: readonly (readonly [SecretSource, RegExp])[] = [
      [file("empty", "\n"), /the file \S+ is empty/],
      [file("lines", `${HIDDEN}\n${HIDDEN}\n`), /more than one line/],
      [file("open", HIDDEN, 0o606), /every user may write to the file/],
      [file("long", HIDDEN.repeat(2000)), /has 34000 bytes, more than 16384/],
      [{ kind: "file", path: `${dir}/binary` }, /is no UTF-8 text/],
      [{ kind: "file", path: `${dir}/none` }, /none does not exist/],
      [{ kind: "file", path: dir }, /is a folder/],
      [{ kind: "env", name: "NONE" }, /variable NONE is not set/],
      [{ kind: "credential", name: "x" }, /CREDENTIALS_DIRECTORY is not set/],
      [{ kind: "inline", value: "" }, /is empty/],
    ];
    for (const [source, why] of cases) {
      assert.throws(() => readSecret(contextWith({}), source), (error) => {
        assert(error instanceof SecretError);
        assert.match(error.describe(), why);
        assert(!error.describe().includes(HIDDEN), error.describe());
        return true;
      });
    }
  });
});

Deno.test("readSecret() refuses a file of another user who is not root", () => {
  withDir((dir) => {
    Deno.writeTextFileSync(`${dir}/token`, HIDDEN);
    const source: SecretSource = { kind: "file", path: `${dir}/token` };
    if (UID === 0) Deno.chownSync(`${dir}/token`, 4711, 0);
    const context = fakeContext({ uid: UID === 0 ? 0 : UID + 1 });
    assert.throws(() => readSecret(context, source), /belongs to user/);
  });
});
