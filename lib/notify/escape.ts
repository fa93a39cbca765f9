/**
 * Keeps what others wrote (a host's name, a reason, a line of a log) from being
 * taken for markup or a mention. An escaped text never takes more than its
 * characters do, each escaped alone, so that it can be cut first by what it will
 * take: `cut(text, most, (part) => utf16(escapeHtml(part)))`.
 */

/** For Slack, and for HTML outside of attributes: `&`, `<` and `>`. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/**
 * For Markdown of CommonMark and Discord: a backslash before what would mean
 * something there. Not before each mark: notifications on phones show it.
 */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(
    /[\\`*_~|<>[\]&@$]|(?<=^[ \t]*)[#+=-]/gm,
    "\\$&",
  );
}

/**
 * Where nothing can be escaped: the bracket that begins a mention or a tag
 * (`<at …>`, `<@all>`, `<!channel>`, `<font …>`) becomes a wide one, which people
 * read as the same.
 */
export function breakTags(text: string): string {
  return text.replaceAll(/<(?=[@!#/a-z])/gi, "＜");
}
