/** What a notice is about. Its title and its page are read when the notice is sent. */
export interface NoticeSubject {
  readonly type:
    | 'article'
    | 'revision'
    | 'reviewCase'
    | 'approval'
    | 'publication'
    | 'destination'
    | 'issue'
    | 'digest'
    | 'site'
    | 'staff'
    | 'staffLetter';
  readonly id: string;
}

/**
 * Short values that the wording of a kind asks for. `byId` is a person's id and shows as their name, `at` an ISO
 * instant and shows as a date in the site's time zone; every other one shows as it is.
 */
export type NoticeDetail = Readonly<Record<string, string>>;

/**
 * queued -> handing (the message is about to leave) -> handedOver | failed | queued (not now) | unknown
 * handing -> queued, once, when nobody knows whether it was handed over; the second time it ends as unknown
 * queued -> skipped (the person left the site, or the subject is gone) | failed (a week has passed)
 */
export type NoticeState = 'queued' | 'handing' | 'handedOver' | 'failed' | 'unknown' | 'skipped';

const LONGEST_VALUE = 64;

/**
 * Refuses details that could carry more than ids and short codes.
 *
 * @throws Error naming the field but never its value
 */
export function assertShort(detail: NoticeDetail): void {
  for (const [field, value] of Object.entries(detail)) {
    if (value.length <= LONGEST_VALUE && !/[\s@\0]/.test(value)) continue;
    throw new Error(
      `The field ${field} of a notice is not an id or a short code. Put the id of the row there instead.`,
    );
  }
}
