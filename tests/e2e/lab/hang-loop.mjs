// hang-loop.mjs PID [SECONDS]: hangs the event loop of a running Node process
// for SECONDS, or for ever: its inspector on 127.0.0.1:9229 gives the main
// thread an endless loop. SIGUSR1 opens it, but up to OpenClaw 2026.7, which
// handles that signal itself, NODE_OPTIONS=--inspect must. Needs Node 22.

import process from "node:process";

const INSPECTOR = "http://127.0.0.1:9229/json/list";
const [pid, seconds] = process.argv.slice(2).map(Number);
if (!(pid > 0)) {
  console.error("usage: hang-loop.mjs PID [SECONDS]");
  process.exit(64);
}

async function inspectorUrl() {
  try {
    const targets = await (await fetch(INSPECTOR)).json();
    return targets[0].webSocketDebuggerUrl;
  } catch {
    return null;
  }
}

/** As `inspectorUrl`, of an inspector that is being opened. */
async function openedUrl() {
  for (let attempt = 0; attempt < 100; attempt++) {
    const url = await inspectorUrl();
    if (url !== null) return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no inspector at ${INSPECTOR} 10 s after SIGUSR1 to ${pid}`);
}

let url = await inspectorUrl();
if (url === null) {
  process.kill(pid, "SIGUSR1");
  url = await openedUrl();
}
const socket = new WebSocket(url);
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
const expression =
  `process.pid === ${pid} && (setTimeout(() => ${loop}, 50), true)`;
socket.send(
  JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression } }),
);
const { data } = await new Promise((resolve) => {
  socket.onmessage = resolve;
});
if (JSON.parse(data).result?.result?.value !== true) {
  throw new Error(`it is not the inspector of ${pid}: ${data}`);
}
console.log(
  `pid ${pid}: event loop hung ${
    seconds > 0 ? `for ${seconds} s` : "for ever"
  }`,
);
process.exit(0);
