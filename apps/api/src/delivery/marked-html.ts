import { MARK } from '#delivery';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  [MARK.open]: '<mark>',
  [MARK.close]: '</mark>',
};

const SIGNS = new RegExp(`[&<>"'${MARK.open}${MARK.close}]`, 'g');

/** Text with found words in it as HTML: everything is escaped, and nothing but `mark` is an element. */
export function markedHtml(text: string): string {
  return text.replace(/\s+/g, ' ').replace(SIGNS, (sign) => ENTITIES[sign]!);
}
