/**
 * Mails of the guard through Debian's msmtp to npm's smtp-server, read by
 * Python's email package: three programs that know nothing of each other.
 */

import assert from "node:assert/strict";
import { EMAIL } from "../../lib/notify/channels/email.ts";
import type { Outcome } from "../../lib/notify/channel.ts";
import type { Message } from "../../lib/notify/message.ts";
import { runCommand } from "../../lib/sys/command.ts";
import { OPENED } from "../notify/messages.ts";
import {
  freePort,
  printed,
  realTest,
  Running,
  Scratch,
  until,
} from "./real_services.ts";

const PACKAGES = [
  { program: "msmtp", package: "msmtp" },
  { program: "python3", package: "python3" },
  { program: "npm", package: "npm" },
];

/** Writes each mail into a file; addresses tell how they are to be refused. */
const SERVER = `
const { SMTPServer } = require("smtp-server");
const { writeFileSync, renameSync } = require("node:fs");
const [port, folder] = process.argv.slice(2);
let count = 0;
new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onRcptTo({ address }, session, done) {
    const code = Number(/^refuse-(\\d+)@/.exec(address)?.[1] ?? 0);
    done(code === 0 ? null : Object.assign(new Error("not now"), { responseCode: code }));
  },
  onData(stream, session, done) {
    const pieces = [];
    stream.on("data", (piece) => pieces.push(piece));
    stream.on("end", () => {
      writeFileSync(folder + "/part", Buffer.concat(pieces));
      renameSync(folder + "/part", folder + "/" + (++count) + ".eml");
      done();
    });
  },
}).listen(Number(port), "127.0.0.1");
`;

const READER = `
import email, email.policy, json, sys
mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
print(json.dumps({
  "headers": {name.lower(): str(value) for name, value in mail.items()},
  "defects": [str(defect) for defect in mail.defects],
  "body": mail.get_content(),
}))
`;

/** Sends a message as the guard would. */
async function send(
  message: Message,
  to: string,
  sendmail: string,
): Promise<Outcome> {
  const values = { to, from: "guard@example.org", sendmail };
  const request = await EMAIL.request(message, values, Date.now());
  assert(request.kind === "command");
  const [program = "", ...args] = request.args;
  const { code, stderr } = await runCommand(program, args, {
    stdin: request.input,
  });
  return EMAIL.outcome({ kind: "command", code, stderr }, Date.now());
}

const MESSAGE: Message = {
  ...OPENED,
  title: `🔴 OpenClaw 网关 work on kitchen-server: ${"很长".repeat(30)} (http)`,
  lines: [".", "From me to you", "x".repeat(2000), "é 🔴 = =3D <b>"],
};

realTest(
  "a mail arrives intact through a real sendmail, or is known not to",
  PACKAGES,
  async () => {
    using scratch = new Scratch();
    await printed("npm", [
      ...["install", "--silent", "--no-audit", "--no-fund"],
      ...["--prefix", scratch.path, "smtp-server@3.21.6"],
    ]);
    const port = freePort();
    const config = scratch.write(
      "msmtprc",
      `account default\nhost 127.0.0.1\nport ${port}\nfrom guard@example.org\ntimeout 5\n`,
    );
    const sendmail = scratch.write(
      "sendmail",
      `#!/bin/sh\nexec msmtp --file=${config} "$@"\n`,
      0o700,
    );

    const down = await send(MESSAGE, "ops@example.org", sendmail);
    assert.equal(down.kind, "retry", JSON.stringify(down));

    const script = scratch.write("server.cjs", SERVER);
    await using _server = new Running("node", [
      script,
      `${port}`,
      scratch.path,
    ]);
    await until("the server listens", async () => {
      try {
        using _connection = await Deno.connect({ hostname: "127.0.0.1", port });
        return true;
      } catch {
        return null;
      }
    });

    assert.deepEqual(
      await send(MESSAGE, "ops@example.org, me@example.org", sendmail),
      { kind: "ok" },
    );
    const mail = JSON.parse(
      await printed(
        "python3",
        ["-c", READER],
        Deno.readTextFileSync(`${scratch.path}/1.eml`),
      ),
    );
    assert.deepEqual(mail.defects, []);
    assert.equal(mail.headers.subject, MESSAGE.title);
    assert.equal(mail.headers.to, "ops@example.org, me@example.org");
    assert.equal(mail.headers.from, "guard@example.org");
    assert.equal(mail.headers["auto-submitted"], "auto-generated");
    assert.match(mail.headers["message-id"], /^<[\w.-]+@kitchen-server>$/);
    assert.match(mail.headers.references, /^<[\w.-]+@kitchen-server>$/);
    assert.equal(
      mail.body,
      `${[MESSAGE.title, ...MESSAGE.lines].join("\n")}\n`,
    );

    // "Not now" ends by itself, as does a name that cannot be looked up.
    for (const [code, kind] of [["550", "fatal"], ["451", "retry"]] as const) {
      const refused = await send(
        MESSAGE,
        `refuse-${code}@example.org`,
        sendmail,
      );
      assert.equal(refused.kind, kind, JSON.stringify(refused));
    }
    Deno.writeTextFileSync(
      config,
      "account default\nhost no-such-host.invalid\nfrom guard@example.org\n",
    );
    const unknown = await send(MESSAGE, "ops@example.org", sendmail);
    assert.equal(unknown.kind, "retry", JSON.stringify(unknown));

    Deno.writeTextFileSync(config, "no such setting\n");
    const misconfigured = await send(MESSAGE, "ops@example.org", sendmail);
    assert.equal(misconfigured.kind, "fatal", JSON.stringify(misconfigured));
  },
);
