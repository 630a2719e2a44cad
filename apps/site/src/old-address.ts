import type { FastifyRequest } from 'fastify';
import type { DeliveryClient } from './delivery-client.js';
import { REDIRECT_QUERY, type RedirectAnswer } from './queries.js';

const LONGEST_PATH = 500;

/** The parts of a path; null for one that cannot be read. */
function partsOf(url: string): string[] | null {
  try {
    return url
      .split('?')[0]!
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

/**
 * Where an address leads that no page has: the path of an article that had it before, here or on the site it was imported
 * from, or the same path without a slash at its end. Null when it leads nowhere. It never leads to another host.
 */
export async function oldAddress(client: DeliveryClient, request: FastifyRequest): Promise<string | null> {
  if (request.method !== 'GET' || request.url.length > LONGEST_PATH) return null;
  const parts = partsOf(request.url);
  if (!parts || parts.length < 2) return null;
  const [site, ...rest] = parts;
  const asked = await client.query<RedirectAnswer>(REDIRECT_QUERY, { site, path: rest.join('/'), locale: null });
  const to = asked.unchanged ? null : asked.data.redirect;
  if (to) return `/${[site!, to.locale, to.slug].map(encodeURIComponent).join('/')}`;
  const isPage = parts.length === 3 && request.url.split('?')[0]!.endsWith('/');
  return isPage ? `/${parts.map(encodeURIComponent).join('/')}` : null;
}
