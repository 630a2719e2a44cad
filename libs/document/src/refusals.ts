import { Refusal } from '#kernel';

/** The input is not an article content. `path` leads to the first place that breaks a rule. */
export class InvalidDocument extends Refusal {
  readonly code = 'INVALID_DOCUMENT';
  constructor(
    /** For instance `document.content[3].attrs.level`. */
    readonly path: string,
    readonly message: string,
  ) {
    super();
  }
}

/** The input is larger than an article may be. */
export class DocumentTooLarge extends Refusal {
  readonly code = 'DOCUMENT_TOO_LARGE';
  readonly message: string;
  constructor(
    readonly limit: 'bytes' | 'nodes' | 'depth',
    readonly allowed: number,
  ) {
    super();
    this.message = SENTENCES[limit](allowed);
  }
}

const SENTENCES = {
  bytes: (allowed: number) => `The content is larger than ${allowed} bytes. Split it into several articles.`,
  nodes: (allowed: number) => `The content has more than ${allowed} blocks. Split it into several articles.`,
  depth: (allowed: number) => `The content is nested deeper than ${allowed} levels. Flatten its lists and boxes.`,
};
