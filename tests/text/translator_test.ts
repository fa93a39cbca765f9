import assert from "node:assert/strict";
import { Translator } from "../../lib/text/translator.ts";

const translator = new Translator({
  "no answer within {0}": "{0}内没有应答",
  "{0} s": "{0} 秒",
  "{0}; looking again for {1} before attempt {2} ({3})":
    "{0};在第 {2} 次尝试({3})之前再观察 {1}",
  "restart {0} of {1}": "重启 {0}/{1}",
  "{0}; {1}": "{0};{1}",
  "the port is held by {0}": "端口被 {0} 占用",
  "all is well": "一切正常",
});

Deno.test("a stored sentence is translated with all that is inside it", () => {
  const cases: readonly [english: string, chinese: string][] = [
    ["all is well", "一切正常"],
    ["no answer within 10 s", "10 秒内没有应答"],
    [
      "no answer within 10 s; looking again for 4 s before attempt 1 (restart 1 of 3)",
      "10 秒内没有应答;在第 1 次尝试(重启 1/3)之前再观察 4 秒",
    ],
    ["all is well; all is well; 3 s", "一切正常;一切正常;3 秒"],
    ["the port is held by pid 7 (no: such)", "端口被 pid 7 (no: such) 占用"],
  ];
  for (const [english, chinese] of cases) {
    assert.equal(translator.sentence(english), chinese);
  }
});

Deno.test("a sentence nobody knows stays as it is", () => {
  for (
    const text of [
      "",
      "some new; unknown text",
      "it lasts", // not "{0} s"
      "all is well.",
      "a $& and {0}",
    ]
  ) assert.equal(translator.sentence(text), text);
});

Deno.test("values of a new sentence are translated too, and never read as places", () => {
  assert.equal(
    translator.fill("{0}; {1}", ["all is well", "{0}"]),
    "一切正常;{0}",
  );
  assert.equal(translator.fill("unknown {0}", ["x"]), undefined);
});
