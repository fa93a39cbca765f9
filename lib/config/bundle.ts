/**
 * The bytes of a generation. A config of one file is kept as it is, so that a
 * person can copy it back by hand. One with included files is kept as one JSON
 * document: a single file is either there or not, however the guard dies.
 */

import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import { parseJsonAs } from "../base/parse_json.ts";
import type { IncludedFile } from "./files.ts";
import { say } from "../base/say.ts";

/** The files of a generation. */
export interface GenerationFiles {
  readonly main: Uint8Array<ArrayBuffer>;
  readonly includes: readonly IncludedFile[];
}

const content = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ base64: z.base64() }),
]);
const bundleSchema = z.strictObject({
  schema: z.literal(1),
  main: content,
  includes: z.array(z.strictObject({ name: z.string(), content })),
});

/** The bytes to keep; the same files always give the same bytes. */
export function packGeneration(
  { main, includes }: GenerationFiles,
): Uint8Array<ArrayBuffer> {
  if (includes.length === 0) return main;
  const bundle: z.infer<typeof bundleSchema> = {
    schema: 1,
    main: contentOf(main),
    includes: [...includes]
      .sort((one, other) => one.name < other.name ? -1 : 1)
      .map(({ name, bytes }) => ({ name, content: contentOf(bytes) })),
  };
  return new TextEncoder().encode(JSON.stringify(bundle, null, 1) + "\n");
}

/**
 * Reads what {@linkcode packGeneration} made.
 *
 * @param bundled It has included files.
 * @throws {GuardError} when it is no such document, or names a file that
 * cannot be one of a config.
 */
export function unpackGeneration(
  bytes: Uint8Array<ArrayBuffer>,
  bundled: boolean,
): GenerationFiles {
  if (!bundled) return { main: bytes, includes: [] };
  const bundle = parseJsonAs(bundleSchema, new TextDecoder().decode(bytes));
  if (bundle === null) {
    throw new GuardError(
      say`cannot use a kept config: its document is damaged`,
      say`Choose another copy`,
    );
  }
  return {
    main: bytesOf(bundle.main),
    includes: bundle.includes.map(({ name, content }) => {
      if (!isPlainName(name)) {
        throw new GuardError(
          say`cannot use a kept config: it names the file ${
            JSON.stringify(name)
          }, which is outside the config's folder`,
        );
      }
      return { name, bytes: bytesOf(content) };
    }),
  };
}

/** A path that cannot lead out of the folder it is in, links aside. */
function isPlainName(name: string): boolean {
  return name !== "" && !name.includes("\0") &&
    name.split("/").every((part) =>
      part !== "" && part !== "." && part !== ".."
    );
}

function contentOf(bytes: Uint8Array): z.infer<typeof content> {
  try {
    // A byte order mark is a part of the file.
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return { text: decoder.decode(bytes) };
  } catch {
    return { base64: bytes.toBase64() };
  }
}

function bytesOf(value: z.infer<typeof content>): Uint8Array<ArrayBuffer> {
  return "text" in value
    ? new TextEncoder().encode(value.text)
    : Uint8Array.fromBase64(value.base64);
}
