import { textOf } from '#document';
import { type Check, type Hit, hitBlock, quoteOf } from '../check.js';
import { nodesOf } from './nodes-of.js';

export const titleCheck: Check = {
  id: 'title',
  version: 1,
  severity: 'block',
  run: ({ content }) =>
    content.title.trim() !== ''
      ? []
      : [{ code: 'TITLE_MISSING', message: 'Give the article a title.', path: 'title', quote: '' }],
};

/** A source named in the words themselves: an identifier, a named study, a numbered reference, an address. */
const WRITTEN_CITATION =
  /\bdoi\b|\b10\.\d{4,9}\/|\bPMID:? ?\d|\bet al\b|https?:\/\/|\([A-Z][\w-]{1,30},? (?:19|20)\d{2}\)|\[\d{1,3}\]/;
const SOURCES = /^(?:References|Sources|Bibliography|Referencias|Fuentes|Bibliografía)$/i;

export const citationCheck: Check = {
  id: 'citations',
  version: 2,
  severity: 'block',
  run({ content, blocks, sentences }) {
    if (sentences.some(({ text }) => WRITTEN_CITATION.test(text))) return [];
    if (blocks.some(({ kind, text }) => kind === 'heading' && SOURCES.test(text.trim()))) return [];
    const cited = nodesOf(content.document).some(({ node }) => node.marks?.some(({ type }) => type === 'citation'));
    if (cited) return [];
    const message =
      content.references.length === 0
        ? 'Add at least one reference, and cite it where the text rests on it.'
        : 'Cite the references in the text: none of its sentences points to one.';
    return [
      {
        code: 'CITATION_MISSING',
        message,
        path: content.references.length === 0 ? 'references' : 'document',
        quote: '',
      },
    ];
  },
};

/** Screen readers jump by heading level, so a level that is skipped reads as a missing part. */
export const headingOrderCheck: Check = {
  id: 'heading-order',
  version: 1,
  severity: 'fix',
  run({ content, blocks }) {
    let last = 1;
    return (content.document.content ?? []).flatMap((node, index): Hit[] => {
      if (node.type !== 'heading') return [];
      const level = Number(node.attrs?.level);
      const allowed = last + 1;
      last = level;
      if (level <= allowed) return [];
      const path = `document.content[${index}]`;
      const block = blocks.find((candidate) => candidate.path === path);
      const message = `Make this heading level ${allowed}: level ${level} skips a level.`;
      const found = { code: 'HEADING_ORDER', message };
      return [block ? hitBlock(block, found) : { ...found, path, quote: quoteOf(textOf(node)) }];
    });
  },
};

export const altTextCheck: Check = {
  id: 'alt-text',
  version: 2,
  severity: 'block',
  perBlock: true,
  run({ content, context }) {
    return nodesOf(content.document).flatMap(({ node, path }): Hit[] => {
      if (node.type !== 'image' || node.attrs?.decorative === true) return [];
      const { src, mediaId, alt, caption } = node.attrs ?? {};
      if (!src && !mediaId) return [];
      if (typeof alt === 'string' && alt.trim() !== '') return unclearAlt(alt, String(caption ?? ''), path);
      if (typeof mediaId === 'string' && context.describedPictures?.has(mediaId)) return [];
      const message = 'Say in the alternative text what the picture shows, or mark it as decorative.';
      return [{ code: 'ALT_TEXT_MISSING', message, path, quote: quoteOf(String(caption ?? '')) }];
    });
  },
};

/** Words that a camera, a programme or habit gave: they show nothing to who does not see the picture. */
const EMPTY_ALT =
  /^(?:(?:an? |the )?(?:image|picture|photo|photograph|graphic|figure|illustration|screenshot|logo|imagen|foto|figura)(?: ?\d{0,4})?|(?:image|picture|photo|imagen|foto) (?:of|de)|untitled|sin t[ií]tulo|(?:img|dsc|dscn|pxl|screenshot|image)[ _-]?\d[\w-]*)$|^\S+\.(?:jpe?g|png|gif|webp|svg|avif|heic|bmp|tiff?)$/i;
/** A screen reader reads it in one breath; more belongs into the text. */
const LONGEST_ALT = 250;

function unclearAlt(alt: string, caption: string, path: string): Hit[] {
  const words = alt.trim();
  const message = EMPTY_ALT.test(words)
    ? 'Say what the picture shows: these words only say that there is one.'
    : words.length > LONGEST_ALT
      ? `Say in one sentence what the picture shows; move the rest of these ${words.length} characters into the text.`
      : caption.trim().toLowerCase() === words.toLowerCase()
        ? 'Say in the alternative text what the picture shows; the caption says these words already.'
        : null;
  return message
    ? [{ code: 'ALT_TEXT_UNCLEAR', severity: 'fix', message, path, quote: quoteOf(words), passage: words }]
    : [];
}

/** A place where an import found the words of a picture but not the picture. */
export const lostPictureCheck: Check = {
  id: 'lost-pictures',
  version: 1,
  severity: 'fix',
  perBlock: true,
  run({ content }) {
    return nodesOf(content.document).flatMap(({ node, path }): Hit[] => {
      if (node.type !== 'image' || node.attrs?.src || node.attrs?.mediaId) return [];
      const quote = quoteOf(String(node.attrs?.alt ?? node.attrs?.caption ?? ''));
      return [
        { code: 'IMAGE_LOST', message: 'Upload the picture that belongs here, or remove its place.', path, quote },
      ];
    });
  },
};

/** Item 8 of the CDC Clear Communication Index: no list over seven items without parts. */
const LONGEST_LIST = 7;

export const listLengthCheck: Check = {
  id: 'list-length',
  version: 1,
  severity: 'fix',
  perBlock: true,
  run({ content, blocks }) {
    return nodesOf(content.document).flatMap(({ node, path }): Hit[] => {
      const items = node.content ?? [];
      if (!['bulletList', 'orderedList', 'steps'].includes(node.type) || items.length <= LONGEST_LIST) return [];
      const first = blocks.find((block) => block.path.startsWith(`${path}.content[0]`));
      const message = `Split this list: it has ${items.length} items, and readers keep ${LONGEST_LIST} at most.`;
      const found = { code: 'LIST_TOO_LONG', message };
      return [first ? { ...hitBlock(first, found), path, passage: textOf(node) } : { ...found, path, quote: '' }];
    });
  },
};
