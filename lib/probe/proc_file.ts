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
