/** Single facts in files of the kernel, which may not be there or not be ours to read. */

/** The text of a file of the kernel's; null: gone, hidden, or not in this kernel. */
export function readKernelFile(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return null;
  }
}

/** The number that a pattern finds; null: there is none. */
export function numberIn(text: string | null, pattern: RegExp): number | null {
  const value = Number(pattern.exec(text ?? "")?.[1] ?? NaN);
  return Number.isFinite(value) ? value : null;
}

/**
 * How long a thread has been ready to run without being given a CPU, ms: the second
 * number of its schedstat, ns. 0 where the kernel does not keep it.
 *
 * @param folder Of the thread, or of a process for its main thread.
 */
export function queuedMs(folder: string): number {
  const ns = numberIn(readKernelFile(`${folder}/schedstat`), /^\d+ (\d+) /);
  return (ns ?? 0) / 1e6;
}
