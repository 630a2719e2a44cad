import type { AboutTerm, Article, Reference, Site } from './content.js';
import { Html } from './html.js';
import { dateFormat, topicName, wordsFor } from './words.js';

type Json = Readonly<Record<string, unknown>>;

/** A date without a time, as schema.org's `Date` wants it, in the clinic's time zone. */
function dayOf(instant: string, timeZone: string): string {
  return dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));
}

/** Where pages are files, a picture beside them has an address without a host. */
function absolute(src: string, { url }: Site): string {
  return URL.canParse(src, url) ? new URL(src, url).href : src;
}

function clinic(site: Site): Json {
  return {
    '@type': 'MedicalOrganization',
    name: site.name,
    url: site.url,
    telephone: site.phone,
    address: site.postalAddress,
    ...(site.logo && {
      logo: {
        '@type': 'ImageObject',
        url: absolute(site.logo.src, site),
        width: site.logo.width,
        height: site.logo.height,
      },
    }),
  };
}

/** Where a source can be read; undefined for one that has no address. */
export function sourceUrl({ doi, pmid, url }: Reference): string | undefined {
  if (doi) return `https://doi.org/${doi}`;
  if (pmid) return `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  return url ?? undefined;
}

function citation(reference: Reference): Json {
  const { title, source, year } = reference;
  const sameAs = sourceUrl(reference);
  return {
    '@type': 'CreativeWork',
    name: title,
    ...(source && { publisher: { '@type': 'Organization', name: source } }),
    ...(year && { datePublished: String(year) }),
    ...(sameAs && { sameAs }),
  };
}

/** As schema.org's own examples name them; a system that a later release adds is said as it stands. */
const CODING_SYSTEMS: Readonly<Record<string, string>> = { ICD10CM: 'ICD-10-CM', SNOMEDCT: 'SNOMED CT', MESH: 'MeSH' };

/** A condition with its codes. Topics and body regions are no subjects of their own to schema.org's medical words. */
function condition({ label, synonyms, codes }: AboutTerm): Json {
  return {
    '@type': 'MedicalCondition',
    name: label,
    ...(synonyms.length > 0 && { alternateName: synonyms }),
    ...(codes.length > 0 && {
      code: codes.map(({ system, code }) => ({
        '@type': 'MedicalCode',
        codeValue: code,
        codingSystem: CODING_SYSTEMS[system] ?? system,
      })),
    }),
  };
}

function medicalPage(article: Article, site: Site): Json {
  const { provenance, references, terms = [] } = article;
  const { name, credential } = provenance.reviewedBy;
  const conditions = terms.filter(({ kind }) => kind === 'CONDITION');
  return {
    '@context': 'https://schema.org',
    '@type': 'MedicalWebPage',
    '@id': article.pageUrl,
    url: article.pageUrl,
    name: article.title,
    description: article.summary,
    inLanguage: article.locale,
    lastReviewed: dayOf(provenance.lastReviewedAt, site.timeZone),
    datePublished: article.publishedAt,
    reviewedBy: { '@type': 'Person', name, honorificSuffix: credential },
    publisher: clinic(site),
    audience: { '@type': 'MedicalAudience', audienceType: 'Patient' },
    ...(conditions.length > 0 && { about: conditions.map(condition) }),
    ...(references.length > 0 && { citation: references.map(citation) }),
  };
}

type Step = readonly [name: string, address: string];

const homeStep = (site: Site, locale: string): Step => [site.name, `${site.url}/${locale}/`];

function topicStep(site: Site, locale: string, topic: string): Step {
  return [topicName(topic), `${site.url}/${locale}/topics/${encodeURIComponent(topic)}`];
}

function breadcrumbs(steps: readonly Step[]): Json {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([name, item], index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      // An id and not a text: what a step leads to is a thing.
      item: { '@id': item },
    })),
  };
}

function questions(article: Article): Json {
  return {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    '@id': `${article.pageUrl}#faq`,
    inLanguage: article.locale,
    mainEntity: article.faq.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  };
}

/** JSON inside a script element: no text in it can end the element or begin a comment (HTML standard, "script data"). */
function dataBlock(data: Json): string {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `<script type="application/ld+json">${json}</script>`;
}

const dataBlocks = (blocks: readonly Json[]): Html => new Html(blocks.map(dataBlock).join('\n'));

/** What an article's page says to machines in the words of schema.org. Nothing is claimed that is not recorded. */
export function structuredData(article: Article, site: Site): Html {
  const { locale, topic, title, pageUrl } = article;
  const path = breadcrumbs([homeStep(site, locale), topicStep(site, locale, topic), [title, pageUrl]]);
  const faq = article.faq.length > 0 ? [questions(article)] : [];
  return dataBlocks([medicalPage(article, site), path, ...faq]);
}

/** What the first page of a site says to machines. */
export function siteData(site: Site, locale: string): Html {
  const [name, url] = homeStep(site, locale);
  const own = { '@type': 'WebSite', '@id': url, url, name, inLanguage: locale, publisher: clinic(site) };
  return dataBlocks([{ '@context': 'https://schema.org', ...own }]);
}

/** What the page of a topic says to machines. A list was reviewed by nobody: only its articles were. */
export function topicData(site: Site, locale: string, topic: string): Html {
  const step = topicStep(site, locale, topic);
  const [name, url] = step;
  const own = { '@type': 'CollectionPage', '@id': url, url, name, inLanguage: locale, publisher: clinic(site) };
  return dataBlocks([{ '@context': 'https://schema.org', ...own }, breadcrumbs([homeStep(site, locale), step])]);
}

/** Open Graph: how a shared link looks. No picture but the article's own would be honest, so there may be none. */
export function openGraph(article: Article, site: Site): readonly (readonly [string, string])[] {
  return [
    ['og:type', 'article'],
    ['og:title', article.title],
    ['og:description', article.summary],
    ['og:url', article.pageUrl],
    ['og:site_name', site.name],
    ['og:locale', article.locale.replace('-', '_')],
    ['article:published_time', article.publishedAt],
    ['article:section', topicName(article.topic)],
    ['twitter:card', 'summary'],
    ['twitter:label1', wordsFor(article.locale).reviewedBy],
    ['twitter:data1', `${article.provenance.reviewedBy.name}, ${article.provenance.reviewedBy.credential}`],
  ];
}
