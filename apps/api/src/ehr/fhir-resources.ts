import type { ArticleCode, CodedArticle } from '#delivery';
import { SYSTEM_OIDS } from './infobutton-request.js';

type Json = Readonly<Record<string, unknown>>;

/** How FHIR R4 names code systems: an address where it has one, else the OID. */
const SYSTEM_URIS = {
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  snomedct: 'http://snomed.info/sct',
  mesh: `urn:oid:${SYSTEM_OIDS.mesh}`,
} as const;

/** Id of the resource of an article in a locale: 64 characters of `[A-Za-z0-9-.]` at most, as FHIR wants it. */
export const fhirIdOf = (articleId: string, locale: string): string => `${articleId}.${locale}`;

/** The article and the locale behind an id; undefined for any other text. */
export function behindFhirId(id: string): { articleId: string; locale: string } | undefined {
  const parts = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(id);
  return parts ? { articleId: parts[1]!, locale: parts[2]! } : undefined;
}

/** The day on which an instant was at the clinic, as its pages tell it. */
const dayAt = (instant: string, { timeZone }: CodedArticle['site']): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));

/** FHIR knows no empty text: without one there is no element. */
const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

const reviewerOf = ({ article }: CodedArticle): string => {
  const { name, credential } = article.provenance.reviewedBy;
  return [name, credential].filter((part) => part !== '').join(', ');
};

function concepts(codes: readonly ArticleCode[]): Json[] {
  const byLabel = new Map<string, ArticleCode[]>();
  for (const it of codes) byLabel.set(it.label, [...(byLabel.get(it.label) ?? []), it]);
  return [...byLabel].map(([text, group]) => ({
    text,
    coding: group.map(({ system, code }) => ({ system: SYSTEM_URIS[system], code })),
  }));
}

const identifiers = ({ article }: CodedArticle): Json[] => [
  { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${article.id}` },
  { system: 'urn:carepress:content-sha256', value: article.contentHash },
];

function attachment({ article }: CodedArticle): Json {
  const { locale, pageUrl, title, provenance } = article;
  return { contentType: 'text/html', language: locale, url: pageUrl, title, creation: provenance.approvedAt };
}

const base = (type: string, { article }: CodedArticle): Json => ({
  resourceType: type,
  id: fhirIdOf(article.id, article.locale),
  meta: { versionId: String(article.revisionNumber), lastUpdated: article.publishedAt },
  language: article.locale,
});

/** An article as a FHIR R4 DocumentReference. It is about no patient. */
export function documentReference(it: CodedArticle): Json {
  const { article, site } = it;
  return {
    ...base('DocumentReference', it),
    identifier: identifiers(it),
    status: 'current',
    docStatus: 'final',
    type: { text: 'Patient education article' },
    category: [{ text: 'Patient education' }],
    date: article.provenance.approvedAt,
    author: [{ display: site.name }],
    authenticator: { display: reviewerOf(it) },
    custodian: { display: site.name },
    description: orNothing(article.summary),
    content: [{ attachment: attachment(it) }],
    ...(it.codes.length > 0 && { context: { event: concepts(it.codes) } }),
  };
}

const citation = ({ title, pmid, doi, url, year }: CodedArticle['article']['references'][number]): Json => {
  const address = doi ? `https://doi.org/${doi}` : pmid ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` : url;
  return { type: 'citation', citation: year ? `${title} (${year})` : title, ...(address && { url: address }) };
};

/** An article as a FHIR R4 Library: a piece of knowledge with its three dates, approved, reviewed, in effect. */
export function library(it: CodedArticle): Json {
  const { article, site } = it;
  const { provenance } = article;
  return {
    ...base('Library', it),
    url: article.pageUrl,
    identifier: identifiers(it),
    version: String(article.revisionNumber),
    title: article.title,
    status: 'active',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'asset-collection' }] },
    date: article.publishedAt,
    publisher: site.name,
    description: orNothing(article.summary),
    approvalDate: dayAt(provenance.approvedAt, site),
    lastReviewDate: dayAt(provenance.lastReviewedAt, site),
    effectivePeriod: { start: provenance.effectiveFrom, end: provenance.nextReviewAt },
    ...(it.codes.length > 0 && { topic: concepts(it.codes) }),
    author: [{ name: site.name }],
    reviewer: [{ name: reviewerOf(it) }],
    ...(article.references.length > 0 && { relatedArtifact: article.references.map(citation) }),
    content: [attachment(it)],
  };
}

/** Why there is no resource, in the words of FHIR. */
export function outcome(code: 'not-found' | 'deleted' | 'invalid' | 'login', text: string): Json {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics: text }] };
}

/** What the endpoint can do. */
export function capabilityStatement(now: Date): Json {
  const read = (type: string): Json => ({ type, interaction: [{ code: 'read' }] });
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: now.toISOString(),
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    implementation: { description: 'Published patient education, read-only. No patient data.' },
    rest: [{ mode: 'server', resource: [read('DocumentReference'), read('Library')] }],
  };
}
