/**
 * What every channel is: which settings it has, a pure function from a message
 * to a request, and one from an answer to what became of it. Another channel is
 * another file in `channels`, and a line in its table.
 */

import type { Kind } from "../base/value_kinds.ts";
import type { Message } from "./message.ts";

/** A setting of a channel. */
export interface Field {
  readonly kind: Kind<unknown>;
  /**
   * It must not be seen: the settings name a file, a variable or a credential
   * that has it (`tokenFile`, `tokenEnv`, `tokenCredential`).
   */
  readonly secret?: true;
  /** It may be missing. */
  readonly optional?: true;
  /** What it is for. */
  readonly about: string;
}

/** The settings of a channel, by name. */
export type Fields = Readonly<Record<string, Field>>;

/** What the settings come to, secrets included. */
type ValuesOf<F extends Fields> = {
  readonly [Name in keyof F]:
    | (F[Name]["kind"] extends Kind<infer Value> ? Value : never)
    | (F[Name]["optional"] extends true ? undefined : never);
};

/** A request over the network. */
export interface HttpRequest {
  readonly kind: "http";
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null: none. */
  readonly body: string | null;
}

/** A program to be run, without a shell. */
export interface CommandRequest {
  readonly kind: "command";
  /** The program first, an absolute path. */
  readonly args: readonly string[];
  /** For its standard input. */
  readonly input: string;
}

/** How a channel wants a message to be sent. */
export type ChannelRequest = HttpRequest | CommandRequest;

/** What came back over the network; at most 64 KiB of the body. */
export interface HttpAnswer {
  readonly kind: "http";
  readonly status: number;
  /** The header Retry-After as it stands. */
  readonly retryAfter: string | null;
  readonly body: string;
}

/** How the program ended. */
interface CommandAnswer {
  readonly kind: "command";
  readonly code: number;
  readonly stderr: string;
}

/** An answer; a network that gives none is no channel's business. */
export type ChannelAnswer = HttpAnswer | CommandAnswer;

/** What became of a message. */
export type Outcome =
  | { readonly kind: "ok" }
  /** It may work later. */
  | {
    readonly kind: "retry";
    /** The service says when, ms from now; null: it does not. */
    readonly afterMs: number | null;
    /** For people: code and description, no address in it. */
    readonly why: string;
  }
  /** It will not work until a person changes something. */
  | { readonly kind: "fatal"; readonly why: string };

/** A kind of channel. */
export interface Channel<F extends Fields = Fields> {
  /** As the settings name it: "feishu". */
  readonly type: string;
  /** As people name it: "Feishu". */
  readonly title: string;
  readonly fields: F;
  /**
   * What an address that people copy from the service's own pages means; null:
   * it is none of this channel's. Values of secret fields are among them.
   */
  fromAddress?(address: URL): Readonly<Record<string, string>> | null;
  /**
   * @param nowMs Wall clock ms, for signatures.
   * @throws {GuardError} when the message or the settings cannot be used.
   */
  request(
    message: Message,
    values: ValuesOf<F>,
    nowMs: number,
  ): ChannelRequest | Promise<ChannelRequest>;
  /** @param nowMs Wall clock ms: Retry-After may be a date. */
  outcome(answer: ChannelAnswer, nowMs: number): Outcome;
  /** A failed message is not tried again sooner, ms; missing: 30 s. */
  readonly shortestRetryMs?: number;
  /** Each message counts against a small daily limit: no reminders unless asked for. */
  readonly scarce?: true;
  /** Its answers are for machines: every part goes out, none is merged or held. */
  readonly machine?: true;
}

/** Lets a channel's own functions see the types of its fields. */
export function channel<const F extends Fields>(made: Channel<F>): Channel<F> {
  return made;
}
