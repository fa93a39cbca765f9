import assert from "node:assert/strict";
import { parseJson5 } from "../../lib/base/json5.ts";
import { addMember, removeMember } from "../../lib/base/json5_edit.ts";
import { randomNumbers } from "../random.ts";

const TEAM = { type: "feishu" };
const PATH = ["notify", "channels"];

/** A document, and the same with the channel "team". */
const ADDED: readonly [before: string, after: string][] = [
  [
    "{}\n",
    `{
  "notify": {
    "channels": {
      "team": {
        "type": "feishu"
      }
    }
  }
}
`,
  ],
  [
    `// mine
{
  rollback: 'auto', // always
  // "notify": {},
}
`,
    `// mine
{
  rollback: 'auto', // always
  // "notify": {},
  "notify": {
    "channels": {
      "team": {
        "type": "feishu"
      }
    }
  }
}
`,
  ],
  [
    `{
    "notify": {
        /* none yet */
        "minSeverity": "info" // all of it
    },
    "rollback": "auto"
}`,
    `{
    "notify": {
        /* none yet */
        "minSeverity": "info", // all of it
        "channels": {
          "team": {
            "type": "feishu"
          }
        }
    },
    "rollback": "auto"
}`,
  ],
  [
    `{ notify: { channels: { mine: { type: "slack", urlFile: "/x}" } } } }`,
    `{ notify: { channels: { mine: { type: "slack", urlFile: "/x}" },
  "team": {
    "type": "feishu"
  }
} } }`,
  ],
  [
    `{"notify":{"channels":{}}}`,
    `{"notify":{"channels":{
  "team": {
    "type": "feishu"
  }
}}}`,
  ],
  [
    `{
  "notify": {
    // remove the // before what you want to change
    // "quietHours": "23:00-07:30",
  },
}
`,
    `{
  "notify": {
    // remove the // before what you want to change
    // "quietHours": "23:00-07:30",
    "channels": {
      "team": {
        "type": "feishu"
      }
    }
  },
}
`,
  ],
];

Deno.test("addMember() adds where it belongs and changes nothing else", () => {
  for (const [before, after] of ADDED) {
    assert.equal(addMember(before, PATH, "team", TEAM), after);
    const { notify } = parseJson5(after) as {
      notify: { channels: { team: unknown } };
    };
    assert.deepEqual(notify.channels.team, TEAM);
  }
});

Deno.test("addMember() adds nothing to what is no object", () => {
  for (const text of ["[]", "1", '{"notify": []}', '{"notify": "{}"}']) {
    assert.equal(addMember(text, PATH, "team", TEAM), null, text);
  }
});

Deno.test("removeMember() takes out what addMember() has put in", () => {
  for (const [before, after] of ADDED) {
    const removed = removeMember(after, [...PATH, "team"]);
    const { notify } = parseJson5(removed ?? "") as {
      notify: { channels: object };
    };
    const was = parseJson5(before) as { notify?: { channels?: object } };
    assert.deepEqual(notify.channels, was.notify?.channels ?? {});
    for (const comment of before.match(/\/\/.*|\/\*.*\*\//g) ?? []) {
      assert(removed?.includes(comment), comment);
    }
  }
});

/** A document, and the same without "a" of "x". */
const REMOVED: readonly [before: string, after: string | null][] = [
  [`{x: {a: 1}}`, `{x: {}}`],
  [`{x: {a: 1, b: 2}}`, `{x: {b: 2}}`],
  [`{x: {b: 2, a: {c: [1, "}"]}}}`, `{x: {b: 2, }}`],
  [
    `{\n  "x": {\n    // above\n    "a": 1,\n    "b": 2\n  }\n}\n`,
    `{\n  "x": {\n    // above\n    "b": 2\n  }\n}\n`,
  ],
  [`{x: {\n  a: 1, // why\n  b: 2 }}`, `{x: {\n  // why\n  b: 2 }}`],
  [`{x: {'a': -1.5e3, a: 2}}`, `{x: {'a': -1.5e3, }}`],
  [`{x: {}}`, null],
  [`{x: 1}`, null],
  [`[]`, null],
];

Deno.test("removeMember() removes one member, with its line when it has one", () => {
  for (const [before, after] of REMOVED) {
    assert.equal(removeMember(before, ["x", "a"]), after, before);
    if (after !== null) parseJson5(after);
  }
});

/** A document with everything that JSON5 allows, at random. */
function randomDocument(random: () => number, depth = 3): string {
  const pick = (...choices: readonly string[]) =>
    choices[Math.floor(random() * choices.length)] ?? "";
  const space = () =>
    pick("", " ", "\n", "\n    ", " // } ] ,\n", " /* { \" ' */ ", "\t");
  const value = (left: number): string => {
    if (left === 0 || random() < 0.3) {
      return pick("1", "-.5", "+0x1F", "true", "null", "'}'", '"{\\""', "NaN");
    }
    const count = Math.floor(random() * 4);
    const isObject = random() < 0.7;
    const items = Array.from({ length: count }, (_, index) => {
      const key = pick(`k${index}`, `'k${index}'`, `"k${index}"`);
      return isObject
        ? `${key}${space()}:${space()}${value(left - 1)}`
        : value(left - 1);
    });
    const inner = items.map((item) => space() + item + space()).join(",");
    const trailing = count > 0 ? pick("", ",") + space() : space();
    return isObject ? `{${inner}${trailing}}` : `[${inner}${trailing}]`;
  };
  const members = ["k0", "k1"].map((key) =>
    `${space()}${key}${space()}:${space()}${value(depth)}${space()}`
  );
  return `${space()}{${members.join(",")}${pick("", ",")}${space()}}${space()}`;
}

Deno.test("a random document has one member more afterwards, and the old ones again without it", () => {
  const random = randomNumbers(15);
  let deep = 0;
  for (let round = 0; round < 2000; round++) {
    const text = randomDocument(random);
    const before = parseJson5(text) as Record<string, unknown>;
    for (const path of [[], ["k0"], ["k1", "k0"], ["new", "inner"]]) {
      const added = addMember(text, path, "added", TEAM);
      const place = path.reduce<unknown>(
        (part, key) =>
          typeof part !== "object" || part === null || Array.isArray(part)
            ? null
            : key in part
            ? (part as Record<string, unknown>)[key]
            : {},
        before,
      );
      const isObject = typeof place === "object" && place !== null &&
        !Array.isArray(place);
      assert.equal(added !== null, isObject, text);
      if (added === null) continue;
      deep++;
      const found = path.reduce<unknown>(
        (part, key) => (part as Record<string, unknown>)[key],
        parseJson5(added),
      );
      assert.deepEqual(found, { ...place as object, added: TEAM }, text);
      const removed = removeMember(added, [...path, "added"]);
      assert(removed !== null, text);
      const again = path.reduce<unknown>(
        (part, key) => (part as Record<string, unknown>)[key],
        parseJson5(removed),
      );
      assert.deepEqual(again, place, text);
    }
  }
  assert(deep > 3000, `${deep}`);
});
