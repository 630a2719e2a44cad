import { Refusal } from '#kernel';

/** The code has not the shape of its system. */
export class InvalidCode extends Refusal {
  readonly code = 'INVALID_CODE';
  readonly message: string;
  constructor(
    readonly system: string,
    readonly value: string,
    shape: string,
  ) {
    super();
    this.message = `"${value.slice(0, 40)}" is not such a code. ${shape}`;
  }
}

/** The site has a term of this kind with this key or label already. */
export class TermTaken extends Refusal {
  readonly code = 'TERM_TAKEN';
  readonly message = 'There is a term of this kind with this key or this label already. Use that one.';
  constructor(readonly termId: string) {
    super();
  }
}

/** Common to all clinics: one of them cannot change it for the others. */
export class CommonTerm extends Refusal {
  readonly code = 'COMMON_TERM';
  readonly message =
    'This term is common to all clinics and cannot be changed. Make a term of your own, below it if you like.';
}

/** It was merged into another term by somebody else. */
export class TermMerged extends Refusal {
  readonly code = 'TERM_MERGED';
  readonly message = 'This term was merged into another one already. Go on with that one.';
  constructor(readonly termId: string) {
    super();
  }
}

/** It carries codes that the common term lacks, and a common term takes none from one clinic. */
export class CodesWouldBeLost extends Refusal {
  readonly code = 'CODES_WOULD_BE_LOST';
  readonly message: string;
  constructor(readonly codes: readonly string[]) {
    super();
    this.message = `The common term lacks codes that this one has: ${codes.join(', ')}. Take them off first, or keep this term.`;
  }
}

/** Articles have the term, or other terms stand below it. */
export class TermInUse extends Refusal {
  readonly code = 'TERM_IN_USE';
  readonly message: string;
  constructor(
    readonly articleIds: readonly string[],
    readonly childCount: number,
  ) {
    super();
    const articles = articleIds.length === 1 ? '1 article has' : `${articleIds.length} articles have`;
    this.message =
      articleIds.length > 0
        ? `${articles} this term. Give them another one, then archive it.`
        : 'Other terms stand below this one. Archive them first.';
  }
}
