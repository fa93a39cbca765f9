import assert from "node:assert/strict";
import { foreignFolder } from "../../lib/store/foreign_folder.ts";
import { fakeContext } from "../fake_context.ts";

const ALICE = 987_654_321;

Deno.test({
  name:
    "openclaw#78493: root's files go only where root alone can change the way",
  ignore: Deno.uid() !== 0, // only root can give folders away
  fn() {
    const base = Deno.makeTempDirSync();
    try {
      for (const name of ["root", "alice", "alice/roots", "given"]) {
        Deno.mkdirSync(`${base}/${name}`);
      }
      Deno.symlinkSync(`${base}/alice`, `${base}/root/link`);
      Deno.symlinkSync(`${base}/root`, `${base}/alice/link`);
      Deno.mkdirSync(`${base}/given/.config`);
      Deno.writeTextFileSync(`${base}/root/file`, "");
      Deno.symlinkSync(`${base}/nothing`, `${base}/root/dangling`);
      for (const name of ["alice", "given/.config"]) {
        Deno.chownSync(`${base}/${name}`, ALICE, ALICE);
      }
      const own = `${base}/root`;
      const cases: [home: string, Record<string, string>, string | null][] = [
        [own, {}, null],
        [`${own}/not/there`, {}, null],
        [own, { XDG_STATE_HOME: `${own}/state` }, null],
        [own, { XDG_STATE_HOME: "relative" }, null],
        [own, { XDG_STATE_HOME: `${own}/file/state` }, null],
        [own, { XDG_STATE_HOME: `${own}/dangling` }, null],
        [`${base}/alice`, {}, "alice"],
        [`${base}/alice/not/there`, {}, "alice"],
        [`${base}/alice/roots`, {}, "alice"],
        [`${base}/alice/link`, {}, "alice"],
        [`${own}/link`, {}, "alice"],
        [`${own}/link/roots`, {}, "alice"],
        [`${base}/given`, {}, "given/.config"],
        [own, { XDG_STATE_HOME: `${base}/alice/.local/state` }, "alice"],
        [own, { XDG_CONFIG_HOME: `${base}/alice/.config` }, "alice"],
      ];
      for (const [home, env, expected] of cases) {
        const context = fakeContext({ home, uid: 0, env: (name) => env[name] });
        assert.equal(
          foreignFolder(context),
          expected === null ? null : `${base}/${expected}`,
          `${home} ${JSON.stringify(env)}`,
        );
      }
    } finally {
      Deno.removeSync(base, { recursive: true });
    }
  },
});
