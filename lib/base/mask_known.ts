/**
 * Hides secrets that are known literally. There may be hundreds, each in a dozen
 * forms, and half a megabyte of text: it is gone through once for each way of
 * reading it, however many secrets there are.
 */

import {
  isTelling,
  MIN_LENGTH,
  type Reading,
  readings,
  writtenForms,
} from "./secret_forms.ts";

/** Known secrets, made ready to be looked for. */
interface Sought {
  /** By their first {@linkcode MIN_LENGTH} characters; the longest first. */
  readonly byHead: ReadonlyMap<string, readonly string[]>;
  /** For each hash of such a beginning whether there is one. */
  readonly hashes: Uint8Array;
}

/** A known secret made ready: what can be hidden at once, and what only later. */
interface KnownSecrets {
  /**
   * Not of letters alone: a password may be the word "password", which the
   * patterns must still find.
   */
  readonly first: Sought;
  readonly words: Sought;
}

/** Made once for each list: the same one is looked for in many texts. */
const READY = new WeakMap<readonly string[], KnownSecrets>();

/** Makes secrets ready for {@linkcode hideKnown}; short ones are left out. */
export function readySecrets(known: readonly string[]): KnownSecrets {
  const made = READY.get(known);
  if (made !== undefined) return made;
  const forms = new Set(known.filter(isTelling).flatMap(writtenForms));
  const isWord = (form: string) => /^[A-Za-z]+$/.test(form);
  const ready = {
    first: sought([...forms].filter((form) => !isWord(form))),
    words: sought([...forms].filter(isWord)),
  };
  READY.set(known, ready);
  return ready;
}

function sought(forms: readonly string[]): Sought {
  const hashes = new Uint8Array(1 << 16);
  for (const form of forms) hashes[hashAt(form, 0)] = 1;
  const byHead = Map.groupBy(
    forms.toSorted((one, other) => other.length - one.length),
    (form) => form.slice(0, MIN_LENGTH),
  );
  return { byHead, hashes };
}

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let i = at; i < at + MIN_LENGTH; i++) {
    hash = hash * 31 + text.charCodeAt(i);
  }
  return hash & 0xffff;
}

/** From where to where a secret stands. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Replaces the secrets however they are escaped. */
export function hideKnown(text: string, secrets: Sought, mask: string): string {
  return secrets.byHead.size === 0 ? text : hideSpans(
    text,
    readings(text).flatMap((reading) => spansIn(reading, secrets))
      .sort((one, other) => one.from - other.from),
    mask,
  );
}

/** Replaces each span, in order of where they begin; those that overlap as one. */
export function hideSpans(
  text: string,
  spans: Iterable<Span>,
  mask: string,
): string {
  let masked = "";
  let copied = 0;
  for (const { from, to } of spans) {
    if (from >= copied) masked += text.slice(copied, from) + mask;
    copied = Math.max(copied, to);
  }
  return masked + text.slice(copied);
}

function spansIn({ text, origins }: Reading, { byHead, hashes }: Sought) {
  const spans: Span[] = [];
  for (let at = 0; at + MIN_LENGTH <= text.length; at++) {
    if (hashes[hashAt(text, at)] === 0) continue;
    const form = byHead.get(text.slice(at, at + MIN_LENGTH))
      ?.find((form) => text.startsWith(form, at));
    if (form === undefined) continue;
    const to = at + form.length;
    spans.push({ from: origins?.[at] ?? at, to: origins?.[to] ?? to });
  }
  return spans;
}
