/** Runs programs for the build. */

/** The project's folder, without a slash at its end. */
export const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname)
  .replace(/\/$/, "");

/** The build cannot go on; the message says why. */
export class BuildError extends Error {
  override readonly name = "BuildError";
  readonly exitCode: number;
  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** Where and how a program runs. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

async function start(
  program: string,
  args: readonly string[],
  options: RunOptions,
  stdout: "inherit" | "piped",
): Promise<Uint8Array> {
  const child = (() => {
    try {
      return new Deno.Command(program, {
        args: [...args],
        stdin: "null",
        stdout,
        stderr: "inherit",
        ...options,
      }).spawn();
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw new BuildError(`"${program}" is needed and not installed`, 1, {
        cause: error,
      });
    }
  })();
  const { code, stdout: output } = stdout === "piped"
    ? await child.output()
    : { ...await child.status, stdout: new Uint8Array() };
  if (code !== 0) {
    const shown = program === Deno.execPath() ? "deno" : program;
    throw new BuildError(
      `"${shown} ${args[0]}" failed with code ${code}`,
      code,
    );
  }
  return output;
}

/**
 * Runs a program that writes to the terminal.
 *
 * @throws {BuildError} when it is not installed or fails.
 */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<void> {
  await start(program, args, options, "inherit");
}

/** Like {@linkcode run}, but returns what the program writes to standard output. */
export function capture(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Uint8Array> {
  return start(program, args, options, "piped");
}

/** Runs the Deno that runs the build. */
export function deno(args: readonly string[]): Promise<void> {
  return run(Deno.execPath(), args);
}
