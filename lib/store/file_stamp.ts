/** Tells cheaply whether a file is still as it was. */

import { lookAt } from "../sys/files.ts";

/**
 * How a file looks without being read; two different texts mean that it was
 * changed, replaced, or that a link leads elsewhere.
 *
 * @returns Null when there is none.
 * @throws {Error} of the failing system call.
 */
export function fileStamp(path: string): string | null {
  const link = lookAt(path);
  if (link === null) return null;
  return link.isSymlink ? `${textOf(link)}>${targetOf(path)}` : textOf(link);
}

/** A link to nothing is not "none": it was put there, and may lead somewhere later. */
function targetOf(path: string): string {
  try {
    return textOf(Deno.statSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function textOf({ ino, size, mtime, ctime }: Deno.FileInfo): string {
  return [ino ?? 0, size, mtime?.getTime() ?? 0, ctime?.getTime() ?? 0]
    .map((number) => number.toString(36)).join("-");
}
