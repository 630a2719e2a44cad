import { accentFile } from './accent.js';
import { assetPath } from './assets.js';
import type { SignUpChoices, Site } from './content.js';
import { Html, html } from './html.js';
import { logoImage } from './logo-image.js';
import { type Words, wordsFor } from './words.js';

/** Who reads, and where. */
export interface View {
  readonly locale: string;
  /** Path of this page, for the way back from the text size switch. */
  readonly path: string;
  /** What stands before every path of the site, without a slash at its end: empty, or such as /harbor. */
  readonly base: string;
  /** What stands before the path of style sheet and fonts. */
  readonly assets: string;
  readonly largeText: boolean;
  /** A server that keeps the text size and searches. Pages that are files have none. */
  readonly hasServer: boolean;
  /** Where the sign-up form is sent to; null for a site that takes none here. */
  readonly signUp: string | null;
  /** What the sign-up form offers to choose; nothing without it. */
  readonly choices?: SignUpChoices;
}

export interface PageParts {
  readonly title: string;
  readonly description?: string;
  readonly canonical?: string;
  readonly languages?: Html;
  /** Addresses of the same text in other languages, this one included. */
  readonly alternates?: readonly { readonly locale: string; readonly url: string }[];
  /** Names and contents of Open Graph. */
  readonly openGraph?: readonly (readonly [string, string])[];
  /** More of the head, ready to be sent. */
  readonly head?: Html;
  /** Where the feeds of this page are. */
  readonly feeds?: { readonly path: string; readonly title: string };
  readonly main: Html;
  /** Search engines leave this page out. */
  readonly unlisted?: boolean;
}

function textSize({ largeText, path, hasServer }: View, words: Words): Html {
  // Without a server the style sheet alone enlarges, for as long as the page is open.
  if (!hasServer) {
    return html`<label class="text-size"><input type="checkbox" id="larger"> ${words.biggerText}</label>`;
  }
  const target = `/text-size?${new URLSearchParams({ size: largeText ? 'usual' : 'large', back: path })}`;
  const label = largeText ? words.usualText : words.biggerText;
  return html`<a class="text-size" href="${target}" rel="nofollow">${label}</a>`;
}

function searchLink({ base, locale, hasServer }: View, words: Words): Html | null {
  return hasServer ? html`<a href="${base}/${locale}/search">${words.search}</a>` : null;
}

function header(site: Site | null, view: View, words: Words, languages?: Html): Html {
  const home = site
    ? html`<a class="clinic" href="${view.base}/">${site.logo ? logoImage(site.logo) : null}${site.logo?.alt ? null : site.name}</a>`
    : html`<a class="clinic" href="/">Clinics</a>`;
  return html`<header class="top"><div class="wide">${home}<p class="tools">${languages} ${site && searchLink(view, words)} ${textSize(view, words)}</p></div></header>`;
}

/** The clinic's number to call; it does not break at the end of a line. */
export function phoneLink({ phone }: Site): Html {
  return html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone.replaceAll(' ', '\u00a0')}</a>`;
}

/** "Questions? Call us at NUMBER." */
export function questionsLine(site: Site, words: Words): Html {
  const [before, after] = words.questions.split('{phone}');
  return html`${before}${phoneLink(site)}${after}`;
}

function footer(site: Site | null, view: View, words: Words): Html | null {
  if (!site) return null;
  return html`<footer class="bottom"><div class="wide">
<p><strong>${site.name}</strong> · ${phoneLink(site)} · ${site.postalAddress}</p>
<p>${words.emergency(site.emergencyNumber)} <a href="${view.base}/how-we-review">${words.howWeReview}</a></p>
</div></footer>`;
}

const FEED_TYPES = [
  ['atom', 'application/atom+xml'],
  ['rss', 'application/rss+xml'],
  ['json', 'application/feed+json'],
] as const;

function feedLinks({ path, title }: { path: string; title: string }): Html {
  return html`${FEED_TYPES.map(
    ([ending, type]) => html`<link rel="alternate" type="${type}" title="${title}" href="${path}.${ending}">\n`,
  )}`;
}

/** A whole page. */
export function page(site: Site | null, view: View, parts: PageParts): string {
  const words = wordsFor(view.locale);
  const title = site && parts.title !== site.name ? `${parts.title} · ${site.name}` : parts.title;
  const accent = accentFile(site?.accentColor);
  const document = html`<!DOCTYPE html>
<html lang="${view.locale}"${view.largeText && new Html(' class="large-text"')}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${parts.description && html`<meta name="description" content="${parts.description}">`}
${parts.canonical && html`<link rel="canonical" href="${parts.canonical}">`}
${parts.alternates?.map(({ locale, url }) => html`<link rel="alternate" hreflang="${locale}" href="${url}">\n`)}
${parts.feeds && feedLinks(parts.feeds)}
${parts.openGraph?.map(([name, content]) => html`<meta property="${name}" content="${content}">\n`)}
${parts.head}
${parts.unlisted && html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${view.assets}${assetPath('site.css')}">
${accent && html`<link rel="stylesheet" href="${view.assets}${assetPath(accent)}">`}
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
${header(site, view, words, parts.languages)}
<main id="main">${parts.main}</main>
${footer(site, view, words)}
</body>
</html>
`;
  return document.markup.replace(/\n{2,}/g, '\n');
}
