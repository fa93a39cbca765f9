/** Keeps secrets out of everything a person may paste somewhere. */

const MASK = "***";

const SECRET_NAME =
  /((?:[\w.-]*(?:token|secret|passw(?:or)?d|passphrase|api[_-]?key|private[_-]?key|credential|cookie|authorization)[\w.-]*)(?:\\?["'])?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\".*?\\"|(?:(?:bearer|basic)\s+)?[^\s"',;}\]]+)/gi;
const BEARER = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
const URL_PASSWORD = /(\/\/[^\s/:@]*:)[^\s/@]+@/g;
/** Keys of model and chat providers, JSON web tokens, long random strings. */
const SHAPES =
  /\b(?:sk|pk|rk|xox[a-z]|gh[a-z]|glpat|AIza|AKIA|eyJ)[-_A-Za-z0-9.]{12,}|\b\d{6,12}:[A-Za-z0-9_-]{30,}|\b(?=[A-Za-z_-]*\d)(?=[\d_-]*[A-Za-z])[A-Za-z0-9_-]{40,}\b/g;

/**
 * Replaces what looks like a secret, by the name before it or by its shape.
 * Errs on the side of hiding too much.
 */
export function maskSecrets(text: string): string {
  return text
    .replaceAll(BEARER, `$1 ${MASK}`)
    .replaceAll(SECRET_NAME, `$1"${MASK}"`)
    .replaceAll(URL_PASSWORD, `$1${MASK}@`)
    .replaceAll(SHAPES, MASK);
}
