import { deepStrictEqual as assertEquals } from "node:assert";
import { safeLine } from "../../lib/base/safe_line.ts";
import { CATALOG } from "../../lib/text/zh/catalog.ts";

/** As people name a profile. */
const LONG_NAME = "home-server-in-the-cellar-2026-second-try";

Deno.test("C1: nothing in the guard's own sentences is taken for a secret where it is shown", () => {
  const lines = Object.entries(CATALOG).flat()
    .flatMap((text) => text.split("\n"))
    .flatMap((line) =>
      ["/x1", "x 1", "12", LONG_NAME, `openclaw-gateway-${LONG_NAME}`].map((
        value,
      ) => line.replaceAll(/\{\d+\}/g, value))
    );
  assertEquals(lines.filter((line) => safeLine(line) !== line), []);
});

Deno.test("C1: a profile's name is shown, however random it looks", () => {
  const profile = "aB3xY9kQ2mZ7pL5wR8tN1vC4sD6fG0hJ9kLmN2bV";
  const unit = `openclaw-gateway-${profile}.service`;
  const lines = [
    `"systemctl --user start ${unit}" starts it`,
    JSON.stringify({ profile, unit, n: 1.5 }),
    '{"b":12345678901234567890,"a":1.0}',
  ];
  assertEquals(lines.map((line) => safeLine(line)), lines);
});
