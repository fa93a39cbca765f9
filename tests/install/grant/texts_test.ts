import assert from "node:assert/strict";
import { GuardError } from "../../../lib/base/errors.ts";
import {
  grantFile,
  grantIn,
  type GrantKind,
  grantPath,
  grantText,
  isGrant,
} from "../../../lib/install/grant/texts.ts";
import { fakeContext } from "../../fake_context.ts";

const ALICE = {
  user: "alice",
  unit: "openclaw-gateway.service",
  file: "/etc/systemd/system/openclaw-gateway.service",
};

const RULE = `// Managed by openclaw-guard: "openclaw-guard revoke" removes it.
// Lets alice start, stop and restart openclaw-gateway.service; nothing else.
// (The other name is no unit: the guard asks by it whether it may.)
polkit.addRule(function (action, subject) {
  var unit = action.lookup("unit"), verb = action.lookup("verb");
  if (
    action.id === "org.freedesktop.systemd1.manage-units" &&
    subject.user === "alice" &&
    (unit === "openclaw-gateway.service"
      ? ["start","stop","restart","try-restart","reset-failed"].indexOf(verb) >= 0
      : unit === "openclaw-guard-asks-for-openclaw-gateway.service" && verb === "stop")
  ) {
    // Who may start a unit that has no file could make one up, of root's.
    try {
      polkit.spawn(["/usr/bin/test", "-e", "/etc/systemd/system/openclaw-gateway.service"]);
      return polkit.Result.YES;
    } catch (error) {
      return polkit.Result.NOT_HANDLED;
    }
  }
});
`;

const LINES = `# Managed by openclaw-guard: "openclaw-guard revoke" removes it.
# Lets alice start, stop and restart openclaw-gateway.service; nothing else.
# (The other name is no unit: the guard asks by it whether it may.)
alice ALL=(root) NOPASSWD: /usr/bin/systemctl --system --no-ask-password start --no-block openclaw-gateway.service
alice ALL=(root) NOPASSWD: /usr/bin/systemctl --system --no-ask-password stop --no-block openclaw-gateway.service
alice ALL=(root) NOPASSWD: /usr/bin/systemctl --system --no-ask-password restart --no-block openclaw-gateway.service
alice ALL=(root) NOPASSWD: /usr/bin/systemctl --system --no-ask-password try-restart --no-block openclaw-gateway.service
alice ALL=(root) NOPASSWD: /usr/bin/systemctl --system --no-ask-password reset-failed openclaw-gateway.service
alice ALL=(root) NOPASSWD: /usr/bin/systemctl --system --no-ask-password stop --no-block openclaw-guard-asks-for-openclaw-gateway.service
`;

Deno.test("the rule and the lines are these, to the letter", () => {
  assert.equal(grantText("polkit", ALICE), RULE);
  assert.equal(grantText("sudo", ALICE), LINES);
});

/** What polkitd answers with the rule, in an engine of its own as there. */
function polkitSays(
  rule: string,
  user: string,
  id: string,
  details: Record<string, string>,
  isThere = true,
): unknown {
  const rules: ((action: unknown, subject: unknown) => unknown)[] = [];
  const polkit = {
    addRule: (one: typeof rules[number]) => void rules.push(one),
    Result: { YES: "yes", NOT_HANDLED: null },
    spawn(argv: readonly string[]) {
      assert.deepEqual(argv, ["/usr/bin/test", "-e", ALICE.file]);
      if (!isThere) throw new Error("exit code 1");
    },
  };
  new Function("polkit", rule)(polkit);
  const action = { id, lookup: (key: string) => details[key] };
  return rules[0]?.(action, { user });
}

Deno.test("the rule says yes for this user, unit and these verbs, and nothing for all else", () => {
  const manage = "org.freedesktop.systemd1.manage-units";
  const unit = ALICE.unit;
  const rows: [user: string, id: string, Record<string, string>, boolean][] = [
    ["alice", manage, { unit, verb: "start" }, true],
    ["alice", manage, { unit, verb: "stop" }, true],
    ["alice", manage, { unit, verb: "restart" }, true],
    ["alice", manage, { unit, verb: "try-restart" }, true],
    ["alice", manage, { unit, verb: "reset-failed" }, true],
    [
      "alice",
      manage,
      { unit: `openclaw-guard-asks-for-${unit}`, verb: "stop" },
      true,
    ],
    // It is no unit: started it would be one that this user has made up.
    ...["start", "restart", "try-restart", "reset-failed", ""].map((
      verb,
    ): [string, string, Record<string, string>, boolean] => [
      "alice",
      manage,
      { unit: `openclaw-guard-asks-for-${unit}`, verb },
      false,
    ]),
    ["alice", manage, { unit, verb: "kill" }, false],
    ["alice", manage, { unit, verb: "set-property" }, false],
    ["alice", manage, { unit, verb: "freeze" }, false],
    ["alice", manage, { unit: "cron.service", verb: "stop" }, false],
    ["alice", manage, { unit: `x${unit}`, verb: "stop" }, false],
    // systemd older than 226 tells polkit neither.
    ["alice", manage, {}, false],
    ["alice", manage, { verb: "stop" }, false],
    ["alice", manage, { unit }, false],
    ["alic", manage, { unit, verb: "stop" }, false],
    ["root", manage, { unit, verb: "stop" }, false],
    [
      "alice",
      "org.freedesktop.systemd1.manage-unit-files",
      { unit, verb: "enable" },
      false,
    ],
  ];
  for (const [user, id, details, yes] of rows) {
    const says = polkitSays(RULE, user, id, details);
    assert.ok(!polkitSays(RULE, user, id, details, false));
    assert.equal(
      says,
      yes ? "yes" : undefined,
      JSON.stringify([user, id, details]),
    );
  }
});

Deno.test("a name that could mean something else is refused, in both", () => {
  const bad = [
    "",
    "a b",
    "a\n",
    "a\nALL ALL=(ALL) NOPASSWD: ALL #",
    "a,root",
    "a=b",
    "a:b",
    "!alice",
    "%sudo",
    "+net",
    "#0",
    "-alice",
    "@include",
    ".alice",
    "../alice",
    "a/b",
    "a*",
    "a?",
    "[ab]",
    "a\\x20",
    'a"',
    "a'",
    "a\u2028",
    "älice",
    "*/ polkit",
    "a$",
  ];
  const refused = (error: unknown) =>
    error instanceof GuardError &&
    /^cannot grant anything for "/.test(error.message) &&
    /Write the rule yourself/.test(error.hint);
  for (const kind of ["polkit", "sudo"] as const) {
    for (const name of bad) {
      assert.throws(() => grantText(kind, { ...ALICE, user: name }), refused);
      assert.throws(() => grantText(kind, { ...ALICE, unit: name }), refused);
    }
  }
});

Deno.test("in sudoers a word of capitals is an alias, and ALL is everybody: visudo has nothing against it", () => {
  for (const user of ["ALL", "ADMINS", "A", "WEB_1"]) {
    assert.throws(
      () => grantText("sudo", { ...ALICE, user }),
      /in sudoers, "ALL" and other words of capitals may mean many users/,
      user,
    );
    assert.match(
      grantText("polkit", { ...ALICE, user }),
      new RegExp(`subject\\.user === "${user}"`),
    );
  }
  for (
    const user of ["Alice", "aLL", "alice.smith", "alice@corp.example", "_a"]
  ) {
    const text = grantText("sudo", { ...ALICE, user });
    assert.ok(
      text.includes(`\n${user} ALL=(root) NOPASSWD: /usr/bin/systemctl `),
    );
  }
});

Deno.test("files of units and of users are told apart, whatever is in their names", () => {
  const pairs = [
    ["alice", "b@c.service"],
    ["alice@b", "c.service"],
    ["alice", "b.c.service"],
    ["alice.b", "c.service"],
    ["alice.service", "c.service"],
    ["alice", "c.service"],
    ["alic", "e@c.service"],
    ["alice", "c.service.service"],
    ["alice", "alice@c.service"],
  ];
  for (const kind of ["polkit", "sudo"] as const) {
    const names = pairs.map(([user = "", unit = ""]) =>
      grantFile(kind, { user, unit })
    );
    assert.equal(new Set(names).size, pairs.length, names.join(" "));
    assert.deepEqual(
      names.map((name) => {
        const { user, unit } = grantIn(kind, name) ?? {};
        return [user, unit];
      }),
      pairs,
    );
    for (const name of ["README", "openclaw-guard@alice", "90-x.rules"]) {
      assert.equal(grantIn(kind, name), null);
    }
  }
});

Deno.test("the files have names that polkit and sudo read", () => {
  const context = fakeContext({
    roots: { proc: "/p", cgroup: "/c", tmp: "/t", etc: "/etc" },
  });
  const unit = "my.openclaw@1.service";
  const rows: [GrantKind, user: string, path: string][] = [
    [
      "polkit",
      "alice",
      "polkit-1/rules.d/50-openclaw-guard@alice@my%2eopenclaw@1.rules",
    ],
    ["sudo", "alice", "sudoers.d/openclaw-guard@alice@my%2eopenclaw@1"],
    [
      "sudo",
      "a.b@corp",
      "sudoers.d/openclaw-guard@a%2eb%40corp@my%2eopenclaw@1",
    ],
  ];
  for (const [kind, user, path] of rows) {
    assert.equal(grantPath(context, kind, { user, unit }), `/etc/${path}`);
    // sudo skips names with a dot, or with "~" at the end (sudoers(5)).
    if (kind === "sudo") {
      assert.doesNotMatch(path.split("/")[1] ?? ".", /\.|~$/);
    }
  }
});

Deno.test("a file is the guard's by its first line", () => {
  const rows: [text: string, is: boolean][] = [
    [RULE, true],
    [LINES, true],
    ["# Managed by openclaw-guard, says a later version\n", true],
    [`\n${LINES}`, false],
    ["# Managed by openclaw-guardian\n", false],
    ["alice ALL=(ALL) ALL # Managed by openclaw-guard\n", false],
    ["", false],
  ];
  for (const [text, is] of rows) assert.equal(isGrant(text), is, text);
});
