import {
  type ArticleContent,
  type DocumentNode,
  extractBlocks,
  firstSentences,
  type PictureSource,
  type SharedPieces,
  withPieces,
} from '#document';
import type { LivePublication } from '#publishing';
import type { ArticleMode } from '../domain/issue-input.js';
import { fillIn, longDate, mailWords } from './words.js';

/** What the message needs to know of the site. */
export interface IssueSite {
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly url: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly emergencyNumber: string;
  readonly senderName: string;
  readonly senderEmail: string;
  /** As #0f6b62; ours where the clinic chose none. */
  readonly accentColor?: string | null;
}

/** A line with its label: the signs that need help, in the article's own words, or that a text is a correction. */
export interface LabelledLine {
  readonly label: string;
  readonly text: string;
}

/** One article as it stands in a message, whatever the part. */
export interface ArticleBlock {
  readonly mode: ArticleMode;
  /** That it corrects what an earlier issue carried; undefined where it does not. */
  readonly notice?: LabelledLine;
  readonly title: string;
  readonly teaser: string;
  readonly redFlags?: LabelledLine;
  readonly url: string;
  readonly reviewed: string;
  readonly content: ArticleContent;
  /** What the shared pieces in it say. */
  readonly pieces: SharedPieces;
  /** What is said of its pictures where the text says nothing, by id. */
  readonly media: ArticlePictures;
}

export type ArticlePictures = ReadonlyMap<string, PictureSource>;

const RED_FLAG_LENGTH = 320;

/** An article for a message. Every clinical sentence is the approved text's own; nothing is reworded. */
export function articleBlock(
  publication: LivePublication,
  site: IssueSite,
  mode: ArticleMode,
  media: ArticlePictures,
): ArticleBlock {
  const { content, pieces, approval } = publication;
  const words = mailWords(publication.locale);
  const name = [approval.approverName, approval.credentialTitle].filter(Boolean).join(', ');
  const date = longDate(approval.lastReviewedAt, publication.locale, site.timeZone);
  return {
    mode,
    notice: mode === 'correction' ? { label: words.correction, text: words.corrected } : undefined,
    title: content.title,
    teaser: firstSentences(content, 2) || content.summary,
    redFlags: redFlagLine(withPieces(content, pieces), site),
    url: articleUrl(site, publication),
    reviewed: fillIn(words.reviewed, { name, date }),
    content,
    pieces,
    media,
  };
}

const withoutSlash = ({ url }: IssueSite) => url.replace(/\/+$/, '');

/** Where the clinic's site begins for readers of a language. */
export function homeOf(site: IssueSite, locale: string): string {
  return locale === site.locale ? site.url : `${withoutSlash(site)}/${encodeURIComponent(locale)}/`;
}

/** The page of an article on the clinic's site. */
function articleUrl(site: IssueSite, { locale, slug }: LivePublication): string {
  return `${withoutSlash(site)}/${encodeURIComponent(locale)}/${encodeURIComponent(slug)}`;
}

/** The first red-flag box of an article as one line. Signs that do not fit are announced, never silently dropped. */
export function redFlagLine(content: ArticleContent, site: IssueSite): LabelledLine | undefined {
  const blocks = extractBlocks(content).filter(({ kind }) => kind !== 'warningTitle');
  const box = blocks.flatMap(({ within }) => within).find(isRedFlags);
  if (!box) return undefined;
  const words = mailWords(content.locale);
  const urgency = box.attrs?.urgency === 'today' || box.attrs?.urgency === 'soon' ? box.attrs.urgency : 'now';
  const own = blocks.filter(({ within }) => within.includes(box)).map(({ text }) => text.replace(/\s+/g, ' ').trim());
  const { text, all } = joined(own);
  const call = urgency === 'now' && site.emergencyNumber ? fillIn(words.call, { number: site.emergencyNumber }) : '';
  return { label: words.urgency[urgency], text: [text, all ? '' : words.moreSigns, call].filter(Boolean).join(' ') };
}

function isRedFlags({ type, attrs }: DocumentNode): boolean {
  return type === 'warning' && attrs?.kind === 'redFlags';
}

function joined(signs: readonly string[]): { text: string; all: boolean } {
  let text = '';
  for (const [index, sign] of signs.entries()) {
    const next = text === '' ? sign : `${text}${/[.:!?]$/.test(text) ? ' ' : '; '}${sign}`;
    if (index > 0 && next.length > RED_FLAG_LENGTH) return { text: ended(text), all: false };
    text = next;
  }
  return { text: ended(text), all: true };
}

const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
