import assert from "node:assert/strict";
import { BaseHandler } from "../../build/npm_only/std_log_base_handler.ts";
import {
  getLevelByName,
  getLevelName,
  type LevelName,
  type LogLevel,
} from "../../build/npm_only/std_log_levels.ts";
import { Logger } from "../../build/npm_only/std_log_logger.ts";
import { ROOT } from "../../build/run.ts";

function* typeScriptBelow(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* typeScriptBelow(`${folder}/${name}`);
    else if (name.endsWith(".ts")) yield `${folder}/${name}`;
  }
}

/** What the program imports that is neither a file of its own nor built in. */
function importsOfTheProgram(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of [`${ROOT}/main.ts`, ...typeScriptBelow(`${ROOT}/lib`)]) {
    const text = Deno.readTextFileSync(file);
    const statements = /^(?:import |export |\}).*from "([^".][^"]*)";$/gm;
    for (const [, name] of text.matchAll(statements)) {
      if (name === undefined || name.startsWith("node:")) continue;
      found.set(name, file);
    }
  }
  return found;
}

Deno.test("everything the program imports has a stand-in", () => {
  const { imports } = JSON.parse(
    Deno.readTextFileSync(`${ROOT}/build/npm_only/import_map.json`),
  );
  const used = importsOfTheProgram();
  assert.ok(used.has("@std/cli/parse-args"));
  for (const [name, file] of used) {
    assert.ok(Object.hasOwn(imports, name), `${name}, imported by ${file}`);
  }
});

Deno.test("deno.json pins what the npm-only build pins", () => {
  const canonical = JSON.parse(Deno.readTextFileSync(`${ROOT}/deno.json`));
  const { imports } = JSON.parse(
    Deno.readTextFileSync(`${ROOT}/build/npm_only/import_map.json`),
  );
  assert.equal(imports.zod, canonical.imports.zod);
});

class Lines extends BaseHandler {
  readonly lines: string[] = [];
  override log(line: string): void {
    this.lines.push(line);
  }
}

Deno.test("the logger's stand-in passes on what is severe enough", () => {
  const handler = new Lines("WARN");
  const logger = new Logger("guard", "INFO", { handlers: [handler] });
  assert.equal(logger.info("mild"), "mild");
  logger.warn("odd");
  logger.error("bad");
  assert.deepEqual(handler.lines, ["WARN odd", "ERROR bad"]);
});

Deno.test("the levels' stand-in knows names and numbers, and nothing else", () => {
  assert.equal(getLevelByName("ERROR"), 40);
  assert.equal(getLevelName(30), "WARN");
  assert.throws(() => getLevelByName("LOUD" as LevelName), /LOUD/);
  assert.throws(() => getLevelName(31 as LogLevel), /31/);
});
