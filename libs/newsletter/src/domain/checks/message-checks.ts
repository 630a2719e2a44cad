import { check, type IssueCheck } from './issue-check.js';

/** Gmail shows this much of the HTML of a message and hides the rest behind a link: 102 KB. In bytes. */
export const CLIPPED_BYTES = 102 * 1_024;
const NEARLY = 0.9;

/**
 * What all pictures of a message may weigh before they are slow: one second, after which a reader's thoughts wander
 * (Nielsen 1993), over the 1,638.4 kbit/s that Lighthouse takes for a phone on a slow 4G line. In bytes.
 */
export const HEAVY_BYTES = (1_638_400 * 1) / 8;

/** The message as it would leave. */
export interface RenderedMessage {
  readonly html: string;
  /** Bytes of each file that it loads: the clinic's logo is the only one that it can. */
  readonly loads: readonly number[];
  /** The pictures of the articles that it carries whole: a message does not load them, and shows what is said of them. */
  readonly pictures: readonly { readonly publicationId: string; readonly said: boolean }[];
}

/** What is to be said of the message itself: its size, its links and its pictures. */
export function messageChecks({ html, loads, pictures }: RenderedMessage): IssueCheck[] {
  return [
    ...sizeChecks(Buffer.byteLength(html)),
    ...linkChecks(html),
    ...weightChecks(loads),
    ...pictureChecks(pictures),
  ];
}

/** Files that nobody loads weigh nothing: without a logo there is nothing to weigh. */
function weightChecks(loads: readonly number[]): IssueCheck[] {
  const bytes = loads.reduce((sum, one) => sum + one, 0);
  if (bytes <= HEAVY_BYTES) return [];
  const sentence = `The logo has ${Math.ceil(bytes / 1_024)} KB, and a phone on a slow line loads ${HEAVY_BYTES / 1_024} KB in a second. Choose a simpler picture as the logo in the settings of the site.`;
  return [check('warning', 'site', 'PICTURES_HEAVY', sentence)];
}

function sizeChecks(bytes: number): IssueCheck[] {
  const says = `The message has ${Math.ceil(bytes / 1_024)} KB`;
  if (bytes > CLIPPED_BYTES) {
    const sentence = `${says}, and Gmail hides what is past 102 KB, red flags and the way to unsubscribe among it. Show an article as a teaser, or take one out.`;
    return [check('blocking', 'articles', 'MESSAGE_CLIPPED', sentence)];
  }
  if (bytes <= CLIPPED_BYTES * NEARLY) return [];
  const sentence = `${says}, close to the 102 KB past which Gmail hides the rest. Show an article as a teaser before you add more.`;
  return [check('warning', 'articles', 'MESSAGE_LARGE', sentence)];
}

/** Services that hide where a link leads: filters distrust them, and so should readers. */
const SHORTENERS = new Set(
  'bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly rb.gy t.ly shorturl.at lnkd.in'.split(' '),
);

const HREF = /<a\b[^>]*?\bhref="([^"]*)"/giu;
const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&quot;', '"');

function linkChecks(html: string): IssueCheck[] {
  const links = [...new Set([...html.matchAll(HREF)].map(([, href]) => decoded(href!)))];
  return links.flatMap((link) => linkCheck(link) ?? []);
}

function linkCheck(link: string): IssueCheck | undefined {
  // A jump inside of the message, as from a note to its source.
  if (/^#./u.test(link)) return undefined;
  const shown = link.length > 80 ? `${link.slice(0, 79)}…` : link;
  const broken = (why: string) =>
    check(
      'blocking',
      'articles',
      'LINK_BROKEN',
      `The link “${shown}” ${why}. Mend it where it stands, or take it out.`,
    );
  if (!URL.canParse(link)) return broken('leads nowhere');
  const { protocol, hostname, username } = new URL(link);
  if (protocol === 'mailto:' || protocol === 'tel:' || protocol === 'sms:') return undefined;
  if (protocol !== 'https:' && protocol !== 'http:') return broken('is of a kind that mail programs refuse');
  if (username) return broken('carries a name and a password');
  if (/\.$|^[\d.]+$|:|^localhost$/u.test(hostname) || !hostname.includes('.')) {
    const sentence = `The link “${shown}” names a machine that readers cannot reach. Enter the public address of the site in its settings.`;
    return check('warning', 'articles', 'LINK_PRIVATE', sentence);
  }
  if (SHORTENERS.has(hostname.replace(/^www\./u, ''))) {
    const sentence = `The link “${shown}” hides where it leads, which filters and readers distrust. Write the whole address instead.`;
    return check('warning', 'articles', 'LINK_SHORTENED', sentence);
  }
  if (protocol === 'http:') {
    const sentence = `The link “${shown}” is not encrypted. Write https where the page has it.`;
    return check('warning', 'articles', 'LINK_UNENCRYPTED', sentence);
  }
  return undefined;
}

function pictureChecks(pictures: RenderedMessage['pictures']): IssueCheck[] {
  const mute = pictures.filter(({ said }) => !said);
  const found = mute.map(({ publicationId }): IssueCheck => {
    const sentence =
      'A picture of an article that stands here whole has no words, so nothing of it is in the message. Describe it in the library, or show the article as a teaser.';
    return { ...check('warning', 'articles', 'PICTURE_WITHOUT_WORDS', sentence), publicationId };
  });
  if (pictures.length === mute.length) return found;
  const sentence =
    'A message does not load the pictures of articles: those of whole articles are shown by their words.';
  return [...found, check('note', 'articles', 'PICTURES_AS_WORDS', sentence)];
}
