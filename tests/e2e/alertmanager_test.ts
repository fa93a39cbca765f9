/** Alerts of the guard in Debian's Alertmanager, and what that sends on. */

import assert from "node:assert/strict";
import type { Message, MessagePart } from "../../lib/notify/message.ts";
import { WEBHOOK } from "../../lib/notify/channels/webhook.ts";
import { OPENED } from "../notify/messages.ts";
import { sent } from "../notify/sent.ts";
import {
  freePort,
  realTest,
  Running,
  Scratch,
  until,
} from "./real_services.ts";

const PACKAGES = [{
  program: "prometheus-alertmanager",
  package: "prometheus-alertmanager",
}];

/** What Alertmanager's own webhook tells. */
interface Told {
  readonly status: string;
  readonly alerts: readonly {
    readonly status: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/** "firing critical, resolved warning". */
function shown({ alerts }: Told): string {
  return alerts.map(({ status, labels }) => `${status} ${labels["severity"]}`)
    .toSorted().join(", ");
}

realTest(
  "a real Alertmanager keeps an alert firing until it is over, and tells each change once",
  PACKAGES,
  async () => {
    using scratch = new Scratch();
    const told: Told[] = [];
    await using receiver = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      async (request) => {
        told.push(await request.json());
        return new Response();
      },
    );
    const config = scratch.write(
      "alertmanager.yml",
      `global: { resolve_timeout: 1s }
route: { receiver: test, group_by: [instance, profile], group_wait: 100ms, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: test
    webhook_configs: [{ url: "http://127.0.0.1:${receiver.addr.port}/" }]
`,
    );
    const address = `127.0.0.1:${freePort()}`;
    await using _alertmanager = new Running("prometheus-alertmanager", [
      `--config.file=${config}`,
      `--storage.path=${scratch.path}/data`,
      `--web.listen-address=${address}`,
      "--cluster.listen-address=",
    ]);
    const alerts = () =>
      until("alerts", async () => {
        try {
          const answer = await fetch(`http://${address}/api/v2/alerts`);
          return answer.ok ? await answer.json() as Told["alerts"] : null;
        } catch {
          return null;
        }
      });
    assert.deepEqual(await alerts(), []);

    const startedWallMs = Date.now() - 60_000;
    const send = async (part: Partial<MessagePart>) => {
      const first = OPENED.parts[0];
      assert(first !== undefined);
      const message: Message = {
        ...OPENED,
        parts: [{ ...first, startedWallMs, ...part }],
      };
      const values = {
        url: `http://${address}`,
        format: "alertmanager",
        secret: undefined,
        authorization: undefined,
      } as const;
      const request = await WEBHOOK.request(message, values, Date.now());
      assert(request.kind === "http");
      const answer = await sent(request);
      assert.deepEqual(WEBHOOK.outcome(answer, Date.now()), { kind: "ok" });
    };
    const next = (count: number) =>
      until(
        `message ${count}`,
        () =>
          Promise.resolve(told.length >= count ? told.at(-1) ?? null : null),
      );

    await send({ phase: "opened", severity: "warning" });
    const opened = await next(1);
    assert.equal(shown(opened), "firing warning");
    assert.deepEqual(opened.alerts[0]?.labels, {
      alertname: "OpenClawGateway",
      instance: "kitchen-server",
      profile: "work",
      severity: "warning",
      user: "me",
    });
    assert.equal(
      opened.alerts[0]?.annotations["summary"],
      "It does not answer since 21:58:41 (1 min 19 s).",
    );
    // Far longer than resolve_timeout: an alert without an end would be over.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    assert.equal((await alerts()).length, 1);
    assert.equal(told.length, 1);

    await send({
      phase: "escalated",
      severity: "critical",
      toldBefore: "warning",
    });
    assert.equal(shown(await next(2)), "firing critical, resolved warning");
    await send({
      phase: "reminder",
      severity: "critical",
      toldBefore: "critical",
    });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    assert.equal(told.length, 2, JSON.stringify(told));

    await send({
      phase: "over",
      severity: "info",
      toldBefore: "critical",
      endedWallMs: Date.now() - 1000,
    });
    const over = await next(3);
    assert.equal(over.status, "resolved");
    assert.equal(shown(over), "resolved critical");
    assert.deepEqual(await alerts(), []);

    // Told when all was over already: nobody is woken for it.
    await send({
      phase: "over",
      profile: "other",
      severity: "warning",
      toldBefore: null,
      endedWallMs: Date.now() - 1000,
    });
    await send({ phase: "test", profile: "test", severity: "info" });
    const test = await next(4);
    assert.equal(test.alerts[0]?.labels["alertname"], "OpenClawGuardTest");
    assert.equal(shown(test), "firing info");
  },
);
