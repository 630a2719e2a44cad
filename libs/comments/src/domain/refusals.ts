import { Refusal } from '#kernel';

/** The text was saved while somebody wrote a comment on it: the comment would stand on other words. */
export class CommentedTextChanged extends Refusal {
  readonly code = 'COMMENTED_TEXT_CHANGED';
  readonly message =
    'The text changed while you were writing. Your comment was not added. Open the newest text and choose the place again.';
}

/** Somebody edited the comment in another window. */
export class CommentMovedOn extends Refusal {
  readonly code = 'COMMENT_MOVED_ON';
  readonly message = 'This comment was changed or retracted since you opened it. Load it again before you edit it.';
}
