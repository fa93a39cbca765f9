import assert from "node:assert/strict";
import { faultyDropIn, outputFile } from "../../lib/probe/unit_files.ts";

/** A unit file and its drop-ins, each with this text; null: it is missing. */
function files(...texts: (string | null)[]): string[] {
  const dir = Deno.makeTempDirSync();
  return texts.map((text, index) => {
    const path = `${dir}/${index}.conf`;
    if (text !== null) Deno.writeTextFileSync(path, text);
    return path;
  });
}

Deno.test("the drop-in that says what to start is at fault, and no other", () => {
  const cases: [texts: (string | null)[], at: number | null][] = [
    [[], null],
    [["[Service]\nRestart=no\n"], null],
    [["[Service]\nExecStart=\n", "[Service]\nRestart=no\n"], 0],
    [["ExecStart=/a\n", "  ExecStart = /b\n", "#ExecStart=/c\n"], 1],
    [["Restart=no\n", null], null],
  ];
  for (const [texts, at] of cases) {
    const paths = files(...texts);
    assert.equal(faultyDropIn(paths), at === null ? null : paths[at]);
  }
});

Deno.test("the file that gets the output is the one of the last StandardOutput=", () => {
  const cases: [texts: (string | null)[], string | null][] = [
    [["[Service]\nExecStart=/a\n"], null],
    [["StandardOutput=journal\n"], null],
    [["StandardOutput=append:/var/log/a b.log\n"], "/var/log/a b.log"],
    [["StandardOutput=file:/a\n", "StandardOutput=truncate:/b\n"], "/b"],
    [["StandardOutput=append:/a\n", "StandardOutput=journal\n"], null],
    [["#StandardOutput=append:/a\n", "StandardError=append:/a\n"], null],
    [["StandardOutput=append:%h/a.log\n"], "/h/a.log"],
    [["StandardOutput=append:%h/%n.log\n"], null],
    [[null, null], null],
  ];
  for (const [texts, expected] of cases) {
    const [fragmentPath = "", ...dropIns] = files(...texts);
    assert.equal(outputFile({ fragmentPath, dropIns }, "/h"), expected);
  }
});
