import { readEvent, tags } from '@carepress/client';
import { revalidateTag } from 'next/cache';

/**
 * Where Carepress tells that something went live or was withdrawn. What is kept of it is dropped at once, and fetched anew
 * by the next reader; so an event that comes twice, late or out of order does no harm.
 */
export async function POST(request: Request): Promise<Response> {
  const secret = process.env.CAREPRESS_WEBHOOK_SECRET;
  if (!secret) return new Response('No secret is set.', { status: 503 });
  const event = await readEvent(request, secret);
  if (!event) return new Response('The signature is not right.', { status: 401 });
  if (event.type !== 'test.sent') {
    const { site, locale, slug } = event.data;
    // Expired now, not stale: a withdrawn text must not be served one more time.
    revalidateTag(tags.page(site, locale, slug), { expire: 0 });
    revalidateTag(tags.site(site), { expire: 0 });
  }
  return new Response(null, { status: 204 });
}
