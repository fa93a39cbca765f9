/**
 * A stand-in for all services of the channels, as strict as NOTIFY.md says they
 * are: a message that the real one might refuse is refused, and written down
 * with what is wrong with it. Service TYPE is below the path /TYPE. As a program
 * (`deno run -A tests/notify/stand_in.ts [PORT]`) it prints its address, and is
 * asked and told over HTTP:
 *
 * - GET /_/settings: channels as settings have them, by type
 * - GET /_/pings: addresses to ping, by type
 * - GET /_/received: what came in ({@linkcode Entry}), oldest first
 * - DELETE /_/received: forgets it
 * - PUT /_/answers/TYPE with {"next": ["too many", "hang"], "then": "success"}:
 *   how it answers, by the names of the service's refusals or {@linkcode COMMON};
 *   first each of `next`, from then on `then`
 */

import { PINGED, type PingedService } from "./services/pings.ts";
import type {
  Answer,
  Answering,
  Received,
  Service,
} from "./services/service.ts";
import { SERVICES } from "./services/table.ts";

/** Something that came in. */
export interface Entry {
  readonly type: string;
  readonly atWallMs: number;
  readonly body: string;
  /** What a person would have read; null: it was refused. */
  readonly shown: string | null;
  /** What is wrong with it; null: nothing. */
  readonly fault: string | null;
  /** Which answer it got. */
  readonly answer: string;
}

/** How it is told to answer. */
export interface Plan {
  readonly next: readonly string[];
  readonly then: string;
}

/** Answers that any service may give, or a network in between. */
export const COMMON: Readonly<Record<string, Answer>> = {
  "408": { status: 408, body: "" },
  "429": { status: 429, headers: { "Retry-After": "7" }, body: "" },
  "500": { status: 500, body: "Internal Server Error" },
  "503": { status: 503, headers: { "Retry-After": "120" }, body: "" },
  /** A network that wants a login first. */
  portal: {
    status: 200,
    headers: { "Content-Type": "text/html" },
    body: "<html>Please log in</html>",
  },
  redirect: { status: 302, headers: { Location: "/_/elsewhere" }, body: "" },
};

const ANSWERING: readonly Answering[] = [...SERVICES, ...PINGED];

/** See the file. */
export class StandIn {
  readonly received: Entry[] = [];
  readonly #plans = new Map<string, Plan>();
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #stop = new AbortController();
  readonly #now: () => number;
  /** Called when something came in, before it is answered. */
  onReceived: (entry: Entry) => void = () => {};

  /** @param now Wall clock ms. */
  constructor(now: () => number, port = 0) {
    this.#now = now;
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port, onListen: () => {} },
      (request) => this.#answer(request),
    );
  }

  /** Without a slash at the end. */
  get address(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  /** Settings of a channel that sends to it. */
  settings({ type, at }: Service): Record<string, string | number> {
    return { type, ...at(`${this.address}/${type}`) };
  }

  /** What to ping. */
  addressOf({ type, at }: PingedService): string {
    return at(`${this.address}/${type}`);
  }

  /** How the next messages to a service are answered. */
  plan(type: string, ...next: readonly string[]): void {
    this.#plans.set(type, { next, then: "success" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#server.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, first = "", rest = "/"] = /^\/([^/]*)(\/.*)?$/.exec(pathname) ??
      [];
    if (first === "_") return await this.#told(request, rest);
    const service = ANSWERING.find(({ type }) => type === first);
    if (service === undefined) return new Response("", { status: 421 });
    const got: Received = {
      method: request.method,
      path: rest,
      query: searchParams,
      headers: request.headers,
      body: await request.text(),
    };
    const atWallMs = this.#now();
    const fault = faultOf(service, got, atWallMs);
    const answer = fault === null ? this.#next(first) : "refused";
    const entry = {
      type: first,
      atWallMs,
      body: got.body,
      shown: fault === null ? service.shown(got) : null,
      fault,
      answer,
    };
    this.received.push(entry);
    this.onReceived(entry);
    return await this.#respond(service, answer, fault);
  }

  #next(type: string): string {
    const { next, then } = this.#plans.get(type) ??
      { next: [], then: "success" };
    const [answer = then, ...later] = next;
    this.#plans.set(type, { next: later, then });
    return answer;
  }

  async #respond(
    service: Answering,
    name: string,
    fault: string | null,
  ): Promise<Response> {
    if (fault !== null) return new Response(fault, { status: 400 });
    const whole = response(service.success);
    if (name === "hang") {
      await new Promise((end) => {
        this.#stop.signal.addEventListener("abort", end, { once: true });
      });
      return whole;
    }
    if (name === "success") return whole;
    // As if it were whole; and with the connection ending in the middle of it.
    if (name === "half") return new Response(halfOf(service));
    if (name === "cut") return new Response(thenBroken(halfOf(service)));
    if (name === "huge") return new Response("x".repeat(2 ** 20));
    const answer = service.refusals[name] ?? COMMON[name];
    if (answer === undefined) throw new Error(`no answer is called ${name}`);
    return response(answer);
  }

  async #told(request: Request, path: string): Promise<Response> {
    const [, type] = /^\/answers\/([\w-]+)$/.exec(path) ?? [];
    if (request.method === "PUT" && type !== undefined) {
      this.#plans.set(type, await request.json() as Plan);
      return new Response();
    }
    switch (`${request.method} ${path}`) {
      case "GET /settings":
        return Response.json(
          Object.fromEntries(
            SERVICES.map((service) => [service.type, this.settings(service)]),
          ),
        );
      case "GET /pings":
        return Response.json(
          Object.fromEntries(
            PINGED.map((service) => [service.type, this.addressOf(service)]),
          ),
        );
      case "GET /received":
        return Response.json(this.received);
      case "DELETE /received":
        this.received.length = 0;
        return new Response();
      case "GET /elsewhere":
      case "POST /elsewhere":
        this.received.push({
          type: "elsewhere",
          atWallMs: this.#now(),
          body: await request.text(),
          shown: null,
          fault: "followed a redirect",
          answer: "200",
        });
        return new Response("ok");
      default:
        return new Response("", { status: 404 });
    }
  }
}

function faultOf(
  service: Answering,
  got: Received,
  nowMs: number,
): string | null {
  try {
    service.check(got, nowMs);
    return null;
  } catch (error) {
    return `${service.type}: ${error instanceof Error ? error.message : error}`;
  }
}

function textOf({ body }: Answer): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}

function response(answer: Answer): Response {
  const { status, headers = {}, body } = answer;
  return new Response(body === null ? null : textOf(answer), {
    status,
    headers,
  });
}

function halfOf({ success }: Answering): string {
  const text = textOf(success);
  return text.slice(0, text.length / 2);
}

function thenBroken(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode(text)),
    async pull(stream) {
      // Broken at once, not even the head of the answer would go out.
      await new Promise((end) => setTimeout(end, 20));
      stream.error(new Error("told to break"));
    },
  });
}

if (import.meta.main) {
  const standIn = new StandIn(Date.now, Number(Deno.args[0] ?? 0));
  console.log(standIn.address);
}
