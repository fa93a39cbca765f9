/** One HTTP answer, read within bounds. */

import { say } from "../base/say.ts";

/** The start of an answer; its body is still on the way. */
export interface Answer {
  readonly status: number;
  /** The body, at the most once. Ending the iteration early drops the rest. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Sends a GET request and resolves as soon as the status is known.
 *
 * @param path Begins with a slash.
 * @param signal Ends the request and the reading of its body.
 * @throws {Error} when there is no HTTP answer.
 */
export type Get = (path: string, signal: AbortSignal) => Promise<Answer>;

/** A body as read: null in `text` when it is longer than allowed or not UTF-8. */
interface Body {
  readonly text: string | null;
  /** Why there is no text. */
  readonly problem: string;
}

/**
 * Reads a body. Never keeps more than `maxBytes`, whatever is sent.
 *
 * @throws {Error} when the body breaks off or the request is aborted.
 */
export async function readBody(
  answer: Answer,
  maxBytes: number,
): Promise<Body> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > maxBytes) {
        return {
          text: null,
          problem: say`a body of more than ${maxBytes} bytes`,
        };
      }
      text += decoder.decode(chunk, { stream: true });
    }
    return { text: text + decoder.decode(), problem: "" };
  } catch (error) {
    // The decoder's own error; a broken connection is one of other classes.
    if (error instanceof TypeError && /encoded data/.test(error.message)) {
      return { text: null, problem: say`a body that is not UTF-8` };
    }
    throw error;
  }
}

/**
 * A body that lets go of its connection when it is dropped, also before its
 * first byte was read: a generator that has not begun ignores `return`.
 */
export function droppable(
  chunks: AsyncGenerator<Uint8Array>,
  letGo: () => Promise<void> | void,
): AsyncIterable<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array> = {
    next: () => chunks.next(),
    return: async () => {
      await chunks.return(undefined);
      await letGo();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

/** Drops an answer whose body nobody wants. */
export async function dropBody(answer: Answer): Promise<void> {
  await answer.body[Symbol.asyncIterator]().return?.();
}
