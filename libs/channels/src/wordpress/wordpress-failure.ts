import { type AttemptResult, outcomeOfStatus } from '../domain/attempt.js';

/** WordPress did not do what it was asked: ends the attempt with an outcome. */
export class WordPressFailure extends Error {
  constructor(readonly result: AttemptResult) {
    super(result.excerpt ?? result.outcome);
  }
}

/** An error as WordPress words it. */
export interface WordPressError {
  readonly code: string;
  readonly message: string;
  readonly data?: { readonly status?: number; readonly term_id?: number };
}

const TITLE = /<title[^>]*>([^<]{1,200})/i;

/** What a page of HTML means where data was asked for: maintenance, a sign-in page, or no WordPress at all. */
export function pageInstead(status: number, text: string, retryAfterMs: number | undefined): WordPressFailure {
  const title = TITLE.exec(text)?.[1]?.trim().replace(/\s+/g, ' ').slice(0, 100);
  const named = title ? `a web page, "${title}",` : 'a web page';
  const words =
    status === 404
      ? `There is no WordPress interface at this address: it answered with ${named} instead of data. Enter the address of the front page, and set the permalinks there to anything but "Plain".`
      : `WordPress answered with ${named} instead of data. It may be under maintenance, or something in front of it asks to sign in. Nothing was changed.`;
  const outcome = status < 300 ? 'rejected' : outcomeOf(status);
  return new WordPressFailure({ outcome, status, excerpt: words, retryAfterMs });
}

/** A redirect is not followed: it could lead anywhere, and the password would go along. */
export function sentElsewhere(status: number, location: string | undefined): WordPressFailure {
  const to = location && URL.canParse(location) ? ` It is said to be at ${new URL(location).origin}.` : '';
  const excerpt = `WordPress sends us to another address, and we do not follow.${to} Add the destination with the address that it has now.`;
  return new WordPressFailure({ outcome: 'redirected', status, excerpt });
}

/** An error of WordPress in words that say what to do there. */
export function refusedBy(status: number, error: WordPressError, retryAfterMs: number | undefined): WordPressFailure {
  return new WordPressFailure({
    outcome: outcomeOf(status),
    status,
    excerpt: `${adviceOn(status, error.code)} WordPress says: ${error.message.slice(0, 300)} (${error.code.slice(0, 100)})`,
    retryAfterMs,
  });
}

function adviceOn(status: number, code: string): string {
  if (status === 401) {
    return 'WordPress does not accept the user name with this application password. Make a new one in the profile there, and add the destination again.';
  }
  // Whoever may not see drafts is told that "draft" is no valid status to look for.
  if (status === 403 || code.startsWith('rest_cannot_') || code === 'rest_invalid_param') {
    return 'The WordPress user may not do this. Give it the role of an editor there.';
  }
  if (status >= 500) return 'WordPress met an error of its own. Look at its error log.';
  return 'WordPress refused this.';
}

/** A 410 of a plug-in says that one thing is gone, and not that the whole destination is. */
function outcomeOf(status: number): AttemptResult['outcome'] {
  const outcome = outcomeOfStatus(status);
  return outcome === 'gone' || outcome === 'accepted' ? 'rejected' : outcome;
}
