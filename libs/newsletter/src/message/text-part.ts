import { renderText } from '#document';
import { paragraphsOf } from '#mail';
import { type ArticleBlock, homeOf, type IssueSite } from './article-block.js';
import type { IssueText, Placeholders } from './html-part.js';
import { fillIn } from './words.js';

const underlined = (text: string, sign: string) => `${text}\n${sign.repeat(Math.min(72, [...text].length))}`;

/** The plain text part: written to be read, in the order of the HTML part, and equal to it in meaning. */
export function issueText(issue: IssueText, placeholders: Placeholders): string {
  const { site, words } = issue;
  return [
    `${site.name} · ${issue.month}`,
    underlined(issue.subject, '='),
    ...paragraphsOf(issue.intro),
    ...issue.articles.flatMap((article) => articleText(article, words.read, site)),
    [
      '-- ',
      `${fillIn(words.why, { site: site.name, date: placeholders.since })} ${words.untracked}`,
      `${words.unsubscribe}: ${placeholders.unsubscribeUrl}`,
      `${words.preferences}: ${placeholders.unsubscribeUrl}/preferences`,
      `${words.web}: ${homeOf(site, issue.locale)}`,
      [`${site.name}, ${site.postalAddress.replaceAll('\n', ', ')}`, site.phone].filter(Boolean).join(' · '),
    ].join('\n'),
  ].join('\n\n');
}

function articleText(article: ArticleBlock, read: string, site: IssueSite): string[] {
  const { pieces, media } = article;
  const body =
    article.mode === 'full'
      ? [renderText(article.content, { ...pieces, media, emergencyNumber: site.emergencyNumber, baseUrl: site.url })]
      : [article.teaser, article.redFlags ? `*** ${article.redFlags.label}: ${article.redFlags.text} ***` : ''];
  const notice = article.notice ? `*** ${article.notice.label}: ${article.notice.text} ***` : '';
  const parts = [notice, underlined(article.title, '-'), ...body, `${read}: ${article.url}`, article.reviewed];
  return parts.filter((part) => part !== '');
}
