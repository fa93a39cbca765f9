import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import { reasonOf, wellKnownReason } from "../../lib/base/reason.ts";

/** An error as Deno or Node makes it. */
function error(message: string, more: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(message), more);
}

const request = "error sending request for url (https://a.example/x): ";

Deno.test("a well-known reason becomes a sentence of ours", () => {
  // The texts are those of Deno 2.6.8 on Linux.
  const cases: readonly [unknown, string][] = [
    [
      error(
        `${request}client error (Connect): dns error: failed to lookup address information: Name or service not known`,
      ),
      "the host name cannot be resolved",
    ],
    [
      error(
        `${request}client error (Connect): tcp connect error: Connection refused (os error 111)`,
      ),
      "the connection was refused",
    ],
    [
      error("connect ECONNREFUSED 127.0.0.1:9", { code: "ECONNREFUSED" }),
      "the connection was refused",
    ],
    [
      error(
        `${request}client error (Connect): tcp connect error: No route to host (os error 113)`,
      ),
      "there is no route to that machine",
    ],
    [
      error(
        `${request}client error (Connect): invalid peer certificate: UnknownIssuer`,
      ),
      "its certificate is not from an authority this machine trusts",
    ],
    [
      error(
        `${request}client error (Connect): invalid peer certificate: certificate not valid for name "a.example"; certificate is only valid for DnsName("b.example")`,
      ),
      "its certificate is for another host name",
    ],
    [
      error(
        `${request}client error (Connect): invalid peer certificate: certificate expired: verified at time 2`,
      ),
      "its certificate has expired or is not valid yet; is the clock of this machine right?",
    ],
    [
      error(
        `${request}client error (Connect): received corrupt message of type InvalidContentType`,
      ),
      "what answers there does not speak TLS (https)",
    ],
    [
      error(
        `${request}client error (SendRequest): connection closed before message completed`,
      ),
      "the connection broke off",
    ],
    [
      new DOMException("Signal timed out.", "TimeoutError"),
      "there was no answer in time",
    ],
    [
      error("No such file or directory (os error 2): open '/nope'"),
      "there is no such file or folder",
    ],
    [
      error("No space left on device (os error 28): writefile '/x'"),
      "no space is left on the disk",
    ],
    [
      error("Permission denied (os error 13): mkdir '/x'"),
      "permission denied",
    ],
    [
      // The name of the file is no certificate that was refused.
      error(
        "Permission denied (os error 13): open '/etc/ssl/my-certificate.pem'",
      ),
      "permission denied",
    ],
  ];
  for (const [thrown, sentence] of cases) {
    assert.equal(wellKnownReason(thrown), sentence);
    assert.equal(reasonOf(thrown), sentence);
  }
});

Deno.test("real errors of this system are recognised", () => {
  const thrown = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error;
    }
  };
  const cases: readonly [() => unknown, string][] = [
    [() => Deno.statSync("/no/such"), "there is no such file or folder"],
    [
      () => Deno.statSync("/etc/passwd/x"),
      "a part of the path is not a folder",
    ],
    [() => Deno.readFileSync("/etc"), "it is a folder, not a file"],
    [
      () => Deno.writeTextFileSync("/dev/full", "x"),
      "no space is left on the disk",
    ],
  ];
  for (const [work, sentence] of cases) {
    assert.equal(wellKnownReason(thrown(work)), sentence);
  }
});

Deno.test("the innermost cause that is known counts", () => {
  const inner = error("Connection refused (os error 111)");
  const outer = new TypeError("fetch failed", {
    cause: new Error("client error", { cause: inner }),
  });
  assert.equal(reasonOf(outer), "the connection was refused");
});

Deno.test("what is not known keeps its own words", () => {
  const cases: readonly [unknown, string][] = [
    [error("something\n new"), "something new"],
    [error("os error 1111"), "os error 1111"],
    ["a text", "a text"],
    [new TypeError("fetch failed", { cause: error("why") }), "why"],
    [
      new GuardError("cannot read /x", "Look at it", {
        cause: error("Is a directory (os error 21)"),
      }),
      "cannot read /x. Look at it",
    ],
  ];
  for (const [thrown, text] of cases) {
    assert.equal(wellKnownReason(thrown), null);
    assert.equal(reasonOf(thrown), text);
  }
});
