import type { DocumentMark } from '#document';
import type { Element } from './dom.js';

/** What an element does to the look of its text. `false` takes a look away that stood around it. */
interface Look {
  readonly strong?: boolean;
  readonly em?: boolean;
  readonly link?: string;
  readonly term?: string;
}

const STRONG_TAGS = new Set(['b', 'strong']);
const EM_TAGS = new Set(['i', 'em', 'cite', 'dfn', 'var']);
/** Elements whose style attribute decides: in a heading or a header cell bold is the look of the block itself. */
const STYLED_TAGS = new Set(['span', 'font', 'b', 'i', 'strong', 'em']);

/** The marks that text carries at one place of a walk. Word and Google Docs write them as styles of spans. */
export class Marks {
  private readonly looks: { readonly element: Element; readonly look: Look }[] = [];
  private known: readonly DocumentMark[] | null = null;

  enter(element: Element, own: { link?: string; term?: string } = {}): void {
    const look = { ...lookOf(element), ...own };
    if (Object.keys(look).length === 0) return;
    this.looks.push({ element, look });
    this.known = null;
  }

  leave(element: Element): void {
    if (this.looks.at(-1)?.element !== element) return;
    this.looks.pop();
    this.known = null;
  }

  /** The marks now, in the order in which the schema keeps them. */
  get now(): readonly DocumentMark[] {
    this.known ??= this.marks();
    return this.known;
  }

  private marks(): DocumentMark[] {
    const look: Look = {};
    // Not by spreading: a hostile page nests more elements than a call takes arguments.
    for (const one of this.looks) Object.assign(look, one.look);
    const marks: DocumentMark[] = [];
    if (look.link) marks.push({ type: 'link', attrs: { href: look.link } });
    if (look.term) marks.push({ type: 'glossaryTerm', attrs: { definition: look.term } });
    if (look.strong) marks.push({ type: 'strong' });
    if (look.em) marks.push({ type: 'em' });
    return marks;
  }
}

function lookOf({ tag, attrs }: Element): Look {
  const look: { strong?: boolean; em?: boolean } = {};
  if (STRONG_TAGS.has(tag)) look.strong = true;
  if (EM_TAGS.has(tag) && attrs.class !== 'glossary-term') look.em = true;
  if (!STYLED_TAGS.has(tag) || !attrs.style) return look;
  const style = attrs.style.toLowerCase().replace(/\s+/g, '');
  const weight = /(?:^|;)font-weight:(bold|bolder|normal|[1-9]00)/.exec(style)?.[1];
  if (weight) look.strong = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
  const slant = /(?:^|;)font-style:(italic|oblique|normal)/.exec(style)?.[1];
  if (slant) look.em = slant !== 'normal';
  return look;
}
