import { CATALOG } from "../../lib/text/zh/catalog.ts";
import { deepStrictEqual as assertEquals } from "node:assert";
import {
  filesOf,
  IN_BOTH_LANGUAGES,
  isProse,
  UNIT_FILES,
  UNMARKED,
} from "./prose.ts";
import { textsOf } from "./source_texts.ts";

const texts = filesOf("lib").flatMap((file) =>
  textsOf(Deno.readTextFileSync(file)).map((text) => ({ file, ...text }))
);
const said = texts.filter(({ tag, text }) =>
  tag !== "" && tag !== "markup" && /[A-Za-z]/.test(text)
);

Deno.test("every sentence for people has a Chinese translation", () => {
  const missing = said.filter(({ text }) => !Object.hasOwn(CATALOG, text));
  assertEquals(
    missing.map(({ file, line, text }) => `${file}:${line} ${text}`),
    [],
  );
});

Deno.test("every Chinese translation belongs to a sentence of the program", () => {
  const known = new Set(texts.map(({ text }) => text));
  assertEquals(
    Object.keys(CATALOG).filter((english) => !known.has(english)),
    [],
  );
});

Deno.test("no sentence is translated in two files", async () => {
  const parts = await Promise.all(
    filesIn("lib/text/zh").filter((file) => !file.endsWith("/catalog.ts"))
      .map((file) => import(`../../${file}`)),
  );
  const all = parts.flatMap((part) => Object.values(part)).flatMap((catalog) =>
    Object.keys(catalog as object)
  );
  assertEquals(all.length, Object.keys(CATALOG).length);
  assertEquals(all.filter((text, index) => all.indexOf(text) !== index), []);
});

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(`${folder}/${name}`) : [`${folder}/${name}`]
  );
}

Deno.test("a translation has the same values and no English sentence left", () => {
  const values = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();
  for (const [english, chinese] of Object.entries(CATALOG)) {
    assertEquals(values(chinese), values(english), english);
  }
});

Deno.test("a number in a text, as of a singular, is in its translation", () => {
  const numbers = (text: string): string[] =>
    text.replaceAll(/\{\d+\}/g, "").match(/\d+/g) ?? [];
  const lost = Object.entries(CATALOG).filter(([english, chinese]) => {
    const there = numbers(chinese);
    return !numbers(english).every((number) => there.includes(number));
  });
  assertEquals(lost, []);
});

Deno.test("every text that reads like a sentence is marked for translation", () => {
  const unmarked = texts.filter(({ tag, text, file }) =>
    (tag === "" && isProse(text) ||
      // What stands between the tags is read, what is in them is not.
      tag === "markup" && isProse(text.replaceAll(/<[^>]*>/g, " . "))) &&
    !UNIT_FILES.has(file) &&
    !IN_BOTH_LANGUAGES.test(file) &&
    !UNMARKED.has(`${file}: ${text}`)
  );
  assertEquals(
    unmarked.map(({ file, line, text }) => `${file}:${line} ${text}`),
    [],
  );
});
