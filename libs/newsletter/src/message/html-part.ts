import { renderEmailHtml } from '#document';
import { escapeHtml, paragraphsOf } from '#mail';
import type { SiteLogo } from '#media';
import { directionOf } from '../domain/issue-language.js';
import { type ArticleBlock, homeOf, type IssueSite, type LabelledLine } from './article-block.js';
import { logoBlock } from './logo-block.js';
import { accentOf, buttonBlock, renderShell, textBlock } from './shell.js';
import { fillIn, type MailWords } from './words.js';

/** One issue's own words and articles, the same for every recipient. */
export interface IssueText {
  readonly site: IssueSite;
  /** The language of the whole message. */
  readonly locale: string;
  /** The one thing that a message loads; null where the clinic has none. */
  readonly logo: SiteLogo | null;
  readonly words: MailWords;
  readonly subject: string;
  readonly preheader: string;
  readonly intro: string;
  /** The month of the issue, as people write it. */
  readonly month: string;
  readonly articles: readonly ArticleBlock[];
}

/** What stands for a recipient's own values until a message is made. */
export interface Placeholders {
  readonly unsubscribeUrl: string;
  readonly since: string;
}

/** The HTML part of an issue, with placeholders for what differs from person to person. */
export function issueHtml(issue: IssueText, placeholders: Placeholders): Promise<string> {
  const { site, subject, preheader } = issue;
  const intro = paragraphsOf(issue.intro).map((text) =>
    textBlock(escapeHtml(text).replaceAll('\n', '<br />'), 'ink', 'padding="0 0 10px"'),
  );
  const body = [
    ...(issue.logo ? [logoBlock(issue.logo, site.name)] : []),
    textBlock(`<strong>${escapeHtml(site.name)}</strong> · ${escapeHtml(issue.month)}`, 'soft'),
    textBlock(
      `<h1 style="margin:0;font-size:24px;line-height:1.3">${escapeHtml(subject)}</h1>`,
      'ink',
      'padding="6px 0 8px"',
    ),
    ...intro,
    ...issue.articles.map((article) => articleHtml(article, issue)),
    '<mj-divider />',
    footer(issue, placeholders),
  ].join('\n');
  return renderShell({ locale: issue.locale, title: subject, preheader, body, accentColor: site.accentColor ?? null });
}

function articleHtml(article: ArticleBlock, { words, site, locale }: IssueText): string {
  const lang = article.content.locale === locale ? '' : ` ${languageOf(article.content.locale)}`;
  const title = `<h2${lang} style="margin:0;font-size:20px;line-height:1.3">${escapeHtml(article.title)}</h2>`;
  return [
    ...(article.notice ? [correction(article.notice)] : []),
    textBlock(title, 'ink', article.notice ? 'padding="6px 0 8px"' : 'padding="28px 0 8px"'),
    article.mode === 'full' ? whole(article, site) : teaser(article, lang),
    buttonBlock(words.read, article.url),
    textBlock(inLanguage(escapeHtml(article.reviewed), lang), 'soft', 'padding="6px 0 0"'),
  ].join('\n');
}

function whole(article: ArticleBlock, site: IssueSite): string {
  const html = renderEmailHtml(article.content, {
    ...article.pieces,
    media: article.media,
    emergencyNumber: site.emergencyNumber,
    headingOffset: 1,
    baseUrl: site.url,
  });
  return `<mj-text css-class="whole">${html}</mj-text>`;
}

function correction({ label, text }: LabelledLine): string {
  const line = `<strong>${escapeHtml(label)}:</strong> ${escapeHtml(text)}`;
  return `<mj-text css-class="correction" font-size="15px" padding="28px 0 0"><p style="margin:0;padding:10px 14px;background:#eef2f1;border-left:4px solid #1d2524;color:#1d2524">${line}</p></mj-text>`;
}

const languageOf = (locale: string) => `lang="${escapeHtml(locale)}" dir="${directionOf(locale)}"`;

/** A correction may stand in another language than the message: a screen reader then reads it as what it is. */
const inLanguage = (html: string, lang: string) => (lang ? `<span${lang}>${html}</span>` : html);

function teaser({ teaser: text, redFlags }: ArticleBlock, lang: string): string {
  const flags = redFlags
    ? `<mj-text css-class="flags" font-size="15px" padding="10px 0 4px"><p${lang} style="margin:0;padding:10px 14px;background:#fcebe9;border-left:4px solid #a3261d;color:#1d2524"><strong>${escapeHtml(redFlags.label)}:</strong> ${escapeHtml(redFlags.text)}</p></mj-text>`
    : '';
  return textBlock(inLanguage(escapeHtml(text), lang)) + flags;
}

function footer({ site, locale, words }: IssueText, { unsubscribeUrl, since }: Placeholders): string {
  const link = `color:${accentOf(site.accentColor).light}`;
  const why = `${fillIn(words.why, { site: site.name, date: since })} ${words.untracked}`;
  const unsubscribe = `<a href="${unsubscribeUrl}" style="${link}">${escapeHtml(words.unsubscribe)}</a>`;
  const preferences = `<a href="${unsubscribeUrl}/preferences" style="${link}">${escapeHtml(words.preferences)}</a>`;
  const web = `<a href="${escapeHtml(homeOf(site, locale))}" style="${link}">${escapeHtml(words.web)}</a>`;
  const sender = [`${site.name}, ${site.postalAddress}`, site.phone].filter(Boolean).join(' · ');
  const lines = [
    escapeHtml(why),
    `${unsubscribe} · ${preferences} · ${web}`,
    escapeHtml(sender).replaceAll('\n', ', '),
  ];
  return textBlock(lines.join('<br />'), 'soft');
}
