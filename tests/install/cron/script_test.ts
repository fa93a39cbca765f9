import assert from "node:assert/strict";
import { takeScriptLines } from "../../../lib/install/cron/table.ts";

Deno.test("lines that only run the article's script are taken out", () => {
  const script = "/home/openclaw/.openclaw/scripts/openclaw-health-check.sh";
  const taken = [
    `* * * * * ${script}`,
    `* * * * * sleep 30 && ${script}`,
    `* * * * * sleep 30; ${script} >/dev/null 2>&1`,
    `*/1 * * * * /bin/bash ${script} >> /tmp/x.log 2>&1`,
    `@reboot sh '${script}'`,
    `  * * * * *  ${script} &>/dev/null`,
  ];
  const untouched = [
    `# * * * * * ${script}`,
    `SCRIPT=${script}`,
    "0 3 * * * /backup",
    "",
  ];
  const kept = [
    `0 3 * * * ${script} && /backup`,
    `0 4 * * * rm -f ${script}.log`,
    `0 5 * * * /backup; ${script}`,
    `0 6 * * * cat ${script} | mail me`,
  ];
  for (const newline of ["\n", "\r\n"]) {
    const table = [taken, untouched, kept].flat()
      .map((line) => line + newline).join("");
    const found = takeScriptLines(table);
    assert.deepEqual(found.taken, taken);
    assert.deepEqual(found.kept, kept);
    assert.equal(
      found.table,
      [untouched, kept].flat().map((line) => line + newline).join(""),
    );
  }
});
