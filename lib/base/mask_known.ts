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
export interface KnownSecrets {
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
  const byHead = new Map<string, string[]>();
  const hashes = new Uint8Array(1 << 16);
  const longestFirst = forms.toSorted((one, other) =>
    other.length - one.length
  );
  for (const form of longestFirst) {
    const head = form.slice(0, MIN_LENGTH);
    const same = byHead.get(head);
    if (same === undefined) byHead.set(head, [form]);
    else same.push(form);
    hashes[hashAt(form, 0)] = 1;
  }
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
type Span = readonly [from: number, to: number];

/** Replaces the secrets however they are escaped, also where two overlap. */
export function hideKnown(text: string, secrets: Sought, mask: string): string {
  if (secrets.byHead.size === 0) return text;
  const spans = readings(text).flatMap((reading) => spansIn(reading, secrets));
  let masked = "";
  let copied = 0;
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
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
    spans.push([origins?.[at] ?? at, origins?.[to] ?? to]);
  }
  return spans;
}
