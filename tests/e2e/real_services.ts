/** Real programs that the guard's messages are tried with, where they are installed. */

import { runCommand } from "../../lib/sys/command.ts";

/** A test that needs programs of packages; without them it says so. */
export function realTest(
  name: string,
  packages: readonly { readonly program: string; readonly package: string }[],
  body: () => Promise<void>,
): void {
  const missing = packages.filter(({ program }) => !isInstalled(program));
  Deno.test({
    name: missing.length === 0
      ? name
      : `${name} [SKIPPED: not installed: ${
        missing.map((one) => one.package).join(", ")
      }]`,
    ignore: missing.length > 0,
    fn: body,
  });
}

function isInstalled(program: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(":").some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}`).isFile;
    } catch {
      return false;
    }
  });
}

/** A folder that is gone afterwards. */
export class Scratch {
  readonly path = Deno.makeTempDirSync({ prefix: "openclaw-guard-real-" });

  /** Writes a file there. @returns Its path. */
  write(name: string, text: string, mode = 0o600): string {
    Deno.writeTextFileSync(`${this.path}/${name}`, text, { mode });
    return `${this.path}/${name}`;
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

/** A program that runs until the end of the test. */
export class Running {
  readonly #child: Deno.ChildProcess;

  constructor(program: string, args: readonly string[], env = {}) {
    this.#child = new Deno.Command(program, {
      args: [...args],
      env,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGTERM");
    } catch {
      // It ended by itself.
    }
    await this.#child.status;
  }
}

/** What a program printed. @throws {Error} when it ends badly. */
export async function printed(
  program: string,
  args: readonly string[],
  stdin = "",
): Promise<string> {
  const { code, stdout, stderr } = await runCommand(program, args, {
    stdin,
    timeoutMs: 60_000,
  });
  if (code !== 0) throw new Error(`${program}: exit code ${code}: ${stderr}`);
  return stdout;
}

/** Waits for something to be there, 20 s at most. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null>,
): Promise<T> {
  const endMs = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > endMs) throw new Error(`not within 20 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A TCP port that nobody listens on just now. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
