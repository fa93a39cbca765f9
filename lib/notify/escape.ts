/**
 * Keeps what others wrote (a host's name, a reason, a line of a log) from being
 * taken for markup or a mention. Each looks at a character and, at most, the one
 * after it, so that a text can be cut and escaped in either order: see `Unit` in
 * cut.ts for how to cut by what the escaped text takes.
 */

/** For Slack, and for HTML outside of attributes: `&`, `<` and `>`. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/**
 * For Markdown: a backslash before each mark of ASCII. CommonMark (2.4) allows
 * it before all of them, so does Discord.
 */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, "\\$&");
}

/**
 * Where nothing can be escaped: the bracket that begins a mention or a tag
 * (`<at …>`, `<@all>`, `<!channel>`, `<font …>`) becomes a wide one, which people
 * read as the same.
 */
export function breakTags(text: string): string {
  return text.replaceAll(/<(?=[@!#/a-z])/gi, "＜");
}
