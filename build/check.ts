/** `deno task check`: format, lint and types of everything. */

import { findRegistry, registryFlags } from "./registry.ts";
import { deno } from "./run.ts";

/** @throws {BuildError} at the first that fails. */
export async function check(): Promise<void> {
  await deno(["fmt", "--check"]);
  await deno(["lint"]);
  const build = [...Deno.readDirSync("build")]
    .filter(({ name }) => name.endsWith(".ts"))
    .map(({ name }) => `build/${name}`);
  // The stand-ins have no types to be checked with where they are not used.
  if (await findRegistry() === "npm") build.push("build/npm_only");
  await deno([
    "check",
    ...await registryFlags(),
    "main.ts",
    "lib",
    "tests",
    ...build,
  ]);
}
