/** The files of a kept generation. */

import { sha256Hex } from "../base/sha256.ts";
import { GuardError } from "../base/errors.ts";
import { readPlainFile } from "../sys/plain_file.ts";
import { say } from "../base/say.ts";
import { type GenerationFiles, unpackGeneration } from "./bundle.ts";
import { type Generation, generationPath, MAX_BUNDLE_BYTES } from "./index.ts";

/**
 * The files of a generation, checked.
 *
 * @throws {GuardError} when they are not what they were.
 */
export async function readGeneration(
  dir: string,
  generation: Generation,
): Promise<GenerationFiles> {
  const path = generationPath(dir, generation);
  const bytes = readPlainFile(path, MAX_BUNDLE_BYTES);
  if (bytes === null || await sha256Hex(bytes) !== generation.sha256) {
    throw new GuardError(
      say`cannot use config ${generation.id}: the bytes in ${path} are not the ones that were kept`,
      say`Choose another copy`,
    );
  }
  return unpackGeneration(bytes, generation.includes.length > 0);
}
