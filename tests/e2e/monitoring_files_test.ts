/**
 * What docs/monitoring and docs/fleet give to people, read by the programs that
 * they are for. No lab: the programs are Debian's, unpacked by lab/setup.sh.
 */

import assert from "node:assert/strict";
import { PYTHONPATH, runUnpacked, whyNot } from "./debian.ts";

const DOCS = `${import.meta.dirname}/../../docs`;
const PROMTOOL = "usr/bin/promtool";
const AMTOOL = "usr/bin/amtool";
const ANSIBLE = "usr/bin/ansible-playbook";

function fileTest(
  name: string,
  program: string,
  body: () => Promise<void>,
): void {
  const why = whyNot(program);
  Deno.test({
    name: why === null ? name : `${name} [SKIPPED: ${why}]`,
    ignore: why !== null,
    fn: body,
  });
}

fileTest("promtool: the alert rules are rules", PROMTOOL, async () => {
  const said = await runUnpacked(PROMTOOL, [
    ...["check", "rules", `${DOCS}/monitoring/openclaw-guard.rules.yml`],
  ]);
  assert.match(said, /SUCCESS: 8 rules found/);
});

fileTest(
  "promtool: the alert rules do as their tests say",
  PROMTOOL,
  async () => {
    const said = await runUnpacked(PROMTOOL, [
      ...["test", "rules"],
      `${DOCS}/monitoring/openclaw-guard.rules.test.yml`,
    ]);
    assert.match(said, /SUCCESS/);
  },
);

fileTest(
  "promtool: a rule that pages at once fails its test",
  PROMTOOL,
  async () => {
    const folder = Deno.makeTempDirSync();
    try {
      for (const name of ["rules", "rules.test"]) {
        const text = Deno.readTextFileSync(
          `${DOCS}/monitoring/openclaw-guard.${name}.yml`,
        );
        Deno.writeTextFileSync(
          `${folder}/openclaw-guard.${name}.yml`,
          text.replace("for: 3m", "for: 1m"),
        );
      }
      await assert.rejects(
        runUnpacked(PROMTOOL, [
          ...["test", "rules", `${folder}/openclaw-guard.rules.test.yml`],
        ]),
        /a rescue of two and a half minutes|OpenClawGatewayDown/,
      );
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
);

fileTest(
  "promtool: the example of Prometheus' config is one",
  PROMTOOL,
  async () => {
    const said = await runUnpacked(PROMTOOL, [
      ...["check", "config", "--syntax-only"],
      `${DOCS}/monitoring/prometheus.yml`,
    ]);
    assert.match(said, /SUCCESS/);
  },
);

fileTest(
  "amtool: the example of Alertmanager's config is one",
  AMTOOL,
  async () => {
    const said = await runUnpacked(AMTOOL, [
      ...["check-config", `${DOCS}/monitoring/alertmanager.yml`],
    ]);
    assert.match(said, /SUCCESS[^]*3 inhibit rules/);
  },
);

fileTest("ansible: the playbook of docs/fleet is one", ANSIBLE, async () => {
  const said = await runUnpacked(ANSIBLE, [
    ...["--syntax-check", "--inventory", `${DOCS}/fleet/inventory.yml`],
    `${DOCS}/fleet/openclaw-guard.yml`,
  ], { env: { PYTHONPATH } });
  assert.match(said, /playbook: .*openclaw-guard\.yml/);
  assert.doesNotMatch(said, /WARNING/);
});
