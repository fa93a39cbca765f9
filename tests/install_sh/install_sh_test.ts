import assert from "node:assert/strict";
import {
  has,
  type Lab,
  realPath,
  type Run,
  SCRIPT_TEXT,
  shellTest,
} from "./release.ts";

/** Programs the script needs, but for downloading and checksums. */
const BASE = [
  ..."sh awk cat chmod cmp cp cut dirname env getconf gzip id ldd ls mkdir"
    .split(
      " ",
    ),
  ..."mktemp mv printf rm sed tail tr uname".split(" "),
];

/** Nothing was placed, and the reason is one line that says what to do. */
function refused(lab: Lab, run: Run, reason: RegExp, code = 1) {
  assert.equal(run.code, code, run.stdout + run.stderr);
  assert.match(run.stderr, reason);
  const name = code === 64 ? "install.sh" : "openclaw-guard";
  assert.match(run.stderr, new RegExp(`^${name}: [^\\n]+; [^\\n]+\\n$`));
  assert.deepEqual(lab.placed, []);
  assert.deepEqual(lab.calls, []);
}

shellTest(
  "places the program and hands over to install",
  async (lab, shell) => {
    await lab.publish();
    const run = await lab.pipe(shell);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(run.stderr, "");
    assert.deepEqual(lab.placed, ["openclaw-guard"]);
    assert.equal((Deno.statSync(lab.program).mode ?? 0) & 0o777, 0o755);
    assert.deepEqual(lab.calls, ["install <nowhere"]);
    assert.match(run.stdout, /downloaded and verified openclaw-guard-/);
    assert.match(run.stdout, /placed openclaw-guard 0\.1\.0 in /);
    // At the very end, where it is seen.
    assert.match(run.stdout, /is not in your PATH.*\n {2}export PATH=.*\n$/);
    assert.equal(lab.requests.length, 2);
  },
);

shellTest("options reach openclaw-guard install", async (lab, shell) => {
  await lab.publish();
  const args = ["--base-url", `${lab.url}/`, "--yes", "--profile=work"];
  assert.equal((await lab.pipe(shell, args)).code, 0);
  await lab.pipe(shell, ["--base-url", lab.url, "--scheduler", "systemd"]);
  assert.deepEqual(lab.calls, [
    "install --profile work --yes <nowhere",
    "install --scheduler systemd <nowhere",
  ]);
});

shellTest(
  "--program-only only places it and says what to run",
  async (lab, shell) => {
    await lab.publish();
    const run = await lab.pipe(shell, [
      "--base-url",
      lab.url,
      "--program-only",
    ]);
    assert.equal(run.code, 0);
    assert.deepEqual(lab.placed, ["openclaw-guard"]);
    assert.deepEqual(lab.calls, []);
    assert.ok(run.stdout.includes(`next: ${lab.program} install\n`));
  },
);

shellTest("the exit code of install is passed on", async (lab, shell) => {
  await lab.publish();
  Deno.writeTextFileSync(`${lab.home}/fail`, "");
  assert.equal((await lab.pipe(shell)).code, 3);
});

shellTest(
  "folders and file:// addresses work like a server",
  async (lab, shell) => {
    await lab.publish();
    for (const base of [lab.release, `file://${lab.release}/`]) {
      assert.equal((await lab.pipe(shell, [`--base-url=${base}`])).code, 0);
    }
    assert.equal(lab.calls.length, 2);
    assert.deepEqual(lab.requests, []);
  },
);

shellTest("a part of the script does nothing at all", async (lab, shell) => {
  await lab.publish();
  const text = SCRIPT_TEXT.replace(
    "base_url=\n",
    `base_url='${lab.url}'\n`,
  );
  const cuts = new Set<number>();
  for (let at = 0; at < text.length - 60; at += 53) cuts.add(at);
  let line = 0;
  for (let at = 0; at < text.length - 2; at++) {
    if (text[at] === "\n" && ++line % 10 === 0) cuts.add(at + 1);
  }
  for (let at = text.length - 60; at < text.length - 1; at++) cuts.add(at);
  for (const at of cuts) {
    const run = await lab.pipe(shell, [], text.slice(0, at));
    assert.equal(run.stdout, "", `cut at ${at}: ${run.stdout}`);
  }
  assert.ok(cuts.size > 250);
  assert.deepEqual(lab.requests, []);
  assert.deepEqual([...Deno.readDirSync(lab.home)], []);
  assert.equal((await lab.pipe(shell, [], text)).code, 0);
  assert.deepEqual(lab.placed, ["openclaw-guard"]);
});

shellTest("a wrong or missing checksum is refused", async (lab, shell) => {
  const cases: [RegExp, (text: string) => string][] = [
    [
      /the checksum of .* is [0-9a-f]{64}, not 0{64} as in /,
      (text) => text.replaceAll(/[0-9a-f]{64}/g, "0".repeat(64)),
    ],
    [/has no line for/, () => ""],
    [/has no line for/, (text) => text.replaceAll("-gnu", "-musl")],
    [/has no line for/, (text) => text.replaceAll("openclaw", "xopenclaw")],
    [/is broken for/, (text) => text.replaceAll(/^[0-9a-f]{60}/gm, "")],
    [/is broken for/, (text) => text + text],
    [/is broken for/, (text) => text.replaceAll(/^[0-9a-f]/gm, "z")],
  ];
  for (const [reason, edit] of cases) {
    await lab.publish();
    lab.editSums(edit);
    refused(lab, await lab.pipe(shell), reason);
  }
});

shellTest(
  "checksum lines of other tools are understood",
  async (lab, shell) => {
    const edits: ((text: string) => string)[] = [
      (text) => text.replaceAll("  ", " *"),
      (text) => text.replaceAll("\n", "\r\n"),
      (text) => text.replaceAll(/^\w{64}/gm, (digest) => digest.toUpperCase()),
    ];
    for (const edit of edits) {
      await lab.publish();
      lab.editSums(edit);
      const run = await lab.pipe(shell);
      assert.equal(run.code, 0, run.stderr);
    }
  },
);

shellTest(
  "every checksum tool is used, and none is a refusal",
  async (lab, shell) => {
    const tools = ["sha256sum", "shasum", "openssl", "busybox"].filter(has);
    await lab.publish();
    for (const tool of tools) {
      lab.only(...BASE, "curl", tool, ...(tool === "shasum" ? ["perl"] : []));
      const good = await lab.pipe(shell);
      assert.equal(good.code, 0, `${tool}: ${good.stderr}`);
      Deno.removeSync(`${lab.home}/.local`, { recursive: true });
      Deno.removeSync(`${lab.home}/calls`);
      lab.editSums((text) => text.replaceAll(/^[0-9a-f]{8}/gm, "01234567"));
      refused(lab, await lab.pipe(shell), /the checksum/);
      await lab.publish();
      Deno.removeSync(`${lab.root}/only`, { recursive: true });
    }
    lab.only(...BASE, "curl");
    refused(lab, await lab.pipe(shell), /no sha256sum, shasum or openssl/);
  },
  ["curl"],
);

shellTest(
  "without xz, or without an .xz in the release, the .gz is taken",
  async (lab, shell) => {
    await lab.publish();
    lab.editSums((text) => text.replaceAll(/^.*\.xz\n/gm, ""));
    const lacking = await lab.pipe(shell);
    assert.match(lacking.stdout, /verified openclaw-guard-.*\.gz/);
    await lab.publish();
    lab.only(...BASE, "curl", "sha256sum");
    const without = await lab.pipe(shell);
    assert.equal(without.code, 0, without.stderr);
    assert.match(without.stdout, /verified openclaw-guard-.*\.gz/);
  },
  ["curl"],
);

shellTest(
  "the script of a release trusts its own digests and no others",
  async (lab, shell) => {
    await lab.publish("0.3.0");
    const script = lab.releasedScript;
    const args = ["--base-url", lab.url];
    const good = await lab.pipe(shell, args, script);
    assert.equal(good.code, 0, good.stderr);
    assert.deepEqual(lab.requests, [
      "/openclaw-guard-x86_64-unknown-linux-gnu.xz",
    ]);
    Deno.removeSync(`${lab.home}/.local`, { recursive: true });
    Deno.removeSync(`${lab.home}/calls`);
    // Somebody changes program and SHA256SUMS on the mirror.
    await lab.publish("0.3.0", 100);
    const bad = await lab.pipe(shell, args, script);
    refused(lab, bad, /the checksum of .* as in this script of v0\.3\.0;/);
    const own = ["--version", "v0.3.0", ...args];
    refused(lab, await lab.pipe(shell, own, script), /the checksum of/);
    // Another version is verified with what lies beside it.
    const other = ["--version", "0.2.0", ...args];
    lab.requests.length = 0;
    assert.equal((await lab.pipe(shell, other, script)).code, 0);
    assert.equal(lab.requests[0], "/SHA256SUMS");
  },
);

shellTest("where a script looks on GitHub", async (lab, shell) => {
  await lab.publish("0.3.0");
  lab.tool("curl", 'echo "$*" >>"$HOME/curl"; exit 6');
  const cases: [string, string[], RegExp][] = [
    [SCRIPT_TEXT, [], /\/releases\/latest\/download\/SHA256SUMS/],
    [SCRIPT_TEXT, ["--version=1.2.3"], /\/download\/v1\.2\.3\/SHA256SUMS/],
    [lab.releasedScript, [], /\/download\/v0\.3\.0\/openclaw-guard-/],
    [
      lab.releasedScript,
      ["--version", "v1.2.3"],
      /\/download\/v1\.2\.3\/SHA256SUMS/,
    ],
  ];
  for (const [script, args, expected] of cases) {
    await lab.pipe(shell, args, script);
    assert.match(Deno.readTextFileSync(`${lab.home}/curl`), expected);
    Deno.removeSync(`${lab.home}/curl`);
  }
});

shellTest(
  "it speaks Chinese where the locale does, and lets the program decide for itself",
  async (lab, shell) => {
    await lab.publish();
    const cases: [Record<string, string>, boolean][] = [
      [{ LANG: "zh_CN.UTF-8" }, true],
      [{ LANG: "zh.UTF-8" }, true],
      [{ LC_MESSAGES: "zh_TW.UTF-8", LANG: "en_US.UTF-8" }, true],
      [{ LC_ALL: "zh_CN.UTF-8", LANG: "C" }, true],
      [{ LC_ALL: "C", LANG: "zh_CN.UTF-8" }, false],
      [{ LANG: "zhx.UTF-8" }, false],
      // C6: bytes of UTF-8 only where they can be shown
      [{ LANG: "zh_CN.GBK" }, false],
      [{ LANG: "zh_CN" }, false],
      [{ LANG: "zh_CN.UTF-8", LC_CTYPE: "zh_CN.GB18030" }, false],
      [{ LANG: "zh_CN.GBK", LC_CTYPE: "C.utf8" }, true],
      [{}, false],
    ];
    for (const [env, chinese] of cases) {
      lab.env = env;
      const run = await lab.pipe(shell);
      assert.equal(run.code, 0, run.stderr);
      const said = /\n\/.* 不在你的 PATH 中；.*\n {2}export PATH=.*\n$/;
      assert.equal(said.test(run.stdout), chinese, run.stdout);
      const locales = Deno.readTextFileSync(`${lab.home}/locales`);
      const { LC_ALL = "none" } = env;
      assert.ok(locales.endsWith(`${LC_ALL}\n`), locales);
    }
    lab.env = { LANG: "zh_CN.UTF-8" };
    const help = await lab.pipe(shell, ["--help"]);
    assert.match(help.stdout, /默认：最新版/);
    const usage = await lab.pipe(shell, ["--frobnicate"]);
    assert.match(
      usage.stderr,
      /^install\.sh: 没有 --frobnicate 这个选项；请看 --help\n$/,
    );
    lab.editSums((text) => text.replaceAll(/^\w{8}/gm, "01234567"));
    const bad = await lab.pipe(shell);
    assert.equal(bad.code, 1);
    assert.match(
      bad.stderr,
      /^openclaw-guard: 无法安装：.* 的校验值是 .*；请再试一次/,
    );
  },
);

Deno.test("every sentence is there in both languages", () => {
  const text = SCRIPT_TEXT.replaceAll("\\\n", " ");
  const calls = text.matchAll(/\b(say|warn|fail|usage_error) (".*)$/gm);
  let seen = 0;
  for (const [line, name, rest = ""] of calls) {
    const words = rest.match(/"(?:\\.|\$\((?:[^()]|\([^)]*\))*\)|[^"\\])*"/g) ??
      [];
    assert.equal(words.length, name === "fail" ? 4 : 2, line);
    const chinese = words.slice(words.length / 2).join("");
    assert.ok(chinese === '""' || /[\u4e00-\u9fff]/.test(chinese), line);
    seen++;
  }
  assert.ok(seen > 35, `${seen}`);
});

shellTest("a file that is not there is refused", async (lab, shell) => {
  refused(lab, await lab.pipe(shell), /cannot download .*SHA256SUMS .*404/);
  await lab.publish();
  lab.answer = (path) =>
    /\.[gx]z$/.test(path) ? new Response("", { status: 404 }) : undefined;
  refused(lab, await lab.pipe(shell), /cannot download .*\.xz .*404/);
  const nowhere = ["--base-url", `${lab.root}/nowhere`];
  refused(lab, await lab.pipe(shell, nowhere), /cannot copy .*nowhere/);
});

shellTest("a server that cannot be reached is refused", async (lab, shell) => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const args = ["--base-url", `http://127.0.0.1:${port}`];
  refused(lab, await lab.pipe(shell, args), /cannot download/);
});

shellTest("a download that breaks off is refused", async (lab, shell) => {
  await lab.publish("0.1.0", 200_000);
  const bytes = Deno.readFileSync(
    `${lab.release}/openclaw-guard-x86_64-unknown-linux-gnu.xz`,
  );
  const sums = Deno.readFileSync(`${lab.release}/SHA256SUMS`);
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serve = (async () => {
    for (let n = 0; n < 2; n++) {
      using connection = await listener.accept();
      const request = new Uint8Array(4096);
      const length = await connection.read(request) ?? 0;
      const text = new TextDecoder().decode(request.subarray(0, length));
      const body = text.includes("SHA256SUMS") ? sums : bytes;
      const sent = body === sums ? body : body.subarray(0, 100_000);
      const writer = connection.writable.getWriter();
      const head =
        `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
      await writer.write(new TextEncoder().encode(head));
      await writer.write(sent);
      writer.releaseLock();
    }
  })();
  const args = ["--base-url", `http://127.0.0.1:${listener.addr.port}`];
  const run = await lab.pipe(shell, args);
  await serve;
  refused(lab, run, /cannot download .*\.xz/);
}, ["curl"]);

shellTest("a page instead of the program is refused", async (lab, shell) => {
  lab.answer = () => new Response("<html>please log in</html>");
  refused(lab, await lab.pipe(shell), /has no line for/);
});

shellTest("wget does when there is no curl", async (lab, shell) => {
  await lab.publish();
  lab.only(...BASE, "wget", "sha256sum");
  const run = await lab.pipe(shell);
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(lab.placed, ["openclaw-guard"]);
  Deno.removeSync(lab.bin, { recursive: true });
  Deno.removeSync(`${lab.home}/calls`);
  const args = ["--base-url", `${lab.url}/nowhere`];
  refused(lab, await lab.pipe(shell, args), /wget: exit code/);
}, ["wget"]);

shellTest("the wget of BusyBox does too", async (lab, shell) => {
  await lab.publish();
  lab.only(...BASE, "sha256sum");
  lab.tool("wget", `exec ${realPath("busybox")} wget "$@"`);
  const run = await lab.pipe(shell);
  assert.equal(run.code, 0, run.stderr);
}, ["busybox"]);

shellTest("without curl and wget it says so", async (lab, shell) => {
  lab.only(...BASE, "sha256sum");
  refused(lab, await lab.pipe(shell), /neither curl nor wget/);
});

shellTest("https may not be left by a redirect", async (lab, shell) => {
  lab.tool("curl", 'echo "$*" >>"$HOME/curl"; exit 6');
  const run = await lab.pipe(shell, ["--version", "v1.2.3"]);
  assert.equal(run.code, 1);
  const args = Deno.readTextFileSync(`${lab.home}/curl`);
  assert.match(args, /--proto =https .*--tlsv1\.2|--tlsv1\.2.*--proto =https/);
  assert.match(args, /--fail/);
  assert.match(
    args,
    /https:\/\/github\.com\/openclaw-guard\/openclaw-guard\/releases\/download\/v1\.2\.3\/SHA256SUMS/,
  );
});

shellTest("another machine is refused with its name", async (lab, shell) => {
  await lab.publish();
  const cases: [string, string, RegExp][] = [
    ["uname", '[ "$1" = -m ] && echo riscv64 || echo Linux', /"riscv64"/],
    ["uname", '[ "$1" = -m ] && echo armv7l || echo Linux', /"armv7l"/],
    ["uname", "echo Darwin", /this is Darwin/],
    ["getconf", '[ "$1" = LONG_BIT ] && echo 32', /32-bit/],
  ];
  for (const [name, body, reason] of cases) {
    lab.tool(name, body);
    refused(lab, await lab.pipe(shell), reason);
    Deno.removeSync(`${lab.tools}/${name}`);
  }
  assert.deepEqual(lab.requests, []);
});

shellTest("aarch64 gets its own program", async (lab, shell) => {
  await lab.publish();
  lab.tool("uname", '[ "$1" = -m ] && echo aarch64 || echo Linux');
  assert.equal((await lab.pipe(shell)).code, 0);
  assert.ok(
    lab.requests.includes("/openclaw-guard-aarch64-unknown-linux-gnu.xz"),
  );
});

shellTest(
  "musl and an old glibc are refused, however they are found",
  async (lab, shell) => {
    await lab.publish();
    const none = '[ "$1" = LONG_BIT ] && echo 64';
    const libc = (text: string) => `${none} && exit; echo '${text}'`;
    const cases: [string, string, RegExp | null][] = [
      [none, "echo 'musl libc (x86_64)' >&2; exit 1", /uses musl.*glibc 2\.27/],
      [libc("glibc 2.26"), "", /glibc 2\.26 is too old/],
      [libc("glibc 1.99"), "", /glibc 1\.99 is too old/],
      [libc("glibc 2.27"), "", null],
      [libc("glibc 3.0"), "", null],
      [none, "echo 'ldd (GNU libc) 2.17'", /glibc 2\.17 is too old/],
      [none, "echo 'ldd (Debian GLIBC 2.36-9+deb12u14) 2.36'", null],
      [
        none,
        "echo 'ldd (Ubuntu GLIBC 2.23-0ubuntu11) 2.23'",
        /2\.23 is too old/,
      ],
    ];
    for (const [getconf, ldd, reason] of cases) {
      lab.tool("getconf", getconf);
      lab.tool("ldd", ldd);
      const run = await lab.pipe(shell);
      if (reason !== null) {
        refused(lab, run, reason);
        continue;
      }
      assert.equal(run.code, 0, run.stderr);
      Deno.removeSync(`${lab.home}/.local`, { recursive: true });
      Deno.removeSync(`${lab.home}/calls`);
    }
  },
);

shellTest("a new release replaces the old one at once", async (lab, shell) => {
  await lab.publish("0.1.0");
  await lab.pipe(shell);
  const first = Deno.statSync(lab.program).ino;
  const again = await lab.pipe(shell);
  assert.match(again.stdout, /0\.1\.0 is in .* already/);
  assert.equal(Deno.statSync(lab.program).ino, first);
  await lab.publish("0.2.0");
  const update = await lab.pipe(shell);
  assert.match(update.stdout, /placed openclaw-guard 0\.2\.0/);
  // For "openclaw-guard upgrade --rollback".
  assert.deepEqual(lab.placed, ["openclaw-guard", "openclaw-guard.previous"]);
  assert.equal(Deno.statSync(`${lab.program}.previous`).ino, first);
  assert.equal(lab.calls.length, 3);
});

shellTest("a failed update leaves the old program", async (lab, shell) => {
  await lab.publish("0.1.0");
  await lab.pipe(shell);
  const before = Deno.readTextFileSync(lab.program);
  await lab.publish("0.2.0");
  lab.editSums((text) => text.replaceAll(/^[0-9a-f]{8}/gm, "01234567"));
  assert.equal((await lab.pipe(shell)).code, 1);
  assert.equal(Deno.readTextFileSync(lab.program), before);
  assert.deepEqual(lab.placed, ["openclaw-guard"]);
});

shellTest("a program that does not run is not placed", async (lab, shell) => {
  await lab.publish();
  lab.tool("chmod", "exit 0"); // as on a file system mounted noexec
  refused(lab, await lab.pipe(shell), /does not run in .*noexec/);
});

shellTest(
  "a file size limit like a full disk places nothing",
  async (lab, shell) => {
    await lab.publish("0.1.0", 400_000);
    const run = await lab.pipe(
      shell,
      undefined,
      `ulimit -f 100\n${SCRIPT_TEXT}`,
    );
    assert.equal(run.code, 1);
    assert.match(run.stderr, /cannot download/);
    assert.deepEqual(lab.placed, []);
  },
);

const rootOnly = Deno.uid() === 0 ? [] : ["root (to mount a small disk)"];
const rootOnlyFiles = Deno.uid() === 0 ? [] : ["root (for files of root's)"];
shellTest("a full disk places nothing", async (lab, shell) => {
  await lab.publish("0.1.0", 400_000);
  Deno.mkdirSync(lab.bin, { recursive: true });
  for (const [size, reason] of [[64, /cannot download/], [600, /unpack/]]) {
    const options = `size=${size}k`;
    const mount = await lab.start(
      ["mount", "-t", "tmpfs", "-o", options, "none", lab.bin],
    );
    assert.equal(mount.code, 0, mount.stderr);
    try {
      refused(lab, await lab.pipe(shell), reason as RegExp);
    } finally {
      await lab.start(["umount", lab.bin]);
    }
  }
}, ["mount", ...rootOnly]);

shellTest("a folder that cannot be written is named", async (lab, shell) => {
  await lab.publish();
  Deno.writeTextFileSync(`${lab.home}/.local`, "a file");
  refused(lab, await lab.pipe(shell), /cannot make the folder .*\.local\/bin/);
});

shellTest("spaces and quotes in HOME are fine", async (lab, shell) => {
  await lab.publish();
  lab.home = `${lab.root}/it's "my" $HOME; 100%`;
  Deno.mkdirSync(lab.home);
  const run = await lab.pipe(shell, ["--base-url", lab.url, "--program-only"]);
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(lab.placed, ["openclaw-guard"]);
  // Both lines can be typed as they are shown.
  const next = /next: (.*)/.exec(run.stdout)?.[1] ?? "";
  const path = /^ {2}(export .*)/m.exec(run.stdout)?.[1] ?? "";
  const typed = await lab.start([
    ...shell,
    "-c",
    `${path}\n${next}\ncommand -v openclaw-guard`,
  ]);
  assert.equal(typed.stdout.trim(), lab.program);
  assert.deepEqual(lab.calls, ["install <nowhere"]);
});

shellTest(
  "another folder can be chosen, and must be absolute",
  async (lab, shell) => {
    await lab.publish();
    lab.env.OPENCLAW_GUARD_BIN_DIR = `${lab.home}/my tools`;
    assert.equal((await lab.pipe(shell)).code, 0);
    assert.ok(Deno.statSync(`${lab.home}/my tools/openclaw-guard`).isFile);
    assert.deepEqual(lab.placed, []);
    Deno.removeSync(`${lab.home}/calls`);
    lab.env.OPENCLAW_GUARD_BIN_DIR = "tools";
    refused(lab, await lab.pipe(shell), /"tools" is not an absolute path/);
  },
);

shellTest(
  "the PATH is judged: fine, or another one first",
  async (lab, shell) => {
    await lab.publish();
    lab.path = `${lab.path}:${lab.bin}`;
    const fine = await lab.pipe(shell);
    assert.doesNotMatch(fine.stdout + fine.stderr, /PATH/);
    lab.tool("openclaw-guard", "exit 0");
    const shadowed = await lab.pipe(shell);
    assert.match(
      shadowed.stderr,
      /warning: .*tools\/openclaw-guard comes before/,
    );
  },
);

shellTest(
  "root is served with a gateway of its own, or where nobody has one; else it is told the command",
  async (lab, shell) => {
    await lab.publish();
    lab.tool("id", "echo 0");
    const units = ".config/systemd/user";
    const alice = `${lab.root}/alice`;
    Deno.mkdirSync(`${alice}/${units}`, { recursive: true });
    lab.tool(
      "getent",
      `echo 'root:x:0:0::${lab.home}:/bin/sh
bob:x:987654320:1::${lab.root}/bob:/bin/sh
alice:x:987654321:1::${alice}:/bin/sh'`,
    );
    assert.equal((await lab.pipe(shell)).code, 0);
    Deno.removeSync(`${lab.home}/.local`, { recursive: true });
    Deno.removeSync(`${lab.home}/calls`);

    Deno.writeTextFileSync(`${alice}/${units}/openclaw-gateway.service`, "");
    const told = await lab.pipe(shell);
    refused(lab, told, /root has no gateway, but there is one of alice; run/);
    const url = lab.url;
    const command = `curl -fsSL ${url}/install.sh | sh -s -- --base-url ${url}`;
    assert.ok(
      told.stderr.endsWith(` su - alice -s /bin/sh -c '${command}'\n`),
      told.stderr,
    );
    const only = await lab.pipe(
      shell,
      ["--base-url", lab.url, "--program-only"],
    );
    assert.equal(only.code, 0, only.stderr);

    Deno.mkdirSync(`${lab.home}/${units}`, { recursive: true });
    const own = `${lab.home}/${units}/openclaw-gateway-work.service`;
    Deno.writeTextFileSync(own, "");
    assert.equal((await lab.pipe(shell)).code, 0);

    Deno.removeSync(own);
    Deno.removeSync(`${alice}/${units}`, { recursive: true });
    Deno.symlinkSync(`${lab.root}/elsewhere`, `${alice}/${units}`);
    Deno.mkdirSync(`${lab.root}/elsewhere`);
    Deno.writeTextFileSync(
      `${lab.root}/elsewhere/openclaw-gateway.service`,
      "",
    );
    assert.equal((await lab.pipe(shell)).code, 0, "a link is not followed");
  },
  rootOnlyFiles,
);

shellTest(
  "a gateway that is a unit of the system is root's, or that user's whom root is told",
  async (lab, shell) => {
    await lab.publish();
    const folder = `${lab.root}/system`;
    const script = SCRIPT_TEXT.replaceAll("/etc/systemd/system", folder);
    assert.notEqual(script, SCRIPT_TEXT);
    const wanted = `case $* in
"show --property=User openclaw-gateway.service") cat "${lab.root}/one" ;;
"show --property=User openclaw.service") cat "${lab.root}/two" ;;
*) exit 1 ;;
esac`;
    lab.tool(
      "id",
      `case "$*" in "-nu 1000") echo ann ;; -nu*) exit 1 ;; *) echo 0 ;; esac`,
    );
    lab.tool("getent", "exit 0");
    const told = (owner: string) =>
      new RegExp(`but there is one of ${owner}; run .*: su - ${owner} -s`);
    const all = ["openclaw-gateway.service", "openclaw.service"];
    const rows: [
      what: string,
      units: string[],
      one: string | null,
      two: string,
      owner: string | null,
    ][] = [
      ["none", [], "User=bob", "User=bob", null],
      ["root's", all.slice(0, 1), "User=", "", null],
      ["root's by name", all.slice(0, 1), "User=root", "", null],
      ["root's by number", all.slice(0, 1), "User=0", "", null],
      ["bob's", all.slice(0, 1), "User=bob", "", "bob"],
      ["by the name of guides", all.slice(1), "", "User=bob", "bob"],
      ["by number", all.slice(1), "", "User=1000", "ann"],
      ["by a number nobody has", all.slice(1), "", "User=4711", "4711"],
      ["one of bob's and one of root's", all, "User=bob", "User=", null],
      ["two of users", all, "User=carol", "User=bob", "carol"],
      [
        "a template, which is no unit",
        ["openclaw-gateway@.service"],
        "",
        "",
        null,
      ],
      ["systemd does not answer", all.slice(0, 1), null, "", null],
    ];
    for (const [what, units, one, two, owner] of rows) {
      for (const path of [folder, `${lab.home}/.local`, `${lab.home}/calls`]) {
        try {
          Deno.removeSync(path, { recursive: true });
        } catch (error) {
          if (!(error instanceof Deno.errors.NotFound)) throw error;
        }
      }
      Deno.mkdirSync(folder);
      for (const name of units) Deno.writeTextFileSync(`${folder}/${name}`, "");
      lab.tool("systemctl", one === null ? "exit 1" : wanted);
      Deno.writeTextFileSync(`${lab.root}/one`, `${one}\n`);
      Deno.writeTextFileSync(`${lab.root}/two`, `${two}\n`);
      const run = await lab.pipe(shell, undefined, script);
      if (owner === null) assert.equal(run.code, 0, what + run.stderr);
      else refused(lab, run, told(owner));
    }
  },
  rootOnlyFiles,
);

shellTest(
  "openclaw#78493: root puts nothing into folders of somebody else",
  async (lab, shell) => {
    await lab.publish();
    const alice = `${lab.root}/alice`;
    Deno.mkdirSync(alice);
    Deno.chownSync(alice, 987654321, 987654321);
    const own = lab.home;
    const cases: [string, Record<string, string>][] = [
      [alice, {}],
      [`${alice}/new`, {}],
      [own, { OPENCLAW_GUARD_BIN_DIR: `${alice}/.local/bin` }],
      [own, { XDG_STATE_HOME: `${alice}/.local/state` }],
      [own, { XDG_CONFIG_HOME: `${alice}/.config` }],
    ];
    for (const [home, env] of cases) {
      lab.home = home;
      lab.env = env;
      refused(lab, await lab.pipe(shell), /alice does not belong to root/);
      assert.deepEqual([...Deno.readDirSync(alice)], []);
    }
  },
  rootOnlyFiles,
);

shellTest("bad options are a usage error", async (lab, shell) => {
  const cases: [string[], RegExp][] = [
    [["--frobnicate"], /unknown option --frobnicate/],
    [["extra"], /unknown option extra/],
    [["--base-url"], /--base-url needs a value/],
    [["--profile="], /--profile needs a value/],
    [["--version", "../../x"], /not a release/],
    [["--version", "v1/../../x"], /not a release/],
    [["--purge"], /goes with --uninstall/],
    [["--scheduler", "sytemd"], /"sytemd" is not one of auto, cron, systemd/],
  ];
  for (const [args, reason] of cases) {
    refused(lab, await lab.pipe(shell, args), reason, 64);
  }
  const help = await lab.pipe(shell, ["--help"]);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /--base-url URL/);
});

shellTest(
  "--uninstall lets the program remove all, itself included, and says nothing of its own",
  async (lab, shell) => {
    await lab.publish();
    await lab.pipe(shell);
    const run = await lab.pipe(shell, ["--uninstall", "--purge", "--yes"]);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(lab.calls[1], "uninstall --program --purge --yes <nowhere");
    assert.equal(run.stdout + run.stderr, "");
    Deno.removeSync(lab.program); // as the real one does
    const again = await lab.pipe(shell, ["--uninstall"]);
    assert.equal(again.code, 1);
    assert.match(
      again.stderr,
      /^openclaw-guard: cannot uninstall: there is no .*openclaw-guard/,
    );
  },
);

shellTest(
  "--uninstall passes on the profile and the exit code",
  async (lab, shell) => {
    await lab.publish();
    await lab.pipe(shell);
    const one = ["--uninstall", "--profile", "work", "--yes"];
    assert.equal((await lab.pipe(shell, one)).code, 0);
    assert.equal(
      lab.calls[1],
      "uninstall --program --profile work --yes <nowhere",
    );
    assert.deepEqual(lab.placed, ["openclaw-guard"]);
    Deno.writeTextFileSync(`${lab.home}/fail`, "");
    assert.equal((await lab.pipe(shell, ["--uninstall"])).code, 3);
    assert.deepEqual(lab.placed, ["openclaw-guard"]);
  },
);

shellTest(
  "questions go to the terminal when the script is standard input",
  async (lab, shell) => {
    await lab.publish();
    const script = `${lab.root}/install.sh`;
    Deno.writeTextFileSync(script, SCRIPT_TEXT);
    const command = `cat ${script} | ${
      shell.join(" ")
    } -s -- --base-url ${lab.url}`;
    const run = await lab.start(["script", "-qec", command, "/dev/null"]);
    assert.equal(run.code, 0, run.stdout);
    assert.deepEqual(lab.calls, ["install <terminal"]);
    // Nobody would see a question that goes to a file.
    const file = `${command} >${lab.root}/out`;
    await lab.start(["script", "-qec", file, "/dev/null"]);
    assert.equal(lab.calls[1], "install <nowhere");
  },
  ["script"],
);

shellTest("a killed script leaves no file behind", async (lab, shell) => {
  await lab.publish();
  // The download ends the script as a closed terminal would.
  lab.tool("curl", "kill -HUP $PPID; sleep 0.2");
  const run = await lab.pipe(shell);
  assert.equal(run.code, 129);
  assert.deepEqual(lab.placed, []);
});

shellTest(
  "--from-source builds in the checkout of the script",
  async (lab, shell) => {
    const checkout = `${lab.root}/my checkout`;
    Deno.mkdirSync(`${checkout}/dist`, { recursive: true });
    Deno.writeTextFileSync(`${checkout}/install.sh`, SCRIPT_TEXT);
    const args = [...shell, `${checkout}/install.sh`, "--from-source"];
    refused(lab, await lab.start(args), /there is no source in .*my checkout/);
    Deno.writeTextFileSync(`${checkout}/deno.json`, "{}");
    Deno.writeTextFileSync(`${checkout}/main.ts`, "");
    const build =
      'pwd >"$HOME/built"; echo "$*" >>"$HOME/built"; printf "#!/bin/sh\\necho 1.0\\n" >dist/openclaw-guard';
    lab.only(...BASE);
    const none = await lab.start(args);
    refused(lab, none, /neither deno nor npx/);
    for (
      const [tool, how] of [
        ["npx", "-y deno@2.6.8 task compile"],
        ["deno", "task compile"],
      ] as const
    ) {
      lab.tool(tool, build);
      const run = await lab.start(args);
      assert.equal(run.code, 0, run.stderr);
      const built = Deno.readTextFileSync(`${lab.home}/built`);
      assert.equal(built, `${checkout}\n${how}\n`);
      assert.deepEqual(lab.placed, ["openclaw-guard"]);
      Deno.removeSync(`${lab.home}/.local`, { recursive: true });
    }
    lab.tool("deno", "echo broken >&2; exit 1");
    const failed = await lab.start(args);
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /"deno task compile" failed/);
    assert.deepEqual(lab.placed, []);
  },
);
