import assert from "node:assert/strict";
import { runsContainer } from "../../lib/core/container.ts";
import { forwards, publishedPort } from "../../lib/probe/container.ts";
import { unitFacts } from "./facts.ts";

const QUADLET = [
  ...["/usr/bin/podman", "run", "--name", "systemd-openclaw", "--replace"],
  ...["--rm", "--cgroups=split", "--sdnotify=conmon", "-d"],
  ...["--publish", "18789:18789", "ghcr.io/openclaw/openclaw:latest"],
];

Deno.test("what a unit starts tells whether a container's engine runs it", () => {
  const cases: [string[], boolean][] = [
    [QUADLET, true],
    [["/usr/bin/docker", "run", "openclaw"], true],
    [["nerdctl", "run", "openclaw"], true],
    [["/usr/bin/node", "/opt/podman", "gateway"], false],
    [["/usr/bin/podman-remote-thing", "run"], false],
    [[], false],
  ];
  for (const [execStart, expected] of cases) {
    assert.equal(runsContainer(unitFacts({ execStart })), expected);
  }
});

Deno.test("only the forwarder of a container's unit is believed, and nobody's else", () => {
  const listener = {
    ...{ pid: 50, startTicks: 1, uid: 1000, command: "rootlessport" },
    relation: "foreign",
  } as const;
  const node = unitFacts({ execStart: ["/usr/bin/node", "gateway"] });
  const container = unitFacts({ execStart: QUADLET });
  const cases = [
    [container, listener, true],
    [container, { ...listener, command: "pasta" }, true],
    [container, { ...listener, command: "pasta.avx2" }, true],
    [container, { ...listener, command: "passt" }, true],
    [container, { ...listener, command: "slirp4netns" }, true],
    [container, { ...listener, command: "conmon" }, true],
    // Root's docker-proxy, or a user that only the container knows.
    [container, { ...listener, pid: 0, command: "unknown" }, true],
    [container, { ...listener, command: "python3 http.py" }, false],
    [container, { ...listener, command: "pastry" }, false],
    [container, { ...listener, relation: "unit" }, false],
    [node, listener, false],
  ] as const;
  for (const [unit, who, expected] of cases) {
    assert.equal(forwards(unit, who), expected, JSON.stringify(who));
  }
});

Deno.test("the port of the host that a container's gateway is published on is found", () => {
  const run = ["podman", "run", "-d"];
  const cases: [string[], number | null][] = [
    [QUADLET, 18789],
    [[...run, "-p", "127.0.0.1:3000:18789", "image"], 3000],
    [[...run, "--publish=[::1]:3000:18789/tcp", "image"], 3000],
    [[...run, "-p3000:18789", "image", "gateway", "--port", "18789"], 3000],
    [[...run, "-p", "1:18790", "-p", "2:18789", "image"], 2],
    [[...run, "-p", "1:80", "-p", "2:81", "image", "--port", "81"], 2],
    [[...run, "-p", "1:80", "-p", "2:81", "image"], null],
    // The engine chooses one, or it is in the host's own network.
    [[...run, "-p", "18789", "image"], null],
    [[...run, "--network=host", "image"], null],
    [["/usr/bin/node", "gateway", "-p", "3000:18789"], null],
  ];
  for (const [execStart, expected] of cases) {
    const found = publishedPort(unitFacts({ execStart }));
    assert.equal(found, expected, execStart.join(" "));
  }
  assert.equal(publishedPort(null), null);
});
