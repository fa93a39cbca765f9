/** A release on a local server, a home to install in, and shells to pipe to. */

import { makeRelease } from "../../build/release_files.ts";

const SCRIPT = new URL("../../install.sh", import.meta.url);
export const SCRIPT_TEXT = Deno.readTextFileSync(SCRIPT);

/** Notes how it is called instead of guarding anything. */
function fakeProgram(version: string): string {
  return `#!/bin/sh
if [ "$1" = --version ]; then echo "openclaw-guard ${version}"; exit; fi
if [ -t 0 ]; then from=terminal; else from=nowhere; fi
echo "$* <$from" >>"$HOME/calls"
echo "\${LC_ALL:-none}" >>"$HOME/locales"
[ ! -e "$HOME/fail" ] || exit 3
`;
}

/** Shells under test: name and command line. */
export const SHELLS: Readonly<Record<string, string[]>> = {
  dash: ["dash"],
  "busybox sh": ["busybox", "sh"],
};

/** Whether a program is in PATH. */
export function has(program: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(":").some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}`).isFile;
    } catch {
      return false;
    }
  });
}

/** A test under each shell; ignored, with the reason in its name, without it. */
export function shellTest(
  name: string,
  body: (lab: Lab, shell: string[]) => Promise<void>,
  needs: string[] = [],
) {
  for (const [label, shell] of Object.entries(SHELLS)) {
    const missing = [shell[0] ?? "", ...needs].find((tool) => !has(tool));
    const reason = missing === undefined ? "" : ` (no ${missing} here)`;
    Deno.test({
      name: `${label}: ${name}${reason}`,
      ignore: missing !== undefined,
      async fn() {
        await using lab = new Lab();
        await body(lab, shell);
      },
    });
  }
}

/** How the script ended. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** See the file's comment. */
export class Lab implements AsyncDisposable {
  readonly root = Deno.makeTempDirSync({ prefix: "guard-sh-" });
  home = `${this.root}/home`;
  /** Served at `/`. */
  readonly release = `${this.root}/release`;
  /** Comes first in PATH. */
  readonly tools = `${this.root}/tools`;
  readonly requests: string[] = [];
  /** Replaces the answer for a path. */
  answer: (path: string) => Response | undefined = () => undefined;
  path: string;
  env: Record<string, string> = {};
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor() {
    for (const folder of [this.home, this.release, this.tools]) {
      Deno.mkdirSync(folder);
    }
    this.path = `${this.tools}:${Deno.env.get("PATH")}`;
    // Nobody's gateway on this machine is of interest.
    this.tool("getent", "exit 0");
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      (request) => {
        const path = new URL(request.url).pathname;
        this.requests.push(path);
        const answer = this.answer(path);
        if (answer !== undefined) return answer;
        try {
          return new Response(Deno.readFileSync(this.release + path));
        } catch {
          return new Response("no", { status: 404 });
        }
      },
    );
  }

  async [Symbol.asyncDispose]() {
    await this.#server.shutdown();
    Deno.removeSync(this.root, { recursive: true });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  get bin(): string {
    return `${this.home}/.local/bin`;
  }

  get program(): string {
    return `${this.bin}/openclaw-guard`;
  }

  /** What the program was called with, a line each. */
  get calls(): string[] {
    try {
      return Deno.readTextFileSync(`${this.home}/calls`).trim().split("\n");
    } catch {
      return [];
    }
  }

  /** Names in the program's folder, [] without it. */
  get placed(): string[] {
    try {
      return [...Deno.readDirSync(this.bin)].map(({ name }) => name).sort();
    } catch {
      return [];
    }
  }

  /** Makes the release, for both processors, but for install.sh. */
  async publish(version = "0.1.0", padding = 0) {
    const noise = new Uint8Array(padding);
    for (let start = 0; start < padding; start += 65536) {
      crypto.getRandomValues(noise.subarray(start, start + 65536));
    }
    const path = `${this.root}/program`;
    const text = new TextEncoder().encode(fakeProgram(version) + "exit\n");
    Deno.writeFileSync(path, new Uint8Array([...text, ...noise]));
    await makeRelease({
      version,
      programs: ["x86_64", "aarch64"].map((arch) => ({
        target: `${arch}-unknown-linux-gnu`,
        path,
      })),
      installer: SCRIPT_TEXT,
      output: this.release,
      fast: true,
    });
  }

  /** The script of the release, which trusts its own digests. */
  get releasedScript(): string {
    return Deno.readTextFileSync(`${this.release}/install.sh`);
  }

  /** Changes SHA256SUMS. */
  editSums(edit: (text: string) => string) {
    const path = `${this.release}/SHA256SUMS`;
    Deno.writeTextFileSync(path, edit(Deno.readTextFileSync(path)));
  }

  /** A program of the test's own, found before the real one. */
  tool(name: string, body: string) {
    const path = `${this.tools}/${name}`;
    Deno.writeTextFileSync(path, `#!/bin/sh\n${body}\n`);
    Deno.chmodSync(path, 0o755);
  }

  /** Leaves only these programs, and the test's own, in PATH. */
  only(...names: string[]) {
    const folder = `${this.root}/only`;
    Deno.mkdirSync(folder);
    for (const name of names) {
      for (const from of (Deno.env.get("PATH") ?? "").split(":")) {
        try {
          Deno.statSync(`${from}/${name}`);
        } catch {
          continue;
        }
        Deno.symlinkSync(`${from}/${name}`, `${folder}/${name}`);
        break;
      }
    }
    this.path = `${this.tools}:${folder}`;
  }

  /** Pipes a script into a shell, as `curl … | sh -s -- ARGS` does. */
  async pipe(
    shell: string[],
    args: string[] = ["--base-url", this.url],
    script = SCRIPT_TEXT,
  ): Promise<Run> {
    return await this.start([...shell, "-s", "--", ...args], script);
  }

  /** Runs a command line with the lab's environment. */
  async start(command: string[], input = ""): Promise<Run> {
    const [name = "", ...args] = command;
    const child = new Deno.Command("env", {
      // env, so that the shell itself is found in the real PATH.
      args: [
        "-i",
        ...Object.entries({ ...this.env, HOME: this.home, PATH: this.path })
          .map(([key, value]) => `${key}=${value}`),
        realPath(name),
        ...args,
      ],
      cwd: this.root,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const output = child.output();
    const writer = child.stdin.getWriter();
    try {
      await writer.write(new TextEncoder().encode(input));
      await writer.close();
    } catch {
      // The shell ended before it had read everything.
    }
    const { code, stdout, stderr } = await output;
    const decoder = new TextDecoder();
    return {
      code,
      stdout: decoder.decode(stdout),
      stderr: decoder.decode(stderr),
    };
  }
}

/** Where a program of the real PATH lies. */
export function realPath(program: string): string {
  if (program.includes("/")) return program;
  const folder = (Deno.env.get("PATH") ?? "").split(":").find((from) => {
    try {
      return Deno.statSync(`${from}/${program}`).isFile;
    } catch {
      return false;
    }
  });
  return `${folder}/${program}`;
}
