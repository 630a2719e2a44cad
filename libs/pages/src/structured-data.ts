import type { Article, Reference, Site } from './content.js';
import { Html } from './html.js';
import { dateFormat, topicName, wordsFor } from './words.js';

type Json = Readonly<Record<string, unknown>>;

/** A date without a time, as schema.org's `Date` wants it, in the clinic's time zone. */
function dayOf(instant: string, timeZone: string): string {
  return dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));
}

function clinic(site: Site): Json {
  return {
    '@type': 'MedicalOrganization',
    name: site.name,
    url: site.url,
    telephone: site.phone,
    address: site.postalAddress,
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

function medicalPage(article: Article, site: Site): Json {
  const { provenance, references } = article;
  const { name, credential } = provenance.reviewedBy;
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
    ...(references.length > 0 && { citation: references.map(citation) }),
  };
}

function breadcrumbs(article: Article, site: Site): Json {
  const topic = `${site.url}/${article.locale}/topics/${encodeURIComponent(article.topic)}`;
  const steps = [
    [site.name, `${site.url}/${article.locale}/`],
    [topicName(article.topic), topic],
    [article.title, article.pageUrl],
  ];
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([name, item], index) => ({ '@type': 'ListItem', position: index + 1, name, item })),
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

/** What an article's page says to machines in the words of schema.org. Nothing is claimed that is not recorded. */
export function structuredData(article: Article, site: Site): Html {
  const blocks = [medicalPage(article, site), breadcrumbs(article, site)];
  if (article.faq.length > 0) blocks.push(questions(article));
  return new Html(blocks.map(dataBlock).join('\n'));
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
