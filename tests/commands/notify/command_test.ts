import assert from "node:assert/strict";
import { parseJson5 } from "../../../lib/base/json5.ts";
import { GuardError, UsageError } from "../../../lib/base/errors.ts";
import { notifyCommand } from "../../../lib/commands/notify/command.ts";
import { fares } from "../../../lib/notify/fare.ts";
import { settingsPath } from "../../../lib/store/paths.ts";
import { systemClock } from "../../../lib/sys/clock.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";
import { StandIn } from "../../notify/stand_in.ts";

const TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";
const CHAT = "-1001234567890";
const SLACK =
  "https://hooks.slack.com/services/T024BE7LD/B024BE7LE/XXXXXXXXXXXXXXXXXXXXXXXX";
const OLD = `{
  // mine
  "rollback": "auto", // always
}
`;

/** A home of its own, and what was said there. */
function world(settings: string | null = null) {
  const home = Deno.makeTempDirSync();
  const path = settingsPath(fakeContext({ home }));
  const folder = path.slice(0, path.lastIndexOf("/"));
  Deno.mkdirSync(folder, { recursive: true });
  if (settings !== null) Deno.writeTextFileSync(path, settings);
  const said: string[] = [];
  return {
    home,
    path,
    said,
    secrets: `${folder}/secrets`,
    read: () =>
      parseJson5(Deno.readTextFileSync(path)) as Record<string, never>,
    /** Runs the command; answers make it a terminal, else input is read. */
    async run(args: string, { input = "", answers = [] as string[] } = {}) {
      const terminal = fakeTerminal([...answers], input);
      const context: Context = fakeContext({
        home,
        uid: Deno.uid() ?? 0,
        terminal,
        clock: systemClock(),
        env: (name) => name === "USER" ? "ann" : undefined,
      });
      try {
        return await notifyCommand.run(args.split(" "), context);
      } finally {
        said.push(...terminal.lines, ...terminal.errors);
      }
    },
    /** Everything that a person could have seen. */
    seen: () => said.join("\n"),
  };
}

function telegram({ address }: StandIn): string {
  return `${TOKEN}\nchat=${CHAT}\ntopic=7\nbaseUrl=${address}/telegram\n`;
}

async function withStandIn(
  test: (standIn: StandIn) => Promise<void>,
): Promise<void> {
  await using standIn = new StandIn(() => Date.now());
  await test(standIn);
}

function filesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  } catch {
    return [];
  }
}

Deno.test("notify add, list, test, log and remove: from standard input to nothing left", async () => {
  await withStandIn(async (standIn) => {
    const { run, read, path, secrets, said, seen } = world(OLD);
    assert.equal(await run("add team", { input: telegram(standIn) }), 0);
    assert.equal(standIn.received.length, 1);
    assert.match(
      standIn.received[0]?.shown ?? "",
      /OpenClaw .*: a test message/,
    );
    const file = `${secrets}/team-token`;
    assert.equal(Deno.readTextFileSync(file), `${TOKEN}\n`);
    assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o600);
    assert.equal((Deno.statSync(secrets).mode ?? 0) & 0o777, 0o700);
    const text = Deno.readTextFileSync(path);
    assert(text.startsWith(OLD.slice(0, OLD.indexOf("}"))), text);
    assert.deepEqual(read(), {
      rollback: "auto",
      notify: {
        channels: {
          team: {
            type: "telegram",
            tokenFile: file,
            chat: CHAT,
            topic: 7,
            baseUrl: `${standIn.address}/telegram`,
          },
        },
      },
    });
    const copy = said.map((line) =>
      /as it was is kept as (.*)\./.exec(line)?.[1]
    )
      .find((found) => found !== undefined);
    assert.equal(Deno.readTextFileSync(copy ?? ""), OLD);

    assert.equal(await run("test"), 0);
    assert.equal(standIn.received.length, 2);
    assert(said.includes("team (telegram): delivered"), seen());
    assert.equal(await run("list"), 0);
    assert.match(
      seen(),
      /team {2}Telegram: everything, reminders, "well again"/,
    );
    assert.match(seen(), /last delivered .*(just now|s ago)/);
    assert.equal(await run("log"), 0);
    assert.match(seen(), /team {2}delivered {2}a test message/);

    assert.equal(await run("remove team"), 0);
    assert.deepEqual(filesIn(secrets), []);
    assert.deepEqual(read(), {
      rollback: "auto",
      notify: { channels: {} },
    });
    assert.match(Deno.readTextFileSync(path), /\/\/ mine\n.*\/\/ always/);
    assert.equal(await run("list"), 0);
    assert.match(said.at(-1) ?? "", /^Nobody is told\./);
    assert(!seen().includes(TOKEN.slice(10)), "the token was shown");
  });
});

Deno.test("notify add keeps nothing when the test message is not delivered", async () => {
  await withStandIn(async (standIn) => {
    standIn.plan("telegram", "500");
    const { run, path, secrets } = world(OLD);
    await assert.rejects(
      run("add", { input: telegram(standIn) }),
      /nothing was kept: the test message was not delivered: HTTP 500/,
    );
    assert.equal(Deno.readTextFileSync(path), OLD);
    assert.deepEqual(filesIn(secrets), []);
    // On a terminal a person is asked.
    const answers = [TOKEN, CHAT, ""];
    standIn.plan("telegram", "500");
    await assert.rejects(
      run("add", { answers: [...answers, "n"] }),
      /not confirmed/,
    );
    assert.deepEqual(filesIn(secrets), []);
    assert.equal(Deno.readTextFileSync(path), OLD);
  });
});

Deno.test("notify add --no-test sends nothing, and --dry-run keeps nothing either", async () => {
  await withStandIn(async (standIn) => {
    const { run, read, said, secrets, seen } = world();
    const input =
      `${SLACK}\nbaseUrl=${standIn.address}/slack\nminSeverity=warning\n`;
    assert.equal(await run("add --dry-run", { input }), 0);
    assert.match(seen(), /"urlFile": ".*\/secrets\/slack-url"/);
    assert.equal(await run("add --dry-run --no-test", { input }), 0);
    assert.match(seen(), /Would send a test [^]*\nWould keep this:\n/);
    assert.deepEqual(filesIn(secrets), []);
    assert.equal(await run("add --no-test", { input }), 0);
    assert.equal(await run("add --no-test", { input }), 0);
    assert.deepEqual(standIn.received, []);
    const { channels } = (read() as unknown as {
      notify: { channels: Record<string, Record<string, unknown>> };
    }).notify;
    assert.deepEqual(Object.keys(channels), ["slack", "slack-2"]);
    assert.equal(channels["slack"]?.["minSeverity"], "warning");
    assert.deepEqual(filesIn(secrets), ["slack-2-url", "slack-url"]);
    assert.equal(await run("remove slack"), 0);
    assert.deepEqual(filesIn(secrets), ["slack-2-url"]);
    assert(!said.join().includes("XXXXXXXX"), "the address was shown");
  });
});

Deno.test("notify add asks on a terminal for what is missing, and explains the chat", async () => {
  const { run, read, seen } = world();
  const answers = ["wrong?", TOKEN, "wrong", CHAT, "a b", "mine"];
  assert.equal(await run("add --no-test", { answers }), 0);
  assert.match(seen(), /no address or key of a service known here/);
  assert.match(seen(), /That is Telegram\./);
  assert.match(seen(), /Never call getUpdates with OpenClaw's bot/);
  assert.match(seen(), /It must be a number such as -100/);
  assert.match(seen(), /a name has at most 32 letters/);
  const { notify } = read() as unknown as { notify: { channels: object } };
  assert.deepEqual(Object.keys(notify.channels), ["mine"]);
});

Deno.test("notify add asks for a proxy when the service cannot be reached, and keeps what worked", async () => {
  await withStandIn(async (standIn) => {
    // Nobody listens there: neither the mirror nor the first proxy is reached.
    const dead = "http://127.0.0.1:9";
    const { run, read, seen } = world(
      `{notify: {channels: {}}, host: "kitchen"}`,
    );
    const answers = ["", "gotify", dead, "A1b2c3d4e5f6g7h", "mine"];
    await assert.rejects(
      run("add", { answers: [...answers, "no proxy", "n"] }),
      /not confirmed/,
    );
    assert.match(seen(), /"proxy" must be the address of a proxy/);
    const proxy = standIn.address;
    assert.equal(await run("add", { answers: [...answers, proxy, "y"] }), 0);
    const { notify } = read() as unknown as {
      notify: { channels: Record<string, Record<string, unknown>> };
    };
    assert.equal(notify.channels["mine"]?.["proxy"], proxy);
  });
});

Deno.test("notify add lets a person choose the type", async () => {
  for (const choice of ["1", "telegram", "Telegram"]) {
    const { run, read } = world();
    const answers = ["", choice, TOKEN, CHAT, ""];
    assert.equal(await run("add --no-test", { answers }), 0);
    const { notify } = read() as unknown as { notify: { channels: object } };
    assert.deepEqual(Object.keys(notify.channels), ["telegram"], choice);
  }
});

Deno.test("notify add changes no link: it says what is to be added, and keeps the secret", async () => {
  const { run, path, secrets, seen, home } = world();
  Deno.writeTextFileSync(`${home}/managed.json`, "{}");
  Deno.symlinkSync(`${home}/managed.json`, path);
  const code = await run("add --no-test", { input: SLACK });
  assert.equal(code, 70);
  assert.match(seen(), /the settings were not changed: .* is a link/);
  assert.match(seen(), /"type": "slack",/);
  assert.deepEqual(filesIn(secrets), ["slack-url"]);
  assert.equal(Deno.readTextFileSync(`${home}/managed.json`), "{}");
});

Deno.test("notify remove leaves a secret that something else names, and files elsewhere", async () => {
  const { run, secrets, read, path, home } = world();
  assert.equal(await run("add one --no-test", { input: SLACK }), 0);
  const shared = `${secrets}/one-url`;
  const own = `${home}/own`;
  Deno.writeTextFileSync(own, SLACK);
  const { notify } = read() as unknown as {
    notify: { channels: Record<string, unknown> };
  };
  notify.channels["two"] = { type: "slack", urlFile: shared };
  notify.channels["three"] = { type: "slack", urlFile: own };
  Deno.writeTextFileSync(path, JSON.stringify({ notify }));
  assert.equal(await run("remove one"), 0);
  assert.equal(await run("remove three"), 0);
  assert.deepEqual(filesIn(secrets), ["one-url"]);
  assert.equal(Deno.readTextFileSync(own), SLACK);
  assert.equal(await run("remove two"), 0);
  assert.deepEqual(filesIn(secrets), []);
});

Deno.test("notify test says why a message does not arrive, and does not leave it waiting", async () => {
  await withStandIn(async (standIn) => {
    const { run, said, home } = world();
    assert.equal(await run("add", { input: telegram(standIn) }), 0);
    standIn.plan("telegram", "503");
    assert.equal(await run("test telegram"), 1);
    assert.match(
      said.at(-1) ?? "",
      /^telegram \(telegram\): not delivered: HTTP 503/,
    );
    assert.deepEqual(
      filesIn(`${home}/.local/state/openclaw-guard/outbox`),
      [],
    );
    assert.equal(await run("list"), 0);
    assert.match(said.at(-1) ?? "", /failing since .*: HTTP 503/);
    assert.equal(await run("list --json"), 0);
    const [channel] = JSON.parse(said.at(-1) ?? "").channels;
    assert.equal(channel.name, "telegram");
    assert.match(channel.why, /HTTP 503/);
    // Once it is removed, nobody hears of it again.
    assert.equal(fares(fakeContext({ home })).length, 1);
    assert.equal(await run("log --json"), 0);
    const { deliveries } = JSON.parse(said.at(-1) ?? "");
    assert.deepEqual(
      deliveries.map(({ outcome }: { outcome: string }) => outcome),
      ["retry"],
    );
    assert.equal(await run("remove telegram"), 0);
    assert.deepEqual(fares(fakeContext({ home })), []);
  });
});

Deno.test("notify test says until when a service wants to be left alone", async () => {
  await withStandIn(async (standIn) => {
    const { run, said } = world();
    assert.equal(await run("add", { input: telegram(standIn) }), 0);
    standIn.plan("telegram", "503"); // Retry-After: 120
    for (let tries = 0; tries < 2; tries++) {
      assert.equal(await run("test"), 1);
      assert.match(
        said.at(-1) ?? "",
        /not delivered: HTTP 503; it is not tried again before \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
      );
    }
    assert.equal(standIn.received.length, 2); // the second test was held back
  });
});

/** Arguments nobody should have typed. */
const TYPED = [
  `add ${SLACK}`,
  `add team ${SLACK}`,
  `add --type telegram ${TOKEN}`,
  `add --token=${TOKEN}`,
  `add team one two ${TOKEN}`,
  "add SCT12345TabcDEFghiJKL",
  "add aBcDeF1234567890abcdef",
  `add --type=${SLACK}`,
  `remove ${TOKEN}`,
  `test ${SLACK}`,
];

Deno.test("notify takes no secret from the command line, and does not repeat it", async () => {
  for (const args of TYPED) {
    const { run, seen } = world();
    await assert.rejects(run(args), (error) => {
      assert(error instanceof UsageError, args);
      assert.match(error.message, /cannot take an address or a key/, args);
      assert.match(error.hint, /notify add/);
      for (const word of args.split(/[ =]/).slice(1)) {
        if (word.length > 10) assert(!error.describe().includes(word), args);
      }
      return true;
    });
    assert.equal(seen(), "");
  }
});

/** What is said to wrong calls, and to wrong lines of standard input. */
const REFUSED: readonly [args: string, input: string, why: RegExp][] = [
  ["", "", /none of add\|list\|test\|remove\|log/],
  ["ad", "", /Did you mean "openclaw-guard notify add"\?/],
  ["list team", "", /cannot run "notify list" with a name/],
  ["test --json", "", /cannot run "notify test" with --json/],
  ["remove", "", /say which channel/],
  ["remove taem", "", /there is no channel "taem".*Did you mean team\?/],
  ["test none-such", "", /there is no channel "none-such"/],
  ["log -n many", "", /not a whole number/],
  ["add team", SLACK, /there is one of the name team/],
  ["add a.b", SLACK, /at most 32 letters/],
  ["add --type telegarm", "", /no such type of channel.*Did you mean telegram/],
  ["add", "", /standard input is empty/],
  ["add", "# nothing\n\n", /standard input is empty/],
  ["add", "hello?", /no address or key that can be used/],
  ["add --type slack", TOKEN, /no address or key for slack/],
  [
    "add --type gotify",
    "https://push.example.org",
    /no address or key for gotify.*on a line of its own: baseUrl=…, token=…/,
  ],
  ["add", `${SLACK}\n${SLACK}`, /has 2 lines that are no FIELD=VALUE/],
  [
    "add",
    "chat=1",
    /nothing tells its type\. Add --type and one of telegram, /,
  ],
  [
    "add",
    `${TOKEN}`,
    /"notify\.channels\.telegram" needs "chat"\. Send it to standard input/,
  ],
  ["add", `${TOKEN}\nchat=x y`, /"chat" must be a number such as/],
  ["add", `${TOKEN}\nchta=1`, /has no such field.*Did you mean chat\?/],
  ["add", `type=slack\nurl=${TOKEN}`, /"url" must be an address/],
];

Deno.test("notify add with a wrong name or type is a wrong command line", async () => {
  for (const args of ["add a.b", "add --type telegarm"]) {
    await assert.rejects(world().run(args), UsageError, args);
  }
});

Deno.test("notify says what is wrong, and never a value that may be a secret", async () => {
  for (const [args, input, why] of REFUSED) {
    const { run, seen } = world(
      '{notify: {channels: {team: {type: "slack", urlFile: "/x/y"}}}}',
    );
    await assert.rejects(run(args, { input }), (error) => {
      assert(error instanceof GuardError, args);
      assert.match(error.describe(), why);
      assert(!error.describe().includes(TOKEN.slice(10)), args);
      assert(!error.describe().includes("XXXXXXX"), args);
      return true;
    });
    assert(!seen().includes(TOKEN.slice(10)), args);
  }
});
