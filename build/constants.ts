/**
 * Modules that are nothing but a value, the same at every start: it is made
 * here, once, and the program reads it from a compressed file.
 */

/** Such a module. */
export interface Constant {
  /** As the only module that needs it imports it. */
  readonly imported: string;
  /** From the project's folder, with a slash. */
  readonly source: string;
  /** What it exports. */
  readonly name: string;
}

/** All of them. */
export const CONSTANTS: readonly Constant[] = [
  // The translations: a quarter of all code, a tenth when compressed. Only who
  // reads Chinese ever loads them.
  {
    imported: "./zh/catalog.ts",
    source: "/lib/text/zh/catalog.ts",
    name: "CATALOG",
  },
  // Or the part of zod that makes it would be in the program.
  {
    imported: "../store/settings_json_schema.ts",
    source: "/lib/store/settings_json_schema.ts",
    name: "SETTINGS_JSON_SCHEMA",
  },
];

/**
 * Makes the value and a module that reads it.
 *
 * @param made Folder with the bundled module.
 * @param folder Where both go.
 * @returns What to import instead.
 */
export async function makeConstant(
  { source, name }: Constant,
  made: string,
  folder: string,
): Promise<string> {
  const module = source.slice(source.lastIndexOf("/") + 1, -".ts".length);
  const { [name]: value } = await import(`file://${made}/${module}.js`);
  const data = `${module}.json.gz`;
  Deno.writeFileSync(`${folder}/${data}`, await gzip(JSON.stringify(value)));
  Deno.writeTextFileSync(
    `${folder}/${module}.js`,
    `export const ${name}=await new Response(new Response(` +
      `Deno.readFileSync(import.meta.dirname+"/${data}")).body` +
      `.pipeThrough(new DecompressionStream("gzip"))).json();`,
  );
  return `./${module}.js`;
}

async function gzip(text: string): Promise<Uint8Array> {
  const packed = new Response(text).body!
    .pipeThrough(new CompressionStream("gzip"));
  return await new Response(packed).bytes();
}
