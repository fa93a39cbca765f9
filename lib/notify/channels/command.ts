/** A program of the person's own: notify-send, an SMS, anything. */

import { say } from "../../base/say.ts";
import { absolutePath, plain } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { exitOutcome } from "../exit_outcome.ts";
import { ownJson } from "../own_json.ts";

const TEXTS = plain<readonly string[]>(
  say`a list of texts`,
  { type: "array", items: { type: "string" } },
  (value) =>
    Array.isArray(value) && value.every((it) => typeof it === "string"),
);

export const COMMAND = channel({
  type: "command",
  title: say`A program of yours`,
  fields: {
    program: {
      kind: absolutePath(),
      about: say`Its path; it gets the message as JSON on its standard input`,
    },
    args: {
      kind: TEXTS,
      optional: true,
      about: say`Its arguments; no shell reads them`,
    },
  },
  request: (message, { program, args = [] }) => ({
    kind: "command",
    args: [program, ...args],
    input: `${ownJson(message)}\n`,
  }),
  outcome: exitOutcome,
});
