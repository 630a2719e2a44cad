import { Refusal } from '#kernel';

/** Whoever sent it did not prove to be who they say. */
export class BadSignature extends Refusal {
  readonly code = 'BAD_SIGNATURE';
  readonly message =
    'This report does not prove where it comes from, so nothing was done. Check the key or password of the webhook on both sides.';
}

/** The same signed report a second time, or one that is too old. */
export class ReplayedReport extends Refusal {
  readonly code = 'REPLAYED';
  readonly message = 'This very report was taken before or is too old, so nothing was done. Do not send it again.';
}

/** It is not what this address is for. */
export class UnreadableReport extends Refusal {
  readonly code = 'UNREADABLE_REPORT';
  readonly message =
    'This is not a report of a bounce or a complaint, so nothing was done. Send each provider to its own address.';
}
