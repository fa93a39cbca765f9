import assert from "node:assert/strict";
import { makeUninstallCommand } from "../../../lib/commands/install/uninstall.ts";
import { receiptPath, stateRoot } from "../../../lib/store/paths.ts";
import { answersAsGuard, installed, uninstall } from "./uninstalling.ts";
import { ok, World } from "../../install/world.ts";

Deno.test("interrupted while it waits, the same command can be run again and finishes", async () => {
  using world = new World();
  await installed(world, "default");
  const previous = `${world.program}.previous`;
  world.file(previous, "");
  answersAsGuard(world, previous);
  const line = `sleep 30; '${world.program}' check >/dev/null 2>&1`;
  world.process(77, "sh", ["/bin/sh", "-c", line]);
  const killed = new Error("Ctrl-C");
  world.onSleep = () => {
    throw killed;
  };
  const args = ["--purge", "--program", "--yes"];
  await assert.rejects(uninstall(world, ...args), (error) => error === killed);
  for (const path of [world.program, receiptPath(world.context)]) {
    assert.ok(Deno.lstatSync(path).isFile, path);
  }
  Deno.removeSync(`${world.proc}/77`, { recursive: true });
  assert.equal(await uninstall(world, ...args), 0);
  for (const path of [world.program, previous, stateRoot(world.context)]) {
    assert.throws(() => Deno.lstatSync(path), path);
  }
  assert.equal(world.lines.at(-1), `done     remove ${world.program}`);
});

Deno.test("a program that cannot be removed is a warning with the command that does, and all else goes", async () => {
  using world = new World();
  await installed(world, "default");
  // A folder is refused whoever the tests run as; root may write anywhere.
  const previous = `${world.program}.previous`;
  world.file(previous, "");
  world.intercept = (program) => {
    if (program !== previous) return undefined;
    Deno.removeSync(previous);
    world.file(`${previous}/in the way`, "");
    return ok('{"name":"openclaw-guard","version":"0.1.0"}');
  };
  const args = ["--purge", "--program", "--yes", "--json"];
  assert.equal(await uninstall(world, ...args), 2);
  const { steps } = JSON.parse(world.output);
  const warning = steps.find(({ outcome }: { outcome: string }) =>
    outcome === "warning"
  );
  assert.equal(warning.step, "program");
  assert.match(warning.text, /is still there: .*"sudo rm \S+\.previous"$/);
  for (const path of [world.program, stateRoot(world.context)]) {
    assert.throws(() => Deno.lstatSync(path), path);
  }
});

Deno.test("only the installed program goes, not another build that uninstalls it", async () => {
  using world = new World();
  await installed(world, "default");
  const build = `${world.home}/checkout/dist/openclaw-guard`;
  world.file(build, "");
  answersAsGuard(world, world.program);
  const command = makeUninstallCommand({ program: () => build });
  const args = ["--purge", "--program", "--yes"];
  assert.equal(await command.run(args, world.context), 0);
  assert.ok(Deno.lstatSync(build).isFile);
  assert.match(
    world.output,
    new RegExp(`^left +${build}: it is not the one installed$`, "m"),
  );
  assert.throws(() => Deno.lstatSync(world.program));
});

Deno.test("another program goes before install.json, by which a repeated command finds it", async () => {
  using world = new World();
  await installed(world, "default");
  answersAsGuard(world, world.program);
  const command = makeUninstallCommand({ program: () => null });
  await command.run(["--program", "--yes"], world.context);
  const steps = ["program", "install.json"].map((name) =>
    world.lines.findIndex((line) =>
      line.endsWith(name === "program" ? world.program : `/${name}`)
    )
  );
  const [program = -1, receipt = -1] = steps;
  assert.ok(program >= 0 && program < receipt, world.output);
});

Deno.test("where nothing is installed any more, the running program goes", async () => {
  using world = new World();
  await installed(world, "default");
  await uninstall(world, "--yes");
  assert.equal(await uninstall(world, "--program", "--yes"), 0);
  assert.throws(() => Deno.lstatSync(world.program));
});

Deno.test("a link to the program goes with it, or is in the command that removes it", async () => {
  for (const program of [true, false]) {
    using world = new World();
    await installed(world, "default");
    const link = `${world.home}/.local/bin/openclaw-guard`;
    const other = `${world.root}/other/openclaw-guard`;
    for (
      const [path, target] of [[link, world.program], [other, "/bin/true"]]
    ) {
      const folder = path!.slice(0, path!.lastIndexOf("/"));
      Deno.mkdirSync(folder, { recursive: true });
      Deno.symlinkSync(target!, path!);
    }
    world.env.PATH = `/usr/bin::${world.root}/other/:${world.home}/bin`;
    const args = program ? ["--program", "--yes"] : ["--yes"];
    assert.equal(await uninstall(world, ...args), 0);
    assert.ok(Deno.lstatSync(other).isSymlink);
    if (program) {
      assert.throws(() => Deno.lstatSync(link));
      assert.throws(() => Deno.lstatSync(world.program));
    } else {
      assert.ok(world.output.includes(`"rm ${link} ${world.program}"`));
    }
  }
});

Deno.test("a check at work is waited for with --program too", async () => {
  using world = new World();
  await installed(world, "default");
  world.process(77, "openclaw-guard", [world.program, "check"]);
  world.onSleep = () => {
    world.file(`${stateRoot(world.context)}/state.json`, "late");
    Deno.removeSync(`${world.proc}/77`, { recursive: true });
  };
  await uninstall(world, "--purge", "--program", "--yes");
  assert.match(world.output, /a check is under way: waiting/);
  assert.throws(() => Deno.statSync(stateRoot(world.context)));
});

Deno.test("--program takes the program and the previous one, and each is told once", async () => {
  for (const program of [true, false]) {
    using world = new World();
    await installed(world, "default");
    const previous = `${world.program}.previous`;
    world.file(previous, "");
    answersAsGuard(world, previous);
    const args = program ? ["--program", "--yes"] : ["--yes"];
    assert.equal(await uninstall(world, ...args), 0);
    const files = Object.keys(world.snapshot());
    for (const path of [world.program, previous]) {
      assert.equal(files.includes(path), !program, path);
      const told = world.lines.filter((line) =>
        line.endsWith(path) || new RegExp(`${path}[ "]`).test(line)
      );
      assert.equal(told.length, 1, world.output);
      assert.match(told[0] ?? "", program ? /^done/ : /^left .*"rm /);
    }
  }
});

Deno.test("what is not provably the guard's stays, and it is said why", async () => {
  const cases: [make: (path: string) => void, why: RegExp][] = [
    [(path) => Deno.writeTextFileSync(path, ""), /does not say that it is/],
    [
      (path) => Deno.writeTextFileSync(path, '{"version":"1.2.3"}'),
      /does not say that it is/,
    ],
    [(path) => Deno.symlinkSync("/bin/true", path), /not a plain file/],
    [(path) => Deno.mkdirSync(path), /not a plain file/],
  ];
  for (const [make, why] of cases) {
    using world = new World();
    await installed(world, "default");
    const previous = `${world.program}.previous`;
    make(previous);
    // Another program with a version, by what its file says.
    world.intercept = (program) =>
      program === previous ? ok(Deno.readTextFileSync(previous)) : undefined;
    await uninstall(world, "--program", "--yes");
    assert.ok(Deno.lstatSync(previous));
    assert.throws(() => Deno.lstatSync(world.program));
    const left = world.lines.find((line) => line.includes(previous)) ?? "";
    assert.match(left, /^left /);
    assert.match(left, why);
  }
});

Deno.test("the program stays while it guards other profiles", async () => {
  using world = new World();
  await installed(world, "default", "work");
  await uninstall(world, "--profile", "work", "--program", "--yes");
  assert.ok(Deno.lstatSync(world.program));
  assert.match(world.output, /left .*which guards the others/);
  await uninstall(world, "--profile", "default", "--program", "--yes");
  assert.throws(() => Deno.lstatSync(world.program));
});
