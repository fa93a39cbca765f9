import assert from "node:assert/strict";
import { RULES } from "../lib/core/rules.ts";

const DESIGN = new URL("../docs/DESIGN.md", import.meta.url);

Deno.test("docs/DESIGN.md has the rows of the decision table, in order and in the same words", () => {
  const text = Deno.readTextFileSync(DESIGN);
  const [, table = ""] = text.split(/<!-- rules: (?:begin|end) -->/);
  const rows = table.trim().split("\n").slice(2)
    .map((row) =>
      row.split(" | ").map((cell) => cell.replaceAll(/^\| | \|$/g, "").trim())
    );
  const expected = Object.entries(RULES)
    .map(([rule, { when, does }]) => [`\`${rule}\``, when, does]);
  assert.deepEqual(
    rows,
    expected,
    `The table should be:\n${
      expected.map((cells) => `| ${cells.join(" | ")} |`).join("\n")
    }`,
  );
});
