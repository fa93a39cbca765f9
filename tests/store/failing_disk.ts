/**
 * A machine that dies, or a disk that fills up, at any system call one likes:
 * the calls of Deno that change files are replaced.
 */

const NAMES = [
  "openSync",
  "renameSync",
  "removeSync",
  "mkdirSync",
  "chmodSync",
  "chownSync",
] as const;
const FILE_NAMES = ["writeSync", "syncDataSync", "syncSync"] as const;

/** The process was killed; nothing it does after this has any effect. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/**
 * Runs something that is killed before its n-th call (half-way through it when
 * it writes), or whose n-th call fails once because the disk is full.
 *
 * @returns How many such calls there were up to the end.
 */
export async function withFailure(
  how: "killed" | "full disk",
  at: number,
  work: () => Promise<unknown>,
): Promise<{ readonly calls: number; readonly error: unknown }> {
  const disk = Deno as unknown as Record<
    string,
    (...given: unknown[]) => unknown
  >;
  const file = Deno.FsFile.prototype as unknown as typeof disk;
  const originals = [
    ...NAMES.map((name) => [disk, name, disk[name]] as const),
    ...FILE_NAMES.map((name) => [file, name, file[name]] as const),
  ];
  let calls = 0;
  let dead = false;
  for (const [holder, name, original] of originals) {
    if (original === undefined) throw new Error(`Deno has no ${name}`);
    holder[name] = function (this: unknown, ...given: unknown[]) {
      if (dead) throw new Killed();
      if (calls++ === at) {
        const [bytes] = given;
        if (name === "writeSync" && bytes instanceof Uint8Array) {
          original.call(this, bytes.subarray(0, bytes.length / 2));
        }
        if (how === "full disk") throw new Error("No space left on device");
        dead = true;
        throw new Killed();
      }
      return original.apply(this, given);
    };
  }
  try {
    await work();
    return { calls, error: null };
  } catch (error) {
    return { calls, error };
  } finally {
    for (const [holder, name, original] of originals) {
      if (original !== undefined) holder[name] = original;
    }
  }
}
