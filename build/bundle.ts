/** All modules of the program in few files, without what is not used. */

import { CONSTANTS, makeConstant } from "./constants.ts";
import { registryFlags } from "./registry.ts";
import { deno, ROOT } from "./run.ts";

/** What `main.ts` imports when it needs the whole program. */
const PROGRAM = "./lib/program.ts";

/**
 * Loading the modules of `zod` one by one would cost 17 ms at every start.
 *
 * The entry is bundled apart from the program it imports when needed. What
 * both use is in both, so that the healthy tick loads one module, not one and
 * sixteen others that it shares with the commands.
 *
 * @param entry A module named `main.ts`.
 * @param folder Where the files go, `main.js` among them.
 */
export async function bundle(entry: string, folder: string): Promise<void> {
  await minify(entry, folder, [`--external=${PROGRAM}`]);
  const isGuard = Deno.readTextFileSync(`${folder}/main.js`)
    .includes(`import("${PROGRAM}")`);
  if (!isGuard) return; // a program to compare with
  // What is imported when needed is a file of its own, which costs nothing
  // until then.
  await minify(ROOT + PROGRAM.slice(1), folder, [
    "--code-splitting",
    ...CONSTANTS.map(({ imported }) => `--external=${imported}`),
  ]);
  const places = new Map([[PROGRAM, "./program.js"]]);
  for (const constant of CONSTANTS) {
    const made = `${folder}-constant`;
    await minify(ROOT + constant.source, made, []);
    places.set(constant.imported, await makeConstant(constant, made, folder));
    Deno.removeSync(made, { recursive: true });
  }
  redirect(folder, places);
}

/** Bundles a module with what it imports into a folder. */
async function minify(
  entry: string,
  folder: string,
  options: readonly string[],
): Promise<void> {
  const flags = ["bundle", "--quiet", ...await registryFlags(), ...options];
  const [small, plain] = [`${folder}-small`, `${folder}-plain`];
  await deno([...flags, "--minify", `--outdir=${small}`, entry]);
  await deno([...flags, `--outdir=${plain}`, entry]);
  const [kept, written] = [countUsing(small), countUsing(plain)];
  if (kept !== written) {
    throw new Error(
      `the minifier dropped ${written - kept} of ${written} ` +
        '"using" declarations, so locks or files stay open; it does that to a ' +
        "variable mentioned once: declare it with const, add `using _held = it`",
    );
  }
  Deno.mkdirSync(folder, { recursive: true });
  for (const { name } of Deno.readDirSync(small)) {
    Deno.renameSync(`${small}/${name}`, `${folder}/${name}`);
  }
  Deno.removeSync(small, { recursive: true });
  Deno.removeSync(plain, { recursive: true });
}

/** How many `using` declarations a bundle has. */
function countUsing(folder: string): number {
  return [...Deno.readDirSync(folder)]
    .map(({ name }) => Deno.readTextFileSync(`${folder}/${name}`))
    .reduce(
      (sum, text) => sum + [...text.matchAll(/\busing [\w$]+ ?=/g)].length,
      0,
    );
}

/**
 * Leads imports of what was bundled apart to its file.
 *
 * @throws {Error} when nothing imports it: it was renamed, or is not needed.
 */
function redirect(folder: string, places: ReadonlyMap<string, string>): void {
  const missing = new Set(places.keys());
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".js")) continue;
    const path = `${folder}/${name}`;
    let text = Deno.readTextFileSync(path);
    for (const [imported, place] of places) {
      if (!text.includes(`import("${imported}")`)) continue;
      text = text.replaceAll(`import("${imported}")`, `import("${place}")`);
      missing.delete(imported);
    }
    Deno.writeTextFileSync(path, text);
  }
  if (missing.size > 0) {
    throw new Error(`nothing imports ${[...missing].join(", ")}`);
  }
}
