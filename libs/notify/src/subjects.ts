import type { NoticeSubject } from './domain/notice.js';

/** A subject as its notice names it. */
export interface DescribedSubject {
  /** One line, such as an article's title. */
  readonly title: string;
  /** Path of its page below the admin's address, with a slash in front. */
  readonly path: string;
}

/**
 * Looks a notice's subject up at the moment of sending. The rooms that own the subjects stand right of this one, so
 * the process that sends provides it.
 */
export abstract class NoticeSubjects {
  /** Null when it is gone: nobody is written to about it then. */
  abstract describe(subject: NoticeSubject): Promise<DescribedSubject | null>;
}
