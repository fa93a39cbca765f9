/** Configs as people have them: links, root's files, names that share a file. */

import assert from "node:assert/strict";
import { count, expectCode, expectNoAction } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { HOME, openclawDir, USER_ID } from "../names.ts";
import { scenario } from "../scenario.ts";

const PATH = `${openclawDir()}/openclaw.json`;
const REFUSAL =
  `crash 78 Invalid config at ${PATH}.\\ngateway: Unrecognized key: "prot"`;

/** A gateway whose config is proven; what it would refuse. */
async function good(lab: Lab): Promise<{ good: string; broken: string }> {
  await lab.waitFor("the config is proven", async () => {
    await lab.tick();
    return (await lab.status()).backups.newestProven !== null;
  }, 30_000);
  const text = lab.readFile(PATH);
  return { good: text, broken: text.replace('"bind"', '"prot": 1, "bind"') };
}

async function refuse(lab: Lab): Promise<void> {
  await lab.fault(REFUSAL);
  await lab.user(["systemctl", "--user", "restart", "openclaw-gateway"]);
  await lab.waitFor(
    "the gateway has refused it",
    async () => (await lab.unit()).activeState === "failed",
    10_000,
  );
}

/** What cannot be done is said before anything is promised or tried. */
async function expectRefused(lab: Lab, reason: string): Promise<void> {
  for (const args of [["--yes"], ["--yes", "--dry-run"]]) {
    const { code, stdout, stderr } = await lab.guard([
      "restore-config",
      ...args,
    ]);
    assert.equal(code, 70, stdout);
    assert.equal(stdout, "");
    assert.ok(stderr.includes(reason), stderr);
  }
}

scenario(
  "a config that is a link into a read-only store (Nix) is said to be managed there, and neither restored, rolled back nor given to you",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    const { broken } = await good(lab);
    const store = "/nix/store/8f1k-openclaw.json";
    lab.writeFile("/nix/store/8f1k-openclaw.json", broken, 0o444);
    await lab.mustRoot(["chown", "-R", "root:root", "/nix"]);
    await lab.mustRoot(["chmod", "-R", "a+rX", "/nix"]);
    await lab.mustUser(["ln", "-sf", store, PATH]);
    lab.settings({ rollback: "auto" });
    await refuse(lab);
    const reason =
      `${PATH} is a link to ${store}, where you may not write: it is managed elsewhere. Change it there; "openclaw-guard restore-config --diff" shows what differs`;
    await expectRefused(lab, reason);
    const list = await lab.guard(["restore-config", "--list"]);
    expectCode(list, 0);
    assert.ok(list.stdout.replaceAll(/\s+/g, " ").includes(reason));
    const diff = await lab.guard(["restore-config", "--diff"]);
    assert.match(diff.stdout, /^- gateway\.prot: 1$/m);
    const doctor = await lab.guard(["doctor"]);
    assert.ok(doctor.stdout.includes(reason), doctor.stdout);
    assert.doesNotMatch(doctor.stdout, /chown|chmod|restore-config --yes/);
    const { stdout } = await lab.tick();
    assert.ok(stdout.includes(reason), stdout);
    assert.match(stdout, /no rollback: .* is a link to /);
    assert.doesNotMatch(stdout, /repairs it/);
    const status = await lab.guard(["status"]);
    assert.doesNotMatch(status.stdout, /ROLLED BACK|Repair/);
    assert.equal(count(lab.log(), / (rollback|failed|rolled-back): /), 0);
    assert.equal(lab.readFile(store), broken);
    expectNoAction(lab.log());
  },
);

scenario(
  "a config that is root's after an edit with sudo: the command that gives it back is named, and after it restore-config works",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    const { good: text, broken } = await good(lab);
    for (const mode of ["644", "600"]) {
      lab.writeFile(PATH, broken);
      await lab.mustRoot(["chown", "root:root", PATH]);
      await lab.mustRoot(["chmod", mode, PATH]);
      await refuse(lab);
      const chown = `sudo chown ${USER_ID} ${PATH}`;
      await expectRefused(lab, `Run "${chown}"`);
      const { stdout } = await lab.tick();
      const next = mode === "644"
        ? "openclaw-guard restore-config --yes"
        : "systemctl --user start openclaw-gateway.service";
      assert.ok(stdout.includes(`"${chown} && ${next}" repairs it`), stdout);
      const doctor = await lab.guard(["doctor"]);
      assert.ok(doctor.stdout.includes(`fix: ${chown}\n`), doctor.stdout);
      assert.doesNotMatch(doctor.stdout, /fix: openclaw(-guard restore| doc)/);
      await lab.mustRoot(chown.split(" ").slice(1));
      await lab.fault("ok");
      expectCode(await lab.guard(["restore-config", "--yes"]), 0);
      assert.equal(lab.readFile(PATH), text);
      expectCode(await lab.guard(["restore-config", "--undo", "--yes"]), 0);
      assert.equal(lab.readFile(PATH), broken);
    }
  },
);

scenario(
  "a config with a second name (a hard link): what becomes of that is said before and after it is replaced",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    const { good: text, broken } = await good(lab);
    lab.writeFile(PATH, broken);
    lab.writeFile(`${HOME}/dotfiles/other`, "");
    await lab.mustUser(["ln", "-f", PATH, `${HOME}/dotfiles/openclaw.json`]);
    const said = /has another name \(a hard link\).*"find ~ -xdev -inum \d+"/;
    const plain = ({ stdout }: { stdout: string }) =>
      stdout.replaceAll(/\s+/g, " ");
    const before = await lab.guard(["restore-config", "--yes", "--dry-run"]);
    assert.match(plain(before), said);
    const after = await lab.guard(["restore-config", "--yes"]);
    assert.match(plain(after), said);
    assert.equal(lab.readFile(PATH), text);
    assert.equal(lab.readFile(`${HOME}/dotfiles/openclaw.json`), broken);
    const inode = /-inum (\d+)/.exec(plain(after))?.[1] ?? "";
    const found = await lab.mustUser(["find", HOME, "-xdev", "-inum", inode]);
    assert.equal(found.trim(), `${HOME}/dotfiles/openclaw.json`);
  },
);

scenario(
  "a config that the unit declares read-only (OPENCLAW_CONFIG_READONLY=1) is left to who manages it, and still compared",
  {
    gateway: "fake",
    seconds: 10,
    unitEdits: {
      "[Service]\n": "[Service]\nEnvironment=OPENCLAW_CONFIG_READONLY=1\n",
    },
  },
  async (lab) => {
    const { broken } = await good(lab);
    lab.writeFile(PATH, broken);
    await refuse(lab);
    const reason =
      `${PATH} is managed elsewhere (OPENCLAW_CONFIG_READONLY=1). Change it there;`;
    await expectRefused(lab, reason);
    assert.equal(lab.readFile(PATH), broken);
    await lab.waitFor(
      "the journal has the reason",
      async () =>
        /unknown key "prot"; .* is managed elsewhere/
          .test((await lab.tick()).stdout),
      10_000,
    );
    const diff = await lab.guard(["restore-config", "--diff"]);
    assert.match(diff.stdout, /^- gateway\.prot: 1$/m);
  },
);
