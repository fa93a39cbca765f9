/** Finds out where dependencies come from on this network. */

import { BuildError } from "./run.ts";

/** `jsr`: a normal network; `npm`: only an npm registry is reachable. */
export type Registry = "jsr" | "npm";

/** Names the registry, so that nobody looks. */
export const REGISTRY_VARIABLE = "OPENCLAW_GUARD_REGISTRY";

const PROBE_URL = "https://jsr.io/@std/cli/meta.json";
const PROBE_TIMEOUT_MS = 3000;

/** How the flags of a Deno subcommand name the dependencies. */
const FLAGS: Readonly<Record<Registry, readonly string[]>> = {
  jsr: [],
  npm: [
    "--import-map=build/npm_only/import_map.json",
    "--lock=build/npm_only/deno.lock",
    "--frozen",
  ],
};

let found: Promise<Registry> | undefined;

/** The registry of this network; looks at most once, for at most 3 s. */
export function findRegistry(): Promise<Registry> {
  return found ??= look();
}

/** Flags with which `deno test`, `check` and `bundle` find the dependencies. */
export async function registryFlags(): Promise<readonly string[]> {
  return FLAGS[await findRegistry()];
}

async function look(): Promise<Registry> {
  const forced = Deno.env.get(REGISTRY_VARIABLE);
  if (forced === "jsr" || forced === "npm") return forced;
  if (forced) {
    throw new BuildError(
      `${REGISTRY_VARIABLE} is "${forced}"; it can be "jsr" or "npm"`,
    );
  }
  if (await jsrAnswers()) return "jsr";
  console.error("build: JSR is not reachable, using build/npm_only");
  return "npm";
}

/** Whether JSR sends what it should; a login page of a network does not count. */
async function jsrAnswers(): Promise<boolean> {
  try {
    const response = await fetch(PROBE_URL, {
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok && text.includes('"versions"');
  } catch {
    // No name, no route, no trust, no time: all mean the same here.
    return false;
  }
}
