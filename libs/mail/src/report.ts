/** What became of one recipient, as a delivery status notification tells it (RFC 3464). */
export interface RecipientReport {
  /** failed, delayed, delivered, relayed or expanded. */
  readonly action: string;
  /** As in 5.1.1. */
  readonly status: string;
  readonly diagnostic: string;
}

/** The message that a report is about, as far as the report carries it. */
export interface ReportedMessage {
  readonly deliveryId?: string;
  /** With its angle brackets. */
  readonly messageId?: string;
}

export type MailReport =
  | { readonly kind: 'status'; readonly message: ReportedMessage; readonly recipients: readonly RecipientReport[] }
  /** A complaint (RFC 5965). `feedback` is abuse, fraud, virus, not-spam or other. */
  | { readonly kind: 'feedback'; readonly message: ReportedMessage; readonly feedback: string };

interface Part {
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Reports nest once at most; a message that goes deeper is none. */
const DEEPEST = 4;
const MOST_PARTS = 50;

/** Header fields by name in small letters; folded lines are joined, of several the first counts. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  if (encoding !== 'quoted-printable') return body;
  return body
    .replace(/[ \t]*=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function partOf(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const headers = fieldsOf(head);
  const body = end ? text.slice(end.index + end[0].length) : '';
  const type = (headers.get('content-type') ?? 'text/plain').split(';')[0]!.trim().toLowerCase();
  return { type, headers, body: decoded(body, (headers.get('content-transfer-encoding') ?? '').toLowerCase()) };
}

/** The parts of a message that are not containers themselves. */
function leavesOf(part: Part, depth = 0): Part[] {
  if (!part.type.startsWith('multipart/')) return [part];
  const boundary = parameter(part.headers.get('content-type')!, 'boundary');
  if (!boundary || depth >= DEEPEST) return [];
  const pieces = `\n${part.body}`.split(
    new RegExp(`\\r?\\n--${boundary.replace(/[^\w]/g, '\\$&')}(?:--)?[ \\t]*(?=\\r?\\n|$)`),
  );
  return pieces.slice(1, MOST_PARTS).flatMap((piece) => leavesOf(partOf(piece.replace(/^\r?\n/, '')), depth + 1));
}

function messageOf(parts: readonly Part[]): ReportedMessage {
  const carried = parts.find(({ type }) => ['message/rfc822', 'message/global', 'text/rfc822-headers'].includes(type));
  const headers = carried ? fieldsOf(carried.body.split(/\r?\n\r?\n/)[0]!) : new Map<string, string>();
  const deliveryId = headers.get('x-delivery-id');
  const messageId = /<[^<>\s]+>/.exec(headers.get('message-id') ?? '')?.[0];
  return { ...(deliveryId && { deliveryId }), ...(messageId && { messageId }) };
}

function recipientsOf(body: string): RecipientReport[] {
  const groups = body.split(/\r?\n[ \t]*\r?\n/).map(fieldsOf);
  return groups
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
    .map((fields) => ({
      action: (fields.get('action') ?? '').split(/[\s(]/)[0]!.toLowerCase(),
      status: /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
      diagnostic: fields.get('diagnostic-code') ?? '',
    }));
}

/**
 * Reads a delivery status notification (RFC 3464) or an abuse report (RFC 5965). Undefined for any other mail: an answer
 * of a holiday, a reply, spam.
 */
export function parseReport(raw: string): MailReport | undefined {
  const parts = leavesOf(partOf(raw));
  const status = parts.find(
    ({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status',
  );
  if (status) return { kind: 'status', message: messageOf(parts), recipients: recipientsOf(status.body) };
  const feedback = parts.find(({ type }) => type === 'message/feedback-report');
  if (!feedback) return undefined;
  const kind = fieldsOf(feedback.body).get('feedback-type') ?? '';
  return { kind: 'feedback', message: messageOf(parts), feedback: kind.toLowerCase() };
}
