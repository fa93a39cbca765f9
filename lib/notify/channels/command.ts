/** A program of the person's own: notify-send, an SMS, anything. */

import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { byCommand, exitOutcome } from "../exit_outcome.ts";
import { absolutePath, texts } from "../kinds_of_programs.ts";
import { ownJson } from "../own_json.ts";

/** See the file. */
export const COMMAND = channel({
  type: "command",
  title: say`A program of yours`,
  fields: {
    program: {
      kind: absolutePath(),
      about: say`Its path; it gets the message as JSON on its standard input`,
    },
    args: {
      kind: texts(),
      optional: true,
      about: say`Its arguments; no shell reads them`,
    },
  },
  request: (message, { program, args = [] }) => ({
    kind: "command",
    args: [program, ...args],
    input: `${ownJson(message)}\n`,
  }),
  outcome: (answer) => exitOutcome(byCommand(answer)),
});
