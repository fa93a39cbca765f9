// hang-loop.mjs PID [SECONDS]: hangs the event loop of a running Node process
// for SECONDS, or for ever. SIGUSR1 opens its inspector on 127.0.0.1:9229, and
// through it the main thread is given an endless loop. Needs Node 22 or newer.

import process from "node:process";

const INSPECTOR = "http://127.0.0.1:9229/json/list";
const [pid, seconds] = process.argv.slice(2).map(Number);
if (!(pid > 0)) {
  console.error("usage: hang-loop.mjs PID [SECONDS]");
  process.exit(64);
}

async function inspectorUrl() {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      const targets = await (await fetch(INSPECTOR)).json();
      return targets[0].webSocketDebuggerUrl;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`no inspector at ${INSPECTOR} 10 s after SIGUSR1 to ${pid}`);
}

process.kill(pid, "SIGUSR1");
const socket = new WebSocket(await inspectorUrl());
await new Promise((resolve, reject) => {
  socket.onopen = resolve;
  socket.onerror = () =>
    reject(new Error("the inspector refused the connection"));
});
const loop = seconds > 0
  ? `{ const end = Date.now() + ${
    seconds * 1000
  }; while (Date.now() < end) {} }`
  : "{ for (;;) {} }";
// The timer lets the answer to this very request out first.
const expression = `setTimeout(() => ${loop}, 50); 1`;
socket.send(
  JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression } }),
);
await new Promise((resolve) => {
  socket.onmessage = resolve;
});
console.log(
  `pid ${pid}: event loop hung ${
    seconds > 0 ? `for ${seconds} s` : "for ever"
  }`,
);
process.exit(0);
