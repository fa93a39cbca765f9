/**
 * A machine that dies, or a disk that fills up, at any system call one likes:
 * the calls of Deno that change files are replaced.
 */

const NAMES = [
  "openSync",
  "renameSync",
  "linkSync",
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
  let calls = 0;
  let dead = false;
  const error = await withCalls((name, call, given) => {
    if (dead) throw new Killed();
    if (calls++ !== at) return call(given);
    const [bytes] = given;
    if (name === "writeSync" && bytes instanceof Uint8Array) {
      call([bytes.subarray(0, bytes.length / 2)]);
    }
    if (how === "full disk") throw new Error("No space left on device");
    dead = true;
    throw new Killed();
  }, work);
  return { calls, error };
}

/** The calls something makes, in order. */
export async function callsOf(work: () => unknown): Promise<string[]> {
  const names: string[] = [];
  const error = await withCalls((name, call, given) => {
    names.push(name);
    return call(given);
  }, () => Promise.resolve(work()));
  if (error !== null) throw error;
  return names;
}

/** Replaces the calls while something runs; returns what it threw, else null. */
async function withCalls(
  instead: (
    name: string,
    call: (given: readonly unknown[]) => unknown,
    given: readonly unknown[],
  ) => unknown,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const disk = Deno as unknown as Record<
    string,
    (...given: unknown[]) => unknown
  >;
  const file = Deno.FsFile.prototype as unknown as typeof disk;
  const originals = [
    ...NAMES.map((name) => [disk, name, disk[name]] as const),
    ...FILE_NAMES.map((name) => [file, name, file[name]] as const),
  ];
  for (const [holder, name, original] of originals) {
    if (original === undefined) throw new Error(`Deno has no ${name}`);
    holder[name] = function (this: unknown, ...given: unknown[]) {
      return instead(
        name,
        (changed) => original.apply(this, [...changed]),
        given,
      );
    };
  }
  try {
    await work();
    return null;
  } catch (error) {
    return error;
  } finally {
    for (const [holder, name, original] of originals) {
      if (original !== undefined) holder[name] = original;
    }
  }
}
