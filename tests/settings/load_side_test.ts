import assert from "node:assert/strict";
import { NO_NOTIFY, NO_PING } from "../../lib/notify/notify_settings.ts";
import { loadSideSettings } from "../../lib/settings/load_side.ts";
import { settingsPath, stateRoot } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";

const GOOD = `{
  // mine
  notify: { channels: { team: { type: "feishu", urlFile: "/s/url" } } },
  ping: { livenessFile: "/s/live" },
}`;

function world() {
  const home = Deno.makeTempDirSync();
  const context = fakeContext({ home, uid: Deno.uid() ?? 0 });
  const path = settingsPath(context);
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.mkdirSync(stateRoot(context), { recursive: true });
  return {
    context,
    path,
    copy: `${stateRoot(context)}/notify-settings.json`,
    write: (text: string) => Deno.writeTextFileSync(path, text),
    load: async () => {
      const { notify, ping } = await loadSideSettings(context);
      return [
        ...notify.channels.map(({ name }) => name),
        ...ping.liveness === null ? [] : ["ping"],
      ];
    },
  };
}

Deno.test("loadSideSettings() reads the sections whatever is wrong beside them", async () => {
  const { load, write } = world();
  for (const more of ["", "rolback: 1,", "probe: {port: 'x'},"]) {
    write(GOOD.replace("ping:", `${more} ping:`));
    assert.deepEqual(await load(), ["team", "ping"], more);
  }
});

Deno.test("loadSideSettings() uses the last good sections when the file cannot be read", async () => {
  const { load, write, path, copy } = world();
  write(GOOD);
  await load();
  assert.equal((Deno.statSync(copy).mode ?? 0) & 0o777, 0o600);
  for (
    const spoil of [
      () => write(GOOD.slice(0, -1)),
      () => write("probe: ["),
      () => Deno.chmodSync(path, 0o666),
      () => {
        Deno.removeSync(path);
        Deno.mkdirSync(path);
      },
    ]
  ) {
    spoil();
    assert.deepEqual(await load(), ["team", "ping"]);
  }
});

Deno.test("loadSideSettings() forgets the copy when a person has taken the sections out", async () => {
  const { load, write, copy, path } = world();
  for (const without of [() => write("{}"), () => Deno.removeSync(path)]) {
    write(GOOD);
    assert.deepEqual(await load(), ["team", "ping"]);
    without();
    assert.deepEqual(await load(), []);
    assert.throws(() => Deno.statSync(copy), Deno.errors.NotFound);
    write("{");
    assert.deepEqual(await load(), []);
  }
});

Deno.test("loadSideSettings() needs no copy: a damaged one is nothing, and so is a missing folder", async () => {
  const { load, write, copy, context } = world();
  write("{");
  Deno.writeTextFileSync(copy, "{");
  assert.deepEqual(await load(), []);
  const { notify, ping } = await loadSideSettings(
    fakeContext({ home: "/nonexistent/home" }),
  );
  assert.deepEqual([notify, ping], [NO_NOTIFY, NO_PING]);
  Deno.removeSync(stateRoot(context), { recursive: true });
  write(GOOD);
  assert.deepEqual(await load(), ["team", "ping"]);
});
