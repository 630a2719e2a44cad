/**
 * Something that happened, named as a fact ("publication.went-live"). The payload holds ids and short codes only: who
 * reads it looks everything else up, so that no address and no text is ever kept here.
 */
export interface Fact {
  readonly kind: string;
  readonly payload: Readonly<Record<string, string>>;
}

const KIND = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;
const LONGEST_VALUE = 64;

/**
 * Refuses a fact that could carry more than ids.
 *
 * @throws Error naming the field but never its value: the value may be the address that must not be written down
 */
export function assertOnlyIds(fact: Fact): void {
  if (!KIND.test(fact.kind)) {
    throw new Error(`"${fact.kind}" is not the name of a fact. Write it as thing.happened, in small letters.`);
  }
  for (const [field, value] of Object.entries(fact.payload)) {
    if (typeof value === 'string' && value.length <= LONGEST_VALUE && !/[\s@\0]/.test(value)) continue;
    throw new Error(
      `The field ${field} of ${fact.kind} is not an id or a short code: at most ${LONGEST_VALUE} characters, ` +
        'without spaces and without @. Put the id of the row there instead.',
    );
  }
}
