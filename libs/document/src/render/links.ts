import { isPictureUrl, isSafeUrl } from '../schema/safe-url.js';
import type { Reference } from '../types.js';

/**
 * The address a link may lead to, absolute where a base is given. Checked again here although parsing checked it:
 * a renderer must be safe for a document that reached it by another way.
 */
export function linkTarget(href: unknown, baseUrl: string | undefined): string | undefined {
  return isSafeUrl(href) ? absolute(href, baseUrl) : undefined;
}

/** The address a picture may be loaded from, absolute where a base is given. */
export function pictureTarget(src: unknown, baseUrl: string | undefined): string | undefined {
  return isPictureUrl(src) ? absolute(src, baseUrl) : undefined;
}

function absolute(url: string, baseUrl: string | undefined): string {
  return url.startsWith('/') && baseUrl !== undefined ? new URL(url, baseUrl).href : url;
}

/** A number as it stands in a tel link, or nothing when it holds no digit. */
export function telTarget(number: string): string | undefined {
  const digits = number.replace(/[^+\d]/g, '');
  return /\d{2}/.test(digits) ? `tel:${digits}` : undefined;
}

/** Where a reference can be read: PubMed and DOI first, because they outlive a web address. */
export function referenceLinks(reference: Reference): { label: string; href: string }[] {
  const links: { label: string; href: string }[] = [];
  if (reference.pmid) {
    links.push({
      label: `PMID ${reference.pmid}`,
      href: `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(reference.pmid)}/`,
    });
  }
  if (reference.doi) {
    const path = reference.doi.split('/').map(encodeURIComponent).join('/');
    links.push({ label: `doi:${reference.doi}`, href: `https://doi.org/${path}` });
  }
  if (reference.url && isSafeUrl(reference.url)) links.push({ label: reference.url, href: reference.url });
  return links;
}

/** What stands about a reference after its title: source and year, grade, jurisdiction. */
export function referenceDetails(reference: Reference): string {
  const origin = [reference.source, reference.year].filter((part) => part !== undefined).join(', ');
  return [origin, reference.grade, reference.jurisdiction].filter(Boolean).join(' · ');
}
