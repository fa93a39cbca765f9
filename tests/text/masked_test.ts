import { deepStrictEqual as assertEquals } from "node:assert";
import { safeLine } from "../../lib/base/safe_line.ts";
import { CATALOG } from "../../lib/text/zh/catalog.ts";

Deno.test("C1: nothing in the guard's own sentences is taken for a secret where it is shown", () => {
  const lines = Object.entries(CATALOG).flat()
    .flatMap((text) => text.split("\n"))
    .flatMap((line) =>
      ["/x1", "x 1", "12"].map((value) => line.replaceAll(/\{\d+\}/g, value))
    );
  assertEquals(lines.filter((line) => safeLine(line) !== line), []);
});
