import type { Reference } from '#document';

/**
 * The source that somebody typed or pasted: a PMID (`34719942`, `PMID: 34719942`, a PubMed address), a DOI (bare, with
 * `doi:` or as an address), or another address of the web. Nothing for other words.
 */
export function sourceIn(typed: string): Pick<Reference, 'kind' | 'pmid' | 'doi' | 'url'> | undefined {
  const text = typed.trim();
  const pmid = /^(?:pmid:?\s*|https?:\/\/(?:www\.)?pubmed\.ncbi\.nlm\.nih\.gov\/)?(\d{6,8})\/?$/i.exec(text)?.[1];
  if (pmid) return { kind: 'pmid', pmid };
  // A DOI begins with "10.", its registrant's number and a slash; it may hold nearly any character behind that.
  const doi = /^(?:doi:?\s*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i.exec(text)?.[1];
  if (doi) return { kind: 'doi', doi: doi.replace(/[.,;]+$/, '').toLowerCase() };
  if (/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text)) return { kind: 'web', url: text };
  return undefined;
}
