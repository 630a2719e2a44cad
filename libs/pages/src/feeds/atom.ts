import { html } from '../html.js';
import { type Feed, updatedAt } from './feed.js';

/** Atom (RFC 4287) with deleted entries (RFC 6721). */
export function atomFeed(feed: Feed): string {
  const { site, locale, title, pageUrl, feedUrl, entries, tombstones } = feed;
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="${locale}">
<id>${feedUrl}</id>
<title>${title}</title>
<updated>${updatedAt(feed)}</updated>
<author><name>${site.name}</name></author>
<link rel="self" type="application/atom+xml" href="${feedUrl}.atom"/>
<link rel="alternate" type="text/html" href="${pageUrl}"/>
${entries.map(
  (entry) => html`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<link rel="alternate" type="text/html" href="${entry.url}"/>
<published>${entry.publishedAt}</published>
<updated>${entry.publishedAt}</updated>
<contributor><name>${entry.reviewer}</name></contributor>
<category term="${entry.topic}"/>
<summary>${entry.summary}</summary>
</entry>
`,
)}${tombstones.map(
  (
    gone,
  ) => html`<at:deleted-entry ref="${gone.id}" when="${gone.withdrawnAt}"><link rel="alternate" href="${gone.url}"/></at:deleted-entry>
`,
)}</feed>
`.markup;
}
