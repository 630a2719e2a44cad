/**
 * The text of WordPress' older editor as HTML: there a blank line is a new paragraph and a line feed is a line break,
 * which WordPress adds when it shows the page. Lines keep their numbers. A text made of blocks is HTML already.
 */
export function withParagraphs(content: string): string {
  const text = content.replace(/\r\n?/g, '\n');
  if (/<!--\s*wp:/.test(text) || /<p[\s>]/i.test(text)) return text;
  let kept = 0;
  return text
    .split(/(<!--[\s\S]*?-->|<[^<>]*>)/)
    .map((piece, at) => {
      if (at % 2 === 0) return kept > 0 ? piece : piece.replace(/\n/g, '<br>\n');
      if (/^<(?:pre|script|style|textarea)\b/i.test(piece)) kept += 1;
      else if (/^<\/(?:pre|script|style|textarea)\b/i.test(piece)) kept = Math.max(0, kept - 1);
      return piece;
    })
    .join('');
}

const SHORTCODE = /\[(\/?)([a-z][a-z0-9_-]{1,40})(?:\s[^\]\n]{0,500})?\/?\]/gi;

/** The names of the shortcodes in a text. They stay in it as they are: what they would show, only WordPress knows. */
export function shortcodesIn(content: string): string[] {
  const names = new Set<string>();
  for (const [whole, , name = ''] of content.matchAll(SHORTCODE)) {
    // Words in brackets are no shortcode; one has attributes, an underscore or an end.
    if (/[=_/]/.test(whole) || content.includes(`[/${name}]`) || KNOWN.has(name.toLowerCase()))
      names.add(name.toLowerCase());
  }
  return [...names];
}

const KNOWN = new Set([
  'gallery',
  'caption',
  'audio',
  'video',
  'embed',
  'playlist',
  'contact-form-7',
  'contact-form',
  'toc',
  'button',
  'row',
  'column',
]);

const DYNAMIC = /<!--\s*wp:([a-z0-9/-]+)(\s+\{[\s\S]{0,2000}?\})?\s*\/-->/gi;

/** Blocks without text of their own, such as a list of the latest posts or a reusable block. */
export function dynamicBlocksIn(content: string): string[] {
  return [...content.matchAll(DYNAMIC)].map(([, name = '', attributes = '']) =>
    `${name}${attributes}`.trim().slice(0, 300),
  );
}
