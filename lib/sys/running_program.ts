/** The program that runs. */

/** Its path; null when it runs from its source, by Deno. */
export function compiledPath(): string | null {
  return Deno.build.standalone ? Deno.execPath() : null;
}

/** The processor and system it was compiled for, such as "x86_64-unknown-linux-gnu". */
export const TARGET = Deno.build.target;
