import { atomFeed } from './atom.js';
import type { Feed } from './feed.js';
import { jsonFeed } from './json-feed.js';
import { rssFeed } from './rss.js';

export type FeedFormat = 'atom' | 'rss' | 'json';

/** The formats of a feed by the ending of its address. */
export const FEED_FORMATS: Readonly<Record<FeedFormat, { type: string; write: (feed: Feed) => string }>> = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: atomFeed },
  rss: { type: 'application/rss+xml; charset=utf-8', write: rssFeed },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
};
