/** The compiled program under test. */

/** Names the program to test instead of dist/openclaw-guard. */
const PROGRAM_VARIABLE = "OPENCLAW_GUARD_PROGRAM";
const NAME = "openclaw-guard";
const TEMPORARY = "/tmp";
const PREFIX = "openclaw-guard-e2e-";

let directory: string | undefined;

/**
 * A folder with a copy of the compiled program, so that a rebuild does not
 * change it under a running scenario.
 *
 * @throws {Error} when it has not been compiled.
 */
export function programDirectory(): string {
  if (directory !== undefined) return directory;
  const program = Deno.env.get(PROGRAM_VARIABLE) ??
    `${import.meta.dirname}/../../dist/${NAME}`;
  removeLeftCopies();
  const copy = `${TEMPORARY}/${PREFIX}${Deno.pid}`;
  Deno.mkdirSync(copy);
  Deno.chmodSync(copy, 0o755);
  try {
    Deno.copyFileSync(program, `${copy}/${NAME}`);
  } catch (error) {
    Deno.removeSync(copy, { recursive: true });
    throw new Error(
      `cannot read the compiled program ${program}; run "deno task compile" first`,
      { cause: error },
    );
  }
  Deno.chmodSync(`${copy}/${NAME}`, 0o755);
  globalThis.addEventListener("unload", () => {
    Deno.removeSync(copy, { recursive: true });
  });
  directory = copy;
  return copy;
}

/** Copies of runs that were killed before they could tidy up. */
function removeLeftCopies(): void {
  for (const { name } of Deno.readDirSync(TEMPORARY)) {
    const pid = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : "";
    if (!/^\d+$/.test(pid)) continue;
    try {
      Deno.statSync(`/proc/${pid}`);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      Deno.removeSync(`${TEMPORARY}/${name}`, { recursive: true });
    }
  }
}
