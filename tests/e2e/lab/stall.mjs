// stall.mjs PID KIND [SECONDS]: makes the main thread of a running Node process
// silent for SECONDS, or for ever, in one of the ways in which it happens to
// people. Its inspector on 127.0.0.1:9229 is opened with SIGUSR1, unless it is
// open already: OpenClaw before 2026.8 handles that signal itself and is started
// with NODE_OPTIONS=--inspect. Needs Node 22.3 or newer.
//
//     loop           endless JavaScript
//     microtask      promises that never let the event loop turn
//     saturate       the event loop turns, but each turn takes 8 s
//     gc             the heap fills
//     regex          a regular expression that backtracks for ages
//     execsync       waits for a quiet child
//     execsync-busy  waits for a child that computes
//     atomics        waits for a lock that nobody frees
//     fifo           waits in open(2) for a writer, who comes in the end
//     spawn-busy     no stall: starts a child that computes

import process from "node:process";

const INSPECTOR = "http://127.0.0.1:9229/json/list";
const [pid, kind, seconds = "0"] = process.argv.slice(2);
const limited = Number(seconds) > 0;
const ms = limited ? Number(seconds) * 1000 : 1e12;
const child = `process.getBuiltinModule("child_process")`;
const sleep = `sleep ${Math.ceil(ms / 1000)}`;
const spin = `timeout ${Math.ceil(ms / 1000)} sh -c "while :; do :; done"`;
const until = `const end = Date.now() + ${ms};`;
const STALLS = {
  loop: `${until} while (Date.now() < end) {}`,
  microtask:
    `${until} (async () => { while (Date.now() < end) await null; })()`,
  saturate: `${until} const turn = () => {
    const over = Date.now() + 8000;
    while (Date.now() < over) {}
    if (Date.now() < end) setImmediate(turn);
  }; turn()`,
  gc: `${until} const keep = []; const turn = () => {
    for (let i = 0; i < 2e5 && Date.now() < end; i++) {
      keep.push({ a: i, b: String(i) + Math.random() });
    }
    if (Date.now() < end) setImmediate(turn);
  }; turn()`,
  regex: `${until} while (Date.now() < end) {
    /^(a+)+$/.test("a".repeat(${limited ? 26 : 60}) + "!");
  }`,
  execsync: `${child}.execSync(${JSON.stringify(sleep)})`,
  "execsync-busy": `${child}.execSync(${JSON.stringify(`${spin} || true`)})`,
  atomics:
    `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${ms})`,
  fifo: `const path = "/tmp/stall.fifo";
    ${child}.execSync("rm -f /tmp/stall.fifo; mkfifo /tmp/stall.fifo");
    ${child}.spawn("sh", ["-c", ${
    JSON.stringify(`${sleep}; echo > /tmp/stall.fifo`)
  }], { detached: true, stdio: "ignore" }).unref();
    process.getBuiltinModule("fs").readFileSync(path)`,
  "spawn-busy": `${child}.spawn("sh", ["-c", ${
    JSON.stringify(spin)
  }], { stdio: "ignore" }).unref()`,
};
const stall = STALLS[kind];
if (!(Number(pid) > 0) || stall === undefined) {
  console.error(`usage: stall.mjs PID ${Object.keys(STALLS).join("|")} [S]`);
  process.exit(64);
}

async function debuggerUrl() {
  const targets = await (await fetch(INSPECTOR)).json();
  return targets[0].webSocketDebuggerUrl;
}

async function openedUrl() {
  try {
    return await debuggerUrl();
  } catch {
    process.kill(Number(pid), "SIGUSR1");
  }
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return await debuggerUrl();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`no inspector at ${INSPECTOR} 10 s after SIGUSR1 to ${pid}`);
}

const socket = new WebSocket(await openedUrl());
await new Promise((resolve, reject) => {
  socket.onopen = resolve;
  socket.onerror = () =>
    reject(new Error("the inspector refused the connection"));
});
// The timer lets the answer to this very request out first.
const expression =
  `process.pid === ${pid} && (setTimeout(() => { ${stall} }, 50), true)`;
socket.send(
  JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression } }),
);
const { data } = await new Promise((resolve) => {
  socket.onmessage = resolve;
});
if (JSON.parse(data).result?.result?.value !== true) {
  throw new Error(`it is not the inspector of ${pid}: ${data}`);
}
console.log(`pid ${pid}: ${kind} ${limited ? `${seconds} s` : "for ever"}`);
process.exit(0);
