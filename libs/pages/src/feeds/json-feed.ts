import type { Feed } from './feed.js';

/** JSON Feed 1.1. What was taken off stands in an extension of ours, `_carepress`. */
export function jsonFeed({ site, locale, title, pageUrl, feedUrl, entries, tombstones }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: pageUrl,
    feed_url: `${feedUrl}.json`,
    language: locale,
    authors: [{ name: site.name, url: site.url }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      // Required of every item; the text itself is on the page, where a withdrawal reaches it.
      content_text: entry.summary,
      date_published: entry.publishedAt,
      tags: [entry.topic],
      _carepress: { lastReviewedAt: entry.lastReviewedAt, reviewedBy: entry.reviewer },
    })),
    _carepress: { withdrawn: tombstones },
  });
}
