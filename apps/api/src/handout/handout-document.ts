import type {
  Content,
  ContentImage,
  ContentQr,
  ContentTable,
  ContentText,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces.js';
import type { PublicSite, PublishedArticle } from '#delivery';
import { type HandoutWords, wordsFor } from './handout-words.js';
import { type Element, isElement, readHtml, type ShownExercise, textOf } from './read-html.js';

export type Paper = 'A4' | 'LETTER';

/** Drawings as data addresses by where the page shows them from; what is missing is left out. */
export type Drawings = ReadonlyMap<string, string>;

/** What the printer is told apart from text when it looks for where a page may end. */
const HEADING = 1;
const PAGE_NUMBER = 2;

const RED = '#a3261d';
const WASH = '#fcebe9';
const LINE = '#8a9794';

/** How much a handout makes room: size of its text in points, and whether it carries the questions that patients ask. */
export interface Fit {
  readonly points: number;
  readonly withQuestions: boolean;
  /** Narrow margins and lines. */
  readonly isTight: boolean;
}

/** A handout has two pages at most. */
export const MOST_PAGES = 2;

/**
 * What is tried in turn until it has. The first is large enough to be read on a fridge door; below the last nobody could
 * read it. What is still longer takes more pages: nothing of its advice is left out.
 */
export const FITS: readonly Fit[] = [
  { points: 14, withQuestions: true, isTight: false },
  { points: 12.5, withQuestions: true, isTight: true },
  { points: 12, withQuestions: false, isTight: true },
  { points: 11, withQuestions: false, isTight: true },
];

/** A node that a screen reader is told something about: which role it has, or what stands for it. */
const told = <T extends object>(node: T, about: { readonly role?: string; readonly alt?: string }): T => ({
  ...node,
  ...about,
});

const dayOf = (instant: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant));

function listItems(list: Element, isTight: boolean): Content[] {
  return list.childNodes.filter(isElement).map((item) => ({ text: textOf(item), margin: [0, 0, 0, isTight ? 1 : 3] }));
}

function tableOf(table: Element): Content {
  const rows = rowsOf(table);
  const width = Math.max(...rows.map((row) => row.length));
  const body = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
  return { table: { headerRows: 1, widths: Array.from({ length: width }, () => '*'), body }, margin: [0, 4, 0, 8] };
}

function rowsOf(it: Element): string[][] {
  return it.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [child.childNodes.filter(isElement).map(textOf)];
    return rowsOf(child);
  });
}

/** A block of the page as a block of the handout. */
function blockOf(it: Element, { points, isTight }: Fit = FITS[0]!): Content[] {
  const below = isTight ? 4 : 8;
  const text = textOf(it);
  switch (it.tagName) {
    case 'h2':
    case 'h3':
    case 'h4':
      return text ? [heading(text, it.tagName === 'h2' ? 'H2' : 'H3', points, isTight)] : [];
    case 'ul':
      return [{ ul: listItems(it, isTight), margin: [0, 0, 0, below] }];
    case 'ol':
      return [{ ol: listItems(it, isTight), margin: [0, 0, 0, below] }];
    case 'table':
      return [tableOf(it)];
    default:
      return text ? [{ text, margin: [0, 0, 0, below] }] : [];
  }
}

function heading(text: string, role: 'H2' | 'H3', points: number, isTight: boolean): ContentText {
  const fontSize = points + (role === 'H2' ? 3 : 1);
  const margin: [number, number, number, number] = isTight ? [0, 3, 0, 2] : [0, 8, 0, 4];
  return told({ text, fontSize, bold: true, margin, headlineLevel: HEADING }, { role });
}

/** A box that says in words, in colour and by its border that this matters more than the rest. */
function redFlagBox(sections: readonly Element[], fit: Fit): Content[] {
  const inner = (it: Element): Content[] =>
    it.childNodes
      .filter(isElement)
      .flatMap((child) => (['section', 'div'].includes(child.tagName) ? inner(child) : blockOf(child, fit)));
  const boxes = sections.map(
    (section): ContentTable => ({
      table: { widths: ['*'], body: [[{ stack: inner(section), fillColor: WASH, margin: [6, 2, 6, 2] }]] },
      layout: { hLineColor: () => RED, vLineColor: () => RED, hLineWidth: () => 2, vLineWidth: () => 2 },
      margin: fit.isTight ? [0, 3, 0, 5] : [0, 6, 0, 10],
    }),
  );
  // Drawn as a table of one cell, which it is not.
  return boxes.map((box) => told(box, { role: 'Sect' }));
}

/** Up to this many characters, parts of a dose share a line: a handout has one or two pages. */
const SHORT = { usual: 28, tight: 48 } as const;

function doseLines(details: readonly string[], isTight: boolean): string[] {
  const most = isTight ? SHORT.tight : SHORT.usual;
  const lines: string[] = [];
  let isOpen = false;
  for (const text of details) {
    const isShort = text.length <= most;
    if (isShort && isOpen) lines.push(`${lines.pop()} · ${text}`);
    else lines.push(text);
    isOpen = isShort;
  }
  return lines;
}

function exerciseRow(it: ShownExercise, drawings: Drawings, words: HandoutWords, isTight: boolean): TableCell[] {
  const drawing = it.picture ? drawings.get(it.picture) : undefined;
  const name: Content[] = [{ text: it.name, bold: true }];
  if (drawing) {
    const image: ContentImage = { image: drawing, fit: [120, 110], margin: [0, 4, 0, 0] };
    name.push(told(image, { alt: it.pictureAlt || it.name }));
  }
  const what: Content[] = it.steps.map((text) => ({ text, margin: [0, 0, 0, 3] }));
  return [
    { stack: name },
    { stack: [...what, ...doseLines(it.details, isTight).map((text): Content => ({ text, bold: true }))] },
    { text: words.days, fontSize: 11 },
  ];
}

function exerciseTable(
  exercises: readonly ShownExercise[],
  drawings: Drawings,
  words: HandoutWords,
  isTight: boolean,
): Content[] {
  if (exercises.length === 0) return [];
  const head = [words.exercise, words.dose, words.done].map((text) => ({ text, bold: true }));
  const rows = exercises.map((it) => exerciseRow(it, drawings, words, isTight));
  return [
    {
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: [128, '*', 92],
        body: [head, ...rows],
      },
      layout: { hLineColor: () => LINE, vLineColor: () => LINE },
      margin: [0, 6, 0, 6],
    },
    { text: words.ifItHurts, bold: true, margin: [0, 0, 0, 8] },
  ];
}

/** The code to the live page, with its address for who has no camera. */
function wayBack(article: PublishedArticle, site: PublicSite, words: HandoutWords, isTight: boolean): Content {
  const { provenance, locale } = article;
  const { name, credential } = provenance.reviewedBy;
  const day = (instant: string) => dayOf(instant, locale, site.timeZone);
  const who = `${name}, ${credential}`;
  const code: ContentQr = { qr: article.pageUrl, fit: isTight ? 72 : 84 };
  return {
    columns: [
      { ...told(code, { alt: `${words.live} ${article.pageUrl}` }), width: 96 },
      {
        stack: [
          words.live,
          { text: article.pageUrl.replace(/^https?:\/\//, ''), link: article.pageUrl, bold: true },
          {
            text: words.reviewed(who, day(provenance.lastReviewedAt), day(provenance.nextReviewAt)),
            margin: [0, 4, 0, 0],
          },
          { text: words.revision(article.revisionNumber, article.contentHash.slice(0, 16)), fontSize: 10 },
        ],
        fontSize: 11,
      },
    ],
    unbreakable: true,
    margin: [0, isTight ? 4 : 12, 0, 0],
  };
}

/**
 * The handout of an article: one message, red flags, exercises, what to do, and the way back to the live text. Text
 * stands in the order in which it is read, the language and the title are set, and tables have heads.
 */
export function handoutDocument(
  article: PublishedArticle,
  site: PublicSite,
  { paper, drawings, fit = FITS[0]! }: { readonly paper: Paper; readonly drawings: Drawings; readonly fit?: Fit },
): TDocumentDefinitions {
  const words = wordsFor(article.locale);
  const parts = readHtml(article.html, fit.withQuestions);
  const title: ContentText = { text: article.title, fontSize: fit.isTight ? 20 : 22, bold: true, margin: [0, 0, 0, 4] };
  return {
    pageSize: paper,
    pageMargins: fit.isTight ? [34, 26, 34, 34] : [48, 40, 48, 48],
    language: article.locale,
    displayTitle: true,
    info: { title: article.title, author: site.name, subject: article.summary },
    defaultStyle: { font: 'Roboto', fontSize: fit.points, lineHeight: fit.isTight ? 1.04 : 1.15 },
    footer: (at, of) => ({
      text: words.page(at, of),
      headlineLevel: PAGE_NUMBER,
      fontSize: 10,
      alignment: 'right',
      margin: [48, fit.isTight ? 4 : 10, 48, 0],
    }),
    // A heading goes over to the next page with what it stands over. The number of the page is no text below it.
    pageBreakBefore: ({ headlineLevel }, nodes) =>
      headlineLevel === HEADING && nodes.getFollowingNodesOnPage().every((it) => it.headlineLevel !== undefined),
    content: [
      // In the text and not in the head of the page, which a screen reader would hear last.
      { text: `${site.name}  ·  ${site.phone}`, fontSize: 11, margin: [0, 0, 0, fit.isTight ? 4 : 10] },
      told(title, { role: 'H1' }),
      { text: article.summary, margin: [0, 0, 0, 6] },
      ...redFlagBox(parts.redFlags, fit),
      ...exerciseTable(parts.exercises, drawings, words, fit.isTight),
      ...parts.rest.flatMap((it) => blockOf(it, fit)),
      ...(fit.withQuestions || article.faq.length === 0 ? [] : [{ text: words.questions, bold: true }]),
      wayBack(article, site, words, fit.isTight),
    ],
  };
}
