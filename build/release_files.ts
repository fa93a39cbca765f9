/**
 * The files of a release, made from compiled programs. The same programs
 * always make the same files: a packed program is nothing but its bytes, with
 * no name, time or owner.
 *
 * - `openclaw-guard-TARGET.xz` and `.gz`: the program, packed. Where xz is
 *   missing, install.sh and `upgrade` take the other one.
 * - `VERSION`: the version in one line, so that `upgrade` need not fetch a
 *   program to know whether it is newer.
 * - `install.sh`: with the version and digests of this release inside.
 * - `SHA256SUMS`: of all others, as sha256sum(1) writes it.
 */

import { sha256 } from "./fingerprint.ts";
import { BuildError, capture } from "./run.ts";

/** What a release is made of. */
export interface ReleaseInput {
  /** Without a "v". */
  readonly version: string;
  readonly programs: readonly {
    /** As in `deno compile --target`. */
    readonly target: string;
    /** The compiled program. */
    readonly path: string;
  }[];
  /** The text of the repository's install.sh. */
  readonly installer: string;
  /** Folder of the files; what was in it is removed. */
  readonly output: string;
  /** Packs quickly and badly, for tests. */
  readonly fast?: boolean;
}

/**
 * xz -6 unpacks with 9 MB of memory and -9 with 65, for 2 % less. Its CRC32
 * is the check that every unpacker knows, BusyBox included.
 */
const PACKERS = [
  { suffix: "xz", slow: ["-6", "-T1", "--check=crc32"], fast: ["-0"] },
  { suffix: "gz", slow: ["-9", "--no-name"], fast: ["-1", "--no-name"] },
] as const;
const PROGRAMS = { xz: "xz", gz: "gzip" } as const;

/**
 * Makes the files in a new folder, which is renamed when it is complete.
 *
 * @throws {BuildError} when xz or gzip is missing or fails.
 */
export async function makeRelease(input: ReleaseInput): Promise<void> {
  const { version, programs, installer, output } = input;
  const folder = `${output}.new`;
  for (const old of [folder, output]) removeRelease(old);
  Deno.mkdirSync(folder, { recursive: true });
  const digests = new Map<string, string>();
  const put = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
    Deno.writeFileSync(`${folder}/${name}`, bytes, { mode: 0o644 });
    digests.set(name, await sha256(bytes));
  };
  for (const { target, path } of programs) {
    for (const { suffix, slow, fast } of PACKERS) {
      const flags = input.fast ? fast : slow;
      const packed = await capture(PROGRAMS[suffix], [
        ...flags,
        "--stdout",
        path,
      ]);
      await put(`openclaw-guard-${target}.${suffix}`, new Uint8Array(packed));
    }
  }
  const text = new TextEncoder();
  const script = renderInstaller(installer, version, sums(digests));
  await put("VERSION", text.encode(`${version}\n`));
  await put("install.sh", text.encode(script));
  Deno.writeTextFileSync(`${folder}/SHA256SUMS`, sums(digests));
  Deno.renameSync(folder, output);
}

/** Lines of sha256sum(1), sorted by name. */
function sums(digests: ReadonlyMap<string, string>): string {
  return [...digests].sort(([one], [other]) => one < other ? -1 : 1)
    .map(([name, digest]) => `${digest}  ${name}\n`).join("");
}

/**
 * install.sh that trusts the digests of its own release and no others.
 *
 * @param version Without a "v".
 * @param digests Lines of sha256sum(1).
 * @throws {BuildError} when install.sh has no place for them.
 */
export function renderInstaller(
  installer: string,
  version: string,
  digests: string,
): string {
  const values: Readonly<Record<string, string>> = {
    own_release: `v${version}`,
    own_digests: `'${digests.trimEnd()}'`,
  };
  let script = installer;
  for (const [name, value] of Object.entries(values)) {
    const parts = script.split(`  ${name}=\n`);
    if (parts.length !== 2) {
      throw new BuildError(`install.sh does not have "${name}=" once`);
    }
    script = parts.join(`  ${name}=${value}\n`);
  }
  return script;
}

/** A name mistyped after --output must not cost anybody a folder. */
function removeRelease(path: string): void {
  const foreign = namesIn(path).find((name) =>
    !/^(?:VERSION|SHA256SUMS|install\.sh|openclaw-guard-.*)$/.test(name)
  );
  if (foreign !== undefined) {
    throw new BuildError(
      `cannot make a release in ${path}: ${foreign} in it is not of a release`,
    );
  }
  if (namesIn(path).length > 0) Deno.removeSync(path, { recursive: true });
}

function namesIn(path: string): string[] {
  try {
    return [...Deno.readDirSync(path)].map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
