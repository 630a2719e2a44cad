import type { PublicSite, PublishedArticle } from '#delivery';
import type { InfobuttonRequest } from './infobutton-request.js';

/** A text with what it is. */
interface Value {
  readonly _value: string;
  readonly type?: string;
}

interface Entry {
  readonly lang: string;
  readonly title: Value;
  readonly link: readonly { title: string; rel: string; type: string; href: string }[];
  readonly id: Value;
  readonly updated: Value;
  readonly summary: Value;
}

/** An answer in the shape that clients of MedlinePlus Connect read: values in `_value`, lists always as lists. */
export interface Feed {
  readonly xsi: string;
  readonly base: string;
  readonly lang: string;
  readonly title: Value;
  readonly subtitle: Value;
  readonly author: { readonly name: Value; readonly uri: Value };
  readonly updated: Value;
  readonly category: readonly { readonly scheme: string; readonly term: string }[];
  readonly id: Value;
  readonly entry: readonly Entry[];
}

const SYSTEM_NAMES: Readonly<Record<string, string>> = { icd10cm: 'ICD-10-CM', snomedct: 'SNOMED CT', mesh: 'MeSH' };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text in an element or an attribute of XML; characters that XML 1.0 has no place for are left out. */
const xml = (text: string): string => text.replace(NOT_IN_XML, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

const REVIEWED: Readonly<Record<string, (who: string, day: string, next: string) => string>> = {
  en: (who, day, next) => `Reviewed by ${who} on ${day}. Next review: ${next}.`,
  es: (who, day, next) => `Revisado por ${who} el ${day}. Próxima revisión: ${next}.`,
};

function dayOf(instant: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant));
}

function entryOf(article: PublishedArticle, site: PublicSite): Entry {
  const { provenance, locale, title, summary, pageUrl } = article;
  const { name, credential } = provenance.reviewedBy;
  const say = REVIEWED[locale.split('-')[0]!] ?? REVIEWED.en!;
  const day = (instant: string) => dayOf(instant, locale, site.timeZone);
  const who = `${name}, ${credential}`;
  const reviewed = say(who, day(provenance.lastReviewedAt), day(provenance.nextReviewAt));
  const page = new URL(pageUrl);
  const html = `<p>${xml(summary)}</p><p class="NLMattribution">${xml(site.name)}: ${xml(reviewed)}</p>`;
  return {
    lang: locale,
    title: { _value: title, type: 'text' },
    link: [{ title, rel: 'alternate', type: 'html', href: pageUrl }],
    id: { _value: `tag: ${page.hostname}, ${article.publishedAt.slice(0, 10)}:${page.pathname}` },
    updated: { _value: article.publishedAt },
    summary: { _value: html, type: 'html' },
  };
}

/** The answer to a request: the site's own approved articles, none when there are none. */
export function feedOf(
  site: PublicSite,
  request: InfobuttonRequest,
  articles: readonly PublishedArticle[],
  now: Date,
): Feed {
  const system = SYSTEM_NAMES[request.system ?? ''] ?? request.systemOid;
  const newest = articles
    .map((it) => it.publishedAt)
    .sort()
    .at(-1);
  return {
    xsi: 'http://www.w3.org/2001/XMLSchema-instance',
    base: `${site.url}/`,
    lang: request.language ?? site.locale,
    title: { _value: site.name, type: 'text' },
    subtitle: { _value: `${site.name}: ${system} ${request.code}`, type: 'text' },
    author: { name: { _value: site.name }, uri: { _value: site.url } },
    updated: { _value: newest ?? now.toISOString() },
    category: [
      { scheme: 'mainSearchCriteria.v.c', term: request.code },
      { scheme: 'mainSearchCriteria.v.cs', term: request.systemOid },
      { scheme: 'mainSearchCriteria.v.dn', term: request.displayName },
      { scheme: 'InformationRecipient', term: request.recipient },
    ],
    id: {
      _value: `tag:${new URL(site.url).hostname},${now.getUTCFullYear()}:infobutton:${encodeURIComponent(request.code)}`,
    },
    entry: articles.map((it) => entryOf(it, site)),
  };
}

function atomEntry({ lang, title, link, id, updated, summary }: Entry): string {
  const links = link.map(
    (it) => `<link rel="${it.rel}" type="text/html" title="${xml(it.title)}" href="${xml(it.href)}"/>`,
  );
  return `<entry xml:lang="${xml(lang)}"><title type="text">${xml(title._value)}</title>${links.join('')}
<id>${xml(link[0]!.href)}</id><updated>${updated._value}</updated>
<category scheme="carepress.entry" term="${xml(id._value)}"/>
<summary type="html">${xml(summary._value)}</summary></entry>`;
}

/** The same answer as Atom (RFC 4287), which repeats the request as categories. */
export function atomOf(feed: Feed): string {
  const categories = feed.category.map((it) => `<category scheme="${it.scheme}" term="${xml(it.term)}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${xml(feed.base)}" xml:lang="${xml(feed.lang)}">
<title type="text">${xml(feed.title._value)}</title>
<subtitle type="text">${xml(feed.subtitle._value)}</subtitle>
<author><name>${xml(feed.author.name._value)}</name><uri>${xml(feed.author.uri._value)}</uri></author>
<updated>${feed.updated._value}</updated>
${categories.join('\n')}
<id>${xml(feed.id._value)}</id>
${feed.entry.map(atomEntry).join('\n')}
</feed>
`;
}
