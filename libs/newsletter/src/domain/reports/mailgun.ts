import { z } from 'zod';
import { enhancedStatus } from '#mail';
import { bounceOf, type MailEventKind, type ReportedEvent } from '../mail-event.js';

const body = z.object({
  signature: z.object({ timestamp: z.string(), token: z.string(), signature: z.string() }),
  'event-data': z.object({
    id: z.string().min(1),
    event: z.string(),
    timestamp: z.number(),
    severity: z.string().optional(),
    reason: z.string().optional(),
    recipient: z.string().optional(),
    message: z.object({ headers: z.object({ 'message-id': z.string().optional() }).optional() }).optional(),
    'delivery-status': z
      .object({
        code: z.number().nullish(),
        'enhanced-code': z.string().nullish(),
        message: z.string().nullish(),
        description: z.string().nullish(),
      })
      .optional(),
    'user-variables': z.record(z.string(), z.unknown()).optional(),
  }),
});

type Data = z.infer<typeof body>['event-data'];

export interface MailgunReport {
  readonly signature: { readonly timestamp: string; readonly token: string; readonly signature: string };
  readonly events: readonly ReportedEvent[];
}

/** A webhook of Mailgun with its signature, which stands in the body. Undefined when it is not one of theirs. */
export function readMailgun(given: unknown): MailgunReport | undefined {
  const parsed = body.safeParse(given);
  if (!parsed.success) return undefined;
  const { signature, 'event-data': data } = parsed.data;
  const status = statusOf(data);
  const kind = kindOf(data, status);
  if (!kind) return { signature, events: [] };
  const messageId = data.message?.headers?.['message-id'];
  const deliveryId = data['user-variables']?.['delivery-id'];
  const event: ReportedEvent = {
    ...{ source: 'mailgun', eventKey: data.id, deliveryKey: signature.token, kind },
    at: new Date(data.timestamp * 1_000),
    ...(status && { status }),
    ...(detailOf(data) && { detail: detailOf(data) }),
    ...(typeof deliveryId === 'string' && { deliveryId }),
    ...(messageId && { messageId: messageId.startsWith('<') ? messageId : `<${messageId}>` }),
    ...(data.recipient && { address: data.recipient }),
  };
  return { signature, events: [event] };
}

const detailOf = ({ 'delivery-status': it }: Data) => it?.message || it?.description || undefined;

function statusOf(data: Data): string | undefined {
  const said = data['delivery-status'];
  return said?.['enhanced-code'] ? enhancedStatus(said['enhanced-code']) : enhancedStatus(detailOf(data) ?? '');
}

function kindOf({ event, severity, reason }: Data, status: string | undefined): MailEventKind | undefined {
  if (event === 'delivered' || event === 'complained' || event === 'unsubscribed') return event;
  if (event !== 'failed') return undefined;
  if (severity === 'temporary') return 'bouncedSoft';
  // Mailgun itself did not try, because the person complained or left before.
  if (reason === 'suppress-complaint') return 'complained';
  if (reason === 'suppress-unsubscribe') return 'unsubscribed';
  const meant = status === undefined ? 'bouncedHard' : bounceOf(status);
  return meant === 'bouncedSoft' ? 'bouncedHard' : meant;
}
