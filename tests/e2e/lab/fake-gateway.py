#!/usr/bin/env python3
"""A stand-in for the OpenClaw gateway whose faults can be switched.

    fake-gateway.py gateway [--port N] [--address A]

It reads its fault from the control file ($FAKE_CONTROL, by default
~/fake-gateway.mode) at every connection and every 100 ms. One setting a line:

    startdelay N  seconds before the port is bound (slow start)
    only PID      the fault below is for the process PID alone, so that a
                  restart cures it; without this line it survives restarts

and one of these faults:

    ok            / is a web page; /health is 200 {"ok":true,"status":"live"}
    500           /health is 500 {"ok":false}
    503           every path is 503 {"ok":false,"status":"starting"}
    notok         /health is 200 {"ok":false}
    spaced        /health is 200 {"ok": true} (healthy, with a space)
    liar          /health is 500 {"ok":true}
    html          /health is 200 with a web page (OpenClaw before /health)
    404           /health is 404 (older still)
    draining      /startup is 503 {"status":"draining"}, the rest as ok
    unready       /ready is 503, the rest as ok (channels down)
    hang          accepts, reads, never answers
    noaccept      listens, never accepts
    slow N        answers after N seconds
    drip          sends one byte of the body a second
    huge          sends a body without an end
    reset         accepts, then resets the connection
    uninterruptible  waits in the kernel, in state D
    unbound       closes the port, goes on running
    deaf          as noaccept, and ignores SIGTERM
    asleep        never wakes up again: waits for a lock nobody frees
    crash [N [TEXT]]  prints TEXT (\\n begins a new line), exits with N (1)
    brief N       as ok, exits with 1 N seconds after its start
    abort         SIGABRT itself
    spin          burns CPU for ever and ignores SIGTERM: a hung event loop
    busy          burns CPU and answers nobody until the fault changes

When it starts it prints what is in the file beside the control file that ends
in .says instead of .mode.

SIGTERM ends it with 0, after $FAKE_STOP_DELAY seconds (default 0). While its
port is taken it tries again every second, as OpenClaw does every 17.
"""
import ctypes
import os
import signal
import socket
import struct
import sys
import threading
import time

CONTROL_FILE = os.environ.get("FAKE_CONTROL", os.path.expanduser("~/fake-gateway.mode"))
HEALTHY = '{"ok":true,"status":"live"}'
PROBE_PATHS = ("/health", "/healthz", "/ready", "/readyz", "/startup", "/startupz")
HEALTH_ANSWERS = {
    "500": (500, '{"ok":false}'),
    "notok": (200, '{"ok":false,"status":"bad"}'),
    "spaced": (200, '{"ok": true, "status": "live"}'),
    "liar": (500, '{"ok":true}'),
    "html": (200, "<html>ok</html>"),
    "404": (404, "Not Found"),
}


def argument(name, default):
    if name in sys.argv:
        return sys.argv[sys.argv.index(name) + 1]
    return default


PORT = int(argument("--port", os.environ.get("OPENCLAW_GATEWAY_PORT", "18789")))
ADDRESS = argument("--address", "127.0.0.1")


def read_control():
    """Returns (fault as a list of words, start delay in seconds)."""
    fault, delay, only = ["ok"], 0.0, None
    try:
        with open(CONTROL_FILE, encoding="utf-8") as file:
            lines = [line.split() for line in file if line.strip()]
    except OSError:
        lines = []
    for words in lines:
        if words[0] == "startdelay":
            delay = float(words[1])
        elif words[0] == "only":
            only = int(words[1])
        else:
            fault = words
    if only is not None and only != os.getpid():
        fault = ["ok"]
    return fault, delay


def say(*words):
    # Not print(): the handler of a signal may come while that is at work.
    os.write(1, ("fake: " + " ".join(map(str, words)) + "\n").encode())


def recite():
    """Prints what a gateway might let slip."""
    try:
        with open(CONTROL_FILE.removesuffix(".mode") + ".says", encoding="utf-8") as file:
            print(file.read(), flush=True)
    except OSError:
        pass


def on_term(*_):
    time.sleep(float(os.environ.get("FAKE_STOP_DELAY", "0")))
    say("stopped")
    os._exit(0)


def reply(client, status, body, content_type="application/json"):
    data = body.encode()
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    )
    client.sendall(head.encode() + data)


def answer_probe(client, fault, path):
    if fault == "drip":
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            client.sendall(b" ")
            time.sleep(1)
    if fault == "huge":
        client.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"pad":"')
        while True:
            client.sendall(b"x" * 65536)
    if path.startswith("/startup"):
        if fault == "draining":
            return reply(client, 503, '{"ok":false,"status":"draining"}')
        return reply(client, 200, '{"ok":true,"status":"started"}')
    if path.startswith("/ready"):
        if fault == "unready":
            return reply(client, 503, '{"ready":false,"failing":["telegram"]}')
        return reply(client, 200, '{"ready":true}')
    status, body = HEALTH_ANSWERS.get(fault, (200, HEALTHY))
    return reply(client, status, body)


def serve(client):
    try:
        fault = read_control()[0]
        if fault[0] == "reset":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        request = client.recv(65536).decode("latin1")
        path = (request.split() + ["", "/"])[1].split("?")[0]
        if "upgrade: websocket" in request.lower():
            client.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\n"
                b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
            )
            client.recv(1)
            return
        if fault[0] == "hang":
            time.sleep(3600)
        if fault[0] == "slow":
            time.sleep(float(fault[1]))
        if fault[0] == "503":
            reply(client, 503, '{"ok":false,"status":"starting"}')
        elif path in PROBE_PATHS:
            answer_probe(client, fault[0], path)
        else:
            reply(client, 200, "<!doctype html><title>fake</title>", "text/html")
    except OSError:
        pass  # the client went away
    finally:
        client.close()


def listen():
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, PORT))
    except OSError as error:
        say(error)
        listener.close()
        return None
    listener.listen(128)
    listener.settimeout(0.1)
    say(f"listening on {ADDRESS}:{PORT}")
    return listener


def wait_in_state_d():
    """Whoever called vfork sleeps in state D until the child is done: never."""
    libc = ctypes.CDLL(None)
    if libc.vfork() == 0:
        libc.pause()
        os._exit(0)


def main():
    signal.signal(signal.SIGTERM, on_term)
    started = time.monotonic()
    say(f"pid {os.getpid()} starting: {read_control()}")
    recite()
    while time.monotonic() - started < read_control()[1]:
        time.sleep(0.1)
    listener = None
    while True:
        fault = read_control()[0]
        if fault[0] == "crash":
            if len(fault) > 2:
                print(" ".join(fault[2:]).replace("\\n", "\n"), flush=True)
                # A busy journald does not learn whose line it was when it reads
                # it after that process has ended; OpenClaw takes seconds.
                time.sleep(0.5)
            os._exit(int(fault[1]) if len(fault) > 1 else 1)
        if fault[0] == "brief" and time.monotonic() - started > float(fault[1]):
            say("cannot go on")
            os._exit(1)
        if fault[0] == "abort":
            os.abort()
        if fault[0] == "spin":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True:
                pass
        if fault[0] == "busy":
            until = time.monotonic() + 0.2
            while time.monotonic() < until:
                pass
            continue
        if fault[0] == "unbound":
            if listener:
                listener.close()
                listener = None
            time.sleep(0.1)
            continue
        if listener is None:
            listener = listen()
        if listener is None:
            time.sleep(1)
            continue
        if fault[0] == "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True:
                time.sleep(0.1)
        if fault[0] == "asleep":
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            signal.pause()
        if fault[0] == "uninterruptible":
            wait_in_state_d()
        if fault[0] == "noaccept":
            time.sleep(0.1)
            continue
        try:
            client, _ = listener.accept()
        except TimeoutError:
            continue
        threading.Thread(target=serve, args=(client,), daemon=True).start()


main()
