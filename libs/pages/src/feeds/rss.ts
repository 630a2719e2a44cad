import { html } from '../html.js';
import { type Feed, updatedAt } from './feed.js';

/** A date as RFC 822 writes it, with the year in four digits as RSS 2.0 prefers. */
function rfc822(instant: string): string {
  return new Date(instant).toUTCString();
}

/** Readers show a description as HTML and have no way to be told otherwise: plain words are written as HTML first. */
const asHtml = (words: string): string => html`${words}`.markup;

/** RSS 2.0. It knows no deleted entries: one that was taken off is only missing from it. */
export function rssFeed(feed: Feed): string {
  const { site, locale, title, pageUrl, feedUrl, entries } = feed;
  return html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${title}</title>
<link>${pageUrl}</link>
<description>${asHtml(`${title} · ${site.name}`)}</description>
<language>${locale}</language>
<lastBuildDate>${rfc822(updatedAt(feed))}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${feedUrl}.rss"/>
${entries.map(
  (entry) => html`<item>
<title>${entry.title}</title>
<link>${entry.url}</link>
<guid isPermaLink="false">${entry.id}</guid>
<pubDate>${rfc822(entry.publishedAt)}</pubDate>
<category>${entry.topic}</category>
<description>${asHtml(entry.summary)}</description>
</item>
`,
)}</channel>
</rss>
`.markup;
}
