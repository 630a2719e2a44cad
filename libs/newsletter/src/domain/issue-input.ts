import { segmentFault } from '#audience';
import { InvalidInput, isId } from '#kernel';
import type { AskedSegment } from './issue-language.js';

/**
 * How an article stands in the message: its first sentences and a link, or all of it. A correction is a teaser that says
 * that an earlier issue carried text which was recalled; nobody chooses it, the issue that owes it carries it.
 */
export type ArticleMode = 'teaser' | 'full' | 'correction';

export interface ComposedArticle {
  readonly publicationId: string;
  readonly mode?: ArticleMode;
}

export interface IssueInput {
  /** A language of the site: its own for a new issue, and the one it has for a draft, when it is left out. */
  readonly locale?: string | null;
  /** Stands in the subject line; 1 to 150 characters on one line. */
  readonly subject: string;
  /** What a mailbox shows behind the subject; up to 150 characters on one line. */
  readonly preheader: string;
  /** Plain text above the articles, paragraphs apart by an empty line; up to 2,000 characters. */
  readonly intro: string;
  /** 1 to 20, in the order of the message. */
  readonly articles: readonly ComposedArticle[];
  /** When it is left out: those who want its language where the site has several, otherwise everybody. */
  readonly segment?: AskedSegment | null;
}

const LONGEST = { subject: 150, preheader: 150, intro: 2_000, articles: 20 } as const;

// A line break in a subject starts a header of the sender's choice; the others are invisible and only deceive.
const NOT_IN_A_LINE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const withoutJoiners = (text: string) => text.replaceAll('\u200d', '');
const NOT_IN_TEXT = /[^\P{Cc}\n\t]/u;

function lineFault(field: 'subject' | 'preheader', text: unknown, least: number): InvalidInput | undefined {
  const longest = LONGEST[field];
  if (typeof text !== 'string' || text.trim().length < least || [...text].length > longest) {
    return new InvalidInput(field, `The ${field} must have ${least} to ${longest} characters.`);
  }
  // Emoji are joined by a zero-width joiner: that one may stay.
  if (!NOT_IN_A_LINE.test(withoutJoiners(text))) return undefined;
  return new InvalidInput(field, `The ${field} must be one line without invisible characters. Type it again.`);
}

function articlesFault(articles: unknown): InvalidInput | undefined {
  const wrong = (message: string) => new InvalidInput('articles', message);
  if (!Array.isArray(articles) || articles.length < 1 || articles.length > LONGEST.articles) {
    return wrong(`An issue carries 1 to ${LONGEST.articles} articles.`);
  }
  const ids = articles.map((article: ComposedArticle) => article?.publicationId);
  if (!ids.every(isId)) return wrong('Each article is named by the id of its publication.');
  if (new Set(ids).size < ids.length) return wrong('An article stands in the issue twice. Take one of them out.');
  const modes = articles.map((article: ComposedArticle) => article.mode ?? 'teaser');
  return modes.every((mode) => mode === 'teaser' || mode === 'full')
    ? undefined
    : wrong('An article is shown as "teaser" or "full".');
}

/** The first fault of an issue's own text; undefined when there is none. */
export function issueInputFault(input: IssueInput): InvalidInput | undefined {
  const { intro } = input;
  if (typeof intro !== 'string' || intro.length > LONGEST.intro || NOT_IN_TEXT.test(intro.replaceAll('\r\n', '\n'))) {
    return new InvalidInput('intro', `The introduction is plain text of at most ${LONGEST.intro} characters.`);
  }
  return (
    lineFault('subject', input.subject, 1) ??
    lineFault('preheader', input.preheader, 0) ??
    articlesFault(input.articles) ??
    (input.segment ? segmentFault({ ...input.segment, locale: input.segment.locale ?? null }) : undefined)
  );
}
