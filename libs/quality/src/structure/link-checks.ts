import { type Check, type Hit, hitAt, hitWords } from '../check.js';

/** Words that say nothing about where a link leads: out of context, as screen readers list links, they are all alike. */
const EMPTY_WORDS =
  /^(?:(?:click|tap|press) here|here|this|this (?:link|page|article|site)|link|more|read more|learn more|see more|find out more|details|more (?:info|information)|website|page|aqu[ií]|haga clic aqu[ií]|(?:leer|ver) m[aá]s|m[aá]s|este enlace|enlace)[.:…]?$/iu;
const BARE_ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;

/** Links whose words do not say where they lead. */
export const linkTextCheck: Check = {
  id: 'link-text',
  version: 1,
  severity: 'fix',
  perBlock: true,
  run: ({ blocks }) =>
    blocks.flatMap((block) =>
      block.links.flatMap(({ from, to }): Hit[] => {
        const words = block.text.slice(from, to);
        const trimmed = words.replace(/\s+/g, ' ').trim();
        const message = trimmed === '' ? 'Give this link words, or remove it.' : wordsMessage(trimmed);
        if (!message) return [];
        const place = { blockIndex: block.index, from, to, quote: words };
        return [{ code: 'LINK_TEXT_UNCLEAR', message, path: block.path, ...place }];
      }),
    ),
};

function wordsMessage(words: string): string | null {
  if (EMPTY_WORDS.test(words))
    return `Say in the link's words where it leads; "${words.slice(0, 40)}" could lead anywhere.`;
  return BARE_ADDRESS.test(words) ? 'Put the name of the page in place of the bare address.' : null;
}

/** Phrases that only make sense as a link. The first group is the link's text. */
const LOST_LINKS: readonly RegExp[] = [
  /\b(?:check|read|see|visit) (?:out )?our (.{3,120}?) for (?:more|further|additional) (?:insights?|information|details?|tips)\b/i,
  /\b(?:here['’]s|here is) (?:also )?an? (?:\w+ )?(?:piece|article|post|guide|video) (?:on|about) (.{3,100}? from Wikipedia)\b/i,
  /\b(click here|read more here|this link)\b/i,
];

/** Words in running text that once carried a link. */
export const lostLinkCheck: Check = {
  id: 'lost-links',
  version: 1,
  severity: 'note',
  perBlock: true,
  run: ({ sentences }) =>
    sentences.flatMap((sentence) =>
      LOST_LINKS.flatMap((pattern): Hit[] => {
        const match = pattern.exec(sentence.text);
        if (!match?.[1]) return [];
        const at = sentence.text.indexOf(match[1], match.index);
        const from = sentence.from + at;
        const isLink = sentence.block.links.some((link) => link.from < from + match[1]!.length && link.to > from);
        const message = 'These words were a link whose address is lost; find the page it meant or reword the sentence.';
        return isLink ? [] : [hitWords(sentence, at, match[1].length, { code: 'LINK_TARGET_LOST', message })];
      }),
    ),
};

const SENSES: readonly RegExp[] = [
  /\b(?:the |in |marked |shown |written )(?:red|green|blue|yellow|orange|bold|italic|highlighted|shaded|colou?red) (?:text|words?|box(?:es)?|areas?|lines?|circles?|buttons?|parts?|arrows?|sections?)\b/i,
  /\b(?:marked|shown|highlighted|written|printed) in (?:red|green|blue|yellow|orange|bold|colou?r)\b/i,
  /\b(?:picture|image|photo|figure|diagram|box|video|button|column|table|list) (?:on the |to the |at the )?(?:left|right)\b|\b(?:on the (?:left|right)|(?:above|below|opposite)) (?:picture|image|photo|figure|diagram|column)\b/i,
  /\b(?:el|la|los|las) (?:textos?|palabras?|cuadros?|recuadros?|botones|bot[oó]n|zonas?) (?:en )?(?:roj[oa]s?|verdes?|azul(?:es)?|amarill[oa]s?|negrita)(?![\p{L}])/iu,
];

/** Meaning that only eyes find: a colour, a place on the page. Print, e-mail and screen readers lose it. */
export const sensesCheck: Check = {
  id: 'senses',
  version: 1,
  severity: 'fix',
  perBlock: true,
  run: ({ sentences }) =>
    sentences.flatMap((sentence): Hit[] => {
      const match = SENSES.map((pattern) => pattern.exec(sentence.text)).find(Boolean);
      if (!match) return [];
      const message =
        'Name the thing itself: who listens, prints or cannot tell the colours does not find it by how it looks.';
      return [hitAt(sentence, match.index, match[0].length, { code: 'MEANING_BY_LOOKS', message })];
    }),
};
