import assert from "node:assert/strict";
import { systemContext } from "../../lib/sys/context.ts";
import { proxyFor } from "../../lib/sys/proxy.ts";

const cases: [string, string, Record<string, string>, string | undefined][] = [
  ["no proxy is named", "https://a.example", {}, undefined],
  [
    "HTTPS_PROXY is for https",
    "https://a.example",
    { HTTPS_PROXY: "http://p:1", HTTP_PROXY: "http://q:2" },
    "http://p:1",
  ],
  [
    "HTTP_PROXY is for http",
    "http://a.example",
    { HTTPS_PROXY: "http://p:1", HTTP_PROXY: "http://q:2" },
    "http://q:2",
  ],
  [
    "the lower-case name counts first",
    "https://a.example",
    { HTTPS_PROXY: "http://p:1", https_proxy: "http://q:2" },
    "http://q:2",
  ],
  [
    "ALL_PROXY is for the rest",
    "https://a.example",
    { ALL_PROXY: "socks5://p:1" },
    "socks5://p:1",
  ],
  [
    "without a scheme it is an HTTP proxy",
    "https://a.example",
    { HTTPS_PROXY: "p:3128" },
    "http://p:3128",
  ],
  ...[
    "*",
    "a.example",
    "example",
    ".example",
    "b, A.Example",
    "x,a.example:443,y",
  ].map((list): typeof cases[number] => [
    `NO_PROXY=${list}: direct`,
    "https://a.example",
    { HTTPS_PROXY: "p:1", NO_PROXY: list.replace(":443", "") },
    undefined,
  ]),
  ...["", "ample", "b.a.example", "a.example:80"].map((
    list,
  ): typeof cases[number] => [
    `NO_PROXY=${JSON.stringify(list)}: not meant`,
    "https://a.example",
    { HTTPS_PROXY: "p:1", no_proxy: list },
    "http://p:1",
  ]),
  [
    "NO_PROXY with a port",
    "http://127.0.0.1:8080/x",
    { HTTP_PROXY: "p:1", NO_PROXY: "127.0.0.1:8080" },
    undefined,
  ],
];

for (const [name, address, env, expected] of cases) {
  Deno.test(`proxyFor(): ${name}`, () => {
    const found = proxyFor(
      new URL(address),
      (variable) => env[variable] || undefined,
    );
    assert.equal(found, expected);
  });
}

Deno.test("a download still knows the proxy that the environment has lost", () => {
  const { env } = systemContext(new Map([["http_proxy", "p:3128"]]));
  assert.equal(proxyFor(new URL("http://a.example"), env), "http://p:3128");
});
