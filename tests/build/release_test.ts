import assert from "node:assert/strict";
import { makeRelease, renderInstaller } from "../../build/release_files.ts";
import { changesOf, releaseProblems } from "../../build/release_notes.ts";
import { releaseOptions, TARGETS } from "../../build/release.ts";
import { BuildError } from "../../build/run.ts";
import denoJson from "../../deno.json" with { type: "json" };
import { VERSION } from "../../lib/base/version.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (name: string) => Deno.readTextFileSync(new URL(name, ROOT));

async function withFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await work(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function release(folder: string, output: string) {
  return makeRelease({
    version: "1.2.3",
    programs: TARGETS.map((target) => ({ target, path: `${folder}/program` })),
    installer: read("install.sh"),
    output,
    fast: true,
  });
}

Deno.test("a release is the same whenever and wherever it is made", async () => {
  await withFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/program`, "#!/bin/sh\n");
    await release(folder, `${folder}/one`);
    Deno.utimeSync(`${folder}/program`, 0, 0);
    await release(folder, `${folder}/other`);
    const names = [...Deno.readDirSync(`${folder}/one`)].map((e) => e.name);
    assert.deepEqual(names.sort(), [
      "SHA256SUMS",
      "VERSION",
      "install.sh",
      "openclaw-guard-aarch64-unknown-linux-gnu.gz",
      "openclaw-guard-aarch64-unknown-linux-gnu.xz",
      "openclaw-guard-x86_64-unknown-linux-gnu.gz",
      "openclaw-guard-x86_64-unknown-linux-gnu.xz",
    ]);
    for (const name of names) {
      assert.deepEqual(
        Deno.readFileSync(`${folder}/one/${name}`),
        Deno.readFileSync(`${folder}/other/${name}`),
        name,
      );
    }
    const { success } = await new Deno.Command("sha256sum", {
      args: ["--check", "--strict", "--quiet", "SHA256SUMS"],
      cwd: `${folder}/one`,
    }).output();
    assert.ok(success);
    const script = Deno.readTextFileSync(`${folder}/one/install.sh`);
    assert.match(script, /^ {2}own_release=v1\.2\.3$/m);
    assert.equal([...script.matchAll(/[0-9a-f]{64} {2}openclaw/g)].length, 4);
  });
});

Deno.test("a folder with anything else in it is not replaced by a release", async () => {
  await withFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/program`, "");
    await assert.rejects(release(folder, folder), /program in it is not of/);
    assert.ok(Deno.statSync(`${folder}/program`).isFile);
  });
});

Deno.test("install.sh has one place for what a release puts in", () => {
  const script = renderInstaller(read("install.sh"), "1.0.0", "x  y\n");
  assert.match(script, /^ {2}own_digests='x {2}y'$/m);
  assert.throws(() => renderInstaller("echo", "1.0.0", ""), BuildError);
});

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.2.3] - 2026-11-25

### Added

- This.

## [1.2.2] - soon

- That.

## [1.2.1] - 2026-11-24

[1.2.3]: https://a.example
`;

Deno.test("a tag is released only when version and changelog agree with it", () => {
  const good = {
    ...{ tag: "v1.2.3", version: "1.2.3", denoJson: "1.2.3" },
    changelog: CHANGELOG,
  };
  assert.deepEqual(releaseProblems(good), []);
  const as = (version: string) => ({
    ...good,
    ...{ tag: `v${version}`, version, denoJson: version },
  });
  const cases: [ReturnType<typeof as>, RegExp][] = [
    [{ ...good, tag: "v1.2.4" }, /so the tag is v1\.2\.3/],
    [{ ...good, tag: "1.2.3" }, /so the tag is v1\.2\.3/],
    [{ ...good, denoJson: "1.2.2" }, /deno\.json says 1\.2\.2/],
    [as("1.3.0"), /has no section "## \[1\.3\.0\] - DATE"/],
    [as("1.2.2"), /has no date/],
    [as("1.2.1"), /is empty/],
  ];
  for (const [facts, problem] of cases) {
    assert.match(releaseProblems(facts).join("; "), problem);
  }
  assert.equal(changesOf(CHANGELOG, "1.2.3"), "### Added\n\n- This.");
});

Deno.test("this version could be released, but for the date", () => {
  const problems = releaseProblems({
    tag: `v${VERSION}`,
    version: VERSION,
    denoJson: denoJson.version,
    changelog: read("CHANGELOG.md"),
  });
  assert.deepEqual(problems.filter((text) => !text.endsWith("no date")), []);
  assert.notEqual(changesOf(read("CHANGELOG.md"), VERSION), "");
});

Deno.test("the options of the release task", () => {
  const all = { output: "dist/release", targets: TARGETS, fast: false };
  assert.deepEqual(releaseOptions([]), { ...all, check: null });
  assert.deepEqual(
    releaseOptions(["--output=/x=y", "--fast", "--target", TARGETS[1]]),
    { output: "/x=y", targets: [TARGETS[1]], fast: true, check: null },
  );
  assert.equal(releaseOptions(["--check", "v1.2.3"]).check, "v1.2.3");
  for (
    const bad of [["--output"], ["--target", "riscv64"], ["x"], ["--check="]]
  ) {
    assert.throws(() => releaseOptions(bad), BuildError);
  }
});
