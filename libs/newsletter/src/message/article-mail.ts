import { type ArticleContent, firstSentences, type SharedPieces, withPieces } from '#document';
import { type ArticlePictures, type IssueSite, redFlagLine } from './article-block.js';
import { type IssueText, issueHtml } from './html-part.js';
import { issueText } from './text-part.js';
import { mailWords } from './words.js';

/** A text that is to be looked at as a newsletter would show it. */
export interface ArticleMailInput {
  readonly site: IssueSite;
  readonly content: ArticleContent;
  readonly pieces: SharedPieces;
  readonly media: ArticlePictures;
  /** Address of its page. */
  readonly url: string;
  /** The line that says who vouches for it. */
  readonly reviewed: string;
}

/**
 * One article as an e-mail, by the parts that make an issue. Nothing is sent by it: it has no recipient, no date of
 * consent and no address to unsubscribe at, and says so in their places.
 */
export async function articleMail(input: ArticleMailInput): Promise<{ readonly html: string; readonly text: string }> {
  const { site, content, pieces, media, url, reviewed } = input;
  const words = mailWords(content.locale);
  const teaser = firstSentences(content, 2) || content.summary;
  const redFlags = redFlagLine(withPieces(content, pieces), site);
  const shared = { title: content.title, teaser, redFlags, url, reviewed, content, pieces, media };
  const issue: IssueText = {
    ...{ site, locale: content.locale, logo: null, words, intro: '', month: '…' },
    subject: content.title,
    preheader: content.summary,
    articles: [{ ...shared, mode: 'full' }],
  };
  const nobody = { unsubscribeUrl: '#', since: '…' };
  return { html: await issueHtml(issue, nobody), text: issueText(issue, nobody) };
}
