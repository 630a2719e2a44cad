import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** What Carepress tells. It carries no text: fetch what is live now, and the order of events does not matter. */
export interface ArticleEvent {
  readonly type: 'article.published' | 'article.withdrawn';
  readonly timestamp: string;
  readonly data: { readonly site: string; readonly locale: string; readonly slug: string; readonly sequence: number };
}

export type CarepressEvent = ArticleEvent | { readonly type: 'test.sent'; readonly timestamp: string };

/** The event in a request; null when it is not signed with our secret, or too old. */
export async function readEvent(request: Request, secret: string): Promise<CarepressEvent | null> {
  const headers = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, request.headers.get(name) ?? '']),
  );
  try {
    return new Webhook(secret).verify(await request.text(), headers) as CarepressEvent;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return null;
    throw error;
  }
}
