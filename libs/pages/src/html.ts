/** Markup that is ready to be sent: every text in it is escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string' || typeof part === 'number') {
    return String(part).replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
  }
  return part.map(markupOf).join('');
}

/** A template that escapes what is put into it. Null, undefined and false leave nothing behind. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + markupOf(parts[index - 1]) + text));
}

/** Markup of the delivery API, which escaped it already. For nothing else. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** Escaped markup in which found words stand in `mark` elements. Whatever else looks like a tag is shown as text. */
export function marked(markup: string): Html {
  return new Html(markup.replace(/<(?!\/?mark>)/g, '&lt;'));
}
