import { z } from 'zod';
import type { MailEventKind, ReportedEvent } from '../mail-event.js';

const report = z.object({
  RecordType: z.string(),
  ID: z.number().optional(),
  Type: z.string().optional(),
  MessageID: z.string().optional(),
  Email: z.string().optional(),
  Recipient: z.string().optional(),
  BouncedAt: z.string().optional(),
  DeliveredAt: z.string().optional(),
  ChangedAt: z.string().optional(),
  SuppressSending: z.boolean().optional(),
  Details: z.string().optional(),
  Metadata: z.record(z.string(), z.string()).optional(),
});

/** Postmark's names of a bounce. What is missing here, such as an automatic answer, is no bounce. */
const BOUNCES: Readonly<Record<string, MailEventKind>> = {
  HardBounce: 'bouncedHard',
  BadEmailAddress: 'bouncedHard',
  ManuallyDeactivated: 'bouncedHard',
  SoftBounce: 'bouncedSoft',
  Transient: 'bouncedSoft',
  DnsError: 'bouncedSoft',
  Undeliverable: 'bouncedSoft',
  Unknown: 'bouncedSoft',
  Blocked: 'blocked',
  SpamNotification: 'blocked',
  DMARCPolicy: 'blocked',
  VirusNotification: 'blocked',
  SpamComplaint: 'complained',
  Unsubscribe: 'unsubscribed',
};

/** The report of a webhook of Postmark; none for what is no business of ours, undefined when it is not one of theirs. */
export function readPostmark(body: unknown): ReportedEvent[] | undefined {
  const parsed = report.safeParse(body);
  if (!parsed.success) return undefined;
  const it = parsed.data;
  const found = kindOf(it);
  const at = it.BouncedAt ?? it.DeliveredAt ?? it.ChangedAt;
  if (!found || !at || Number.isNaN(Date.parse(at))) return [];
  const address = it.Email ?? it.Recipient;
  const deliveryId = it.Metadata?.['delivery-id'];
  return [
    {
      source: 'postmark',
      eventKey: `${it.RecordType} ${it.ID ?? `${it.MessageID ?? ''} ${at}`}`,
      kind: found,
      at: new Date(at),
      ...(it.Details && { detail: it.Details }),
      ...(address && { address }),
      ...(deliveryId && { deliveryId }),
    },
  ];
}

function kindOf({ RecordType, Type, SuppressSending }: z.infer<typeof report>): MailEventKind | undefined {
  if (RecordType === 'Bounce') return BOUNCES[Type ?? ''];
  if (RecordType === 'SpamComplaint') return 'complained';
  if (RecordType === 'Delivery') return 'delivered';
  // Taking somebody back is the person's own act at our form, never a provider's.
  return RecordType === 'SubscriptionChange' && SuppressSending ? 'unsubscribed' : undefined;
}
