/**
 * Mail through the host's own sendmail: postfix, exim, msmtp, dma … all have one
 * (LSB 5.0, sendmail). No SMTP of the guard's own: queues, TLS and passwords are
 * in good hands there.
 */

import { say } from "../../base/say.ts";
import { absolutePath, matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { cut, utf16 } from "../cut.ts";
import { exitOutcome } from "../exit_outcome.ts";
import { type Message, plainText } from "../message.ts";
import { encodedHeader, encodedText } from "../mime.ts";

/** Where systems have it; cron's own PATH is "/usr/bin:/bin". */
const PATH = [
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
  "/usr/lib",
  "/usr/local/sbin",
  "/usr/local/bin",
  "/run/wrappers/bin", // NixOS
].join(":");

/** UTF-16 units. */
const MAX_SUBJECT = 250;
const MAX_TEXT = 20_000;

/** What needs quotation marks is no address here: nobody has such a one. */
const ADDRESS = /^[\w.!#$%&'*+/=?^{|}~-]+(?:@[\w.-]+)?$/;
const ADDRESSES = new RegExp(
  `^${ADDRESS.source.slice(1, -1)}(?:, *${ADDRESS.source.slice(1, -1)})*$`,
);

export const EMAIL = channel({
  type: "email",
  title: say`Email`,
  fields: {
    to: {
      kind: matching(
        say`one or more addresses such as "me@example.org, you@example.org"`,
        ADDRESSES,
      ),
      about: say`To whom; a name without "@" is a user of this machine`,
    },
    from: {
      kind: matching(say`an address such as "me@example.org"`, ADDRESS),
      optional: true,
      about: say`From whom, if not as sendmail has it`,
    },
    sendmail: {
      kind: absolutePath(),
      optional: true,
      about: say`The path of the program, if not the host's sendmail`,
    },
  },
  request(message, { to, from, sendmail }, nowMs) {
    return {
      kind: "command",
      args: [
        // env(1) looks for it in this PATH: no shell, and no looking of our own.
        ...(sendmail === undefined
          ? ["/usr/bin/env", `PATH=${PATH}`, "sendmail"]
          : [sendmail]),
        "-t",
        "-i",
      ],
      input: mail(message, to, from, nowMs),
    };
  },
  outcome: exitOutcome,
});

/** RFC 5322, lines ending with LF as sendmail wants them. */
function mail(
  message: Message,
  to: string,
  from: string | undefined,
  nowMs: number,
): string {
  const incidents = new Set(
    message.parts.flatMap(({ incident }) => incident ?? []),
  );
  const references = [...incidents].map((id) => messageId(id, message));
  return [
    ...(from === undefined ? [] : [`From: ${from}`]),
    `To: ${to}`,
    `Subject: ${encodedHeader(cut(message.title, MAX_SUBJECT, utf16))}`,
    `Date: ${new Date(nowMs).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${messageId(message.id, message)}`,
    // The mails of an incident stand together, though none has this name itself:
    // nobody knows which of them arrived (RFC 5322, 3.6.4, asks for no more).
    ...(references.length === 0
      ? []
      : [`References: ${references.join("\n ")}`]),
    "Auto-Submitted: auto-generated", // RFC 3834: no holiday replies
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: base64",
    "",
    encodedText(`${cut(plainText(message), MAX_TEXT, utf16)}\n`),
    "",
  ].join("\n");
}

/** The same for each try, so that mail programs can tell a second copy. */
function messageId(id: string, { host, user }: Message): string {
  const atoms = (text: string) =>
    encodeURIComponent(text).split(/[^\w-]+/).filter((it) => it !== "").join(
      ".",
    );
  return `<${atoms(id)}.${atoms(user)}@${atoms(host)}>`;
}
