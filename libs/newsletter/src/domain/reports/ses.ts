import { z } from 'zod';
import { bounceOf, type MailEventKind, type ReportedEvent } from '../mail-event.js';

const person = z.object({
  emailAddress: z.string(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});
const mail = z.object({
  messageId: z.string(),
  timestamp: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});

/** What Amazon SES tells through SNS, as notification or as published event. Fields we do not use are not looked at. */
const notification = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail,
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().optional(),
      bouncedRecipients: z.array(person),
      timestamp: z.string(),
      feedbackId: z.string(),
    })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: z.array(person),
      timestamp: z.string(),
      feedbackId: z.string(),
      complaintFeedbackType: z.string().nullish(),
    })
    .optional(),
  delivery: z.object({ timestamp: z.string(), recipients: z.array(z.string()) }).optional(),
});

type Notification = z.infer<typeof notification>;

/** Refused for what was written, whatever the type says. */
const OF_THE_MESSAGE = ['ContentRejected', 'AttachmentRejected', 'MessageTooLarge'];

function bounceKind(
  { bounceType, bounceSubType = '' }: { bounceType: string; bounceSubType?: string },
  status?: string,
) {
  if (OF_THE_MESSAGE.includes(bounceSubType)) return 'blocked';
  if (bounceType === 'Permanent') return status && bounceOf(status) === 'blocked' ? 'blocked' : 'bouncedHard';
  return status && bounceOf(status) === 'blocked' ? 'blocked' : 'bouncedSoft';
}

/** The reports of one message, of one person or of several. Undefined when it is not a message of SES. */
export function readSes(body: unknown): ReportedEvent[] | undefined {
  const parsed = notification.safeParse(body);
  if (!parsed.success) return undefined;
  const it = parsed.data;
  const common = { source: 'ses' as const, ...headersOf(it) };
  const event = (key: string, kind: MailEventKind, at: string, address: string, more: Partial<ReportedEvent> = {}) => ({
    ...common,
    ...more,
    ...{ eventKey: key, kind, at: new Date(at), address },
  });
  if (it.bounce) {
    const { bouncedRecipients, feedbackId, timestamp } = it.bounce;
    return bouncedRecipients.map(({ emailAddress, status, diagnosticCode }, n) =>
      event(`${feedbackId} ${n}`, bounceKind(it.bounce!, status), timestamp, emailAddress, {
        status,
        detail: diagnosticCode,
      }),
    );
  }
  if (it.complaint) {
    const { complainedRecipients, feedbackId, timestamp, complaintFeedbackType } = it.complaint;
    if (complaintFeedbackType === 'not-spam') return [];
    return complainedRecipients.map(({ emailAddress }, n) =>
      event(`${feedbackId} ${n}`, 'complained', timestamp, emailAddress),
    );
  }
  const { delivery } = it;
  if (!delivery) return [];
  return delivery.recipients.map((address, n) =>
    event(`${it.mail.messageId} delivered ${n}`, 'delivered', delivery.timestamp, address),
  );
}

/** SES writes its own Message-ID, so that ours says nothing there; our own header comes back when the account sends headers. */
function headersOf({ mail: { headers = [] } }: Notification): Pick<ReportedEvent, 'deliveryId'> {
  const deliveryId = headers.find(({ name }) => name.toLowerCase() === 'x-delivery-id')?.value;
  return deliveryId === undefined ? {} : { deliveryId };
}
