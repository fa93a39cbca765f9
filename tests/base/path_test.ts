import assert from "node:assert/strict";
import { folderOf } from "../../lib/base/path.ts";

Deno.test("the folder of a path is all before its last slash, or the root", () => {
  const cases: [path: string, folder: string][] = [
    ["/home/me/a.json", "/home/me"],
    ["/a.json", "/"],
    ["agents/a.json", "agents"],
    ["a.json", ""],
  ];
  for (const [path, folder] of cases) assert.equal(folderOf(path), folder);
});
