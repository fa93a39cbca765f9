import assert from "node:assert/strict";
import { profilePaths, stateRoot } from "../../lib/store/paths.ts";
import { findUnwritable } from "../../lib/store/unwritable.ts";
import { fakeContext } from "../fake_context.ts";

const UID = Deno.uid() ?? 0;

/** A home folder with the guard's folder in it. */
function world() {
  const context = fakeContext({ home: Deno.makeTempDirSync() });
  const root = stateRoot(context);
  Deno.mkdirSync(root, { recursive: true, mode: 0o700 });
  return { context, root, ...profilePaths(context, "default") };
}

Deno.test("a state that can be written is not complained of, and the try leaves nothing behind", () => {
  const { context, root, lock } = world();
  assert.equal(findUnwritable(context, "default"), null);
  Deno.writeTextFileSync(lock, "", { mode: 0o600 });
  assert.equal(findUnwritable(context, "default"), null);
  assert.equal(findUnwritable(context, "work"), null);
  assert.deepEqual([...Deno.readDirSync(root)].map(({ name }) => name), [
    "lock",
  ]);
  Deno.removeSync(`${context.home}/.local`, { recursive: true });
  assert.equal(findUnwritable(context, "default"), null);
  assert.deepEqual([...Deno.readDirSync(context.home)], []);
});

Deno.test("C5: what cannot be written is named, with why and the command", () => {
  const cases: readonly [
    what: string,
    arrange: (made: ReturnType<typeof world>) => void,
    path: (made: ReturnType<typeof world>) => string,
    why: RegExp,
    command: RegExp,
    mends: boolean,
  ][] = [
    [
      "a folder without the right to write",
      ({ root }) => Deno.chmodSync(root, 0o500),
      ({ root }) => root,
      /its mode is 500/,
      /^chmod u\+rwX /,
      true,
    ],
    [
      "a lock without the right to write",
      ({ lock }) => Deno.writeTextFileSync(lock, "", { mode: 0o400 }),
      ({ lock }) => lock,
      /its mode is 400/,
      /^chmod u\+rwX /,
      true,
    ],
    [
      "a lock that is a folder",
      ({ lock }) => Deno.mkdirSync(lock),
      ({ lock }) => lock,
      /is a folder/,
      /^ls -ld /,
      false,
    ],
    [
      "a file where a folder should be",
      ({ root }) => {
        Deno.removeSync(root);
        Deno.writeTextFileSync(root, "");
      },
      ({ root }) => root,
      /not a folder/,
      /^ls -ld /,
      false,
    ],
  ];
  for (const [what, arrange, path, why, command, mends] of cases) {
    const made = world();
    arrange(made);
    const found = findUnwritable(made.context, "default");
    assert.ok(found !== null, what);
    assert.equal(found.path, path(made), what);
    assert.match(found.why, why, what);
    assert.match(found.command, command, what);
    assert.equal(found.mends, mends, what);
  }
});

Deno.test("C5: what belongs to another user is given back, and only what is the guard's", () => {
  const made = world();
  const { root } = made;
  const given = findUnwritable(made.context, "default", UID + 1);
  assert.equal(given?.path, root);
  assert.equal(given?.command, `sudo chown -R ${UID + 1} ${root}`);
  // Above it only the guard's own folder is made.
  Deno.removeSync(root);
  for (const above of ["", "/.local", "/.local/state"]) {
    Deno.chmodSync(made.context.home + above, 0o755);
  }
  assert.equal(
    findUnwritable(made.context, "default", UID + 1)?.command,
    `sudo install -d -m 700 -o ${UID + 1} ${root}`,
  );
});
