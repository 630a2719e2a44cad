import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type ImportedLine,
  type ImportNoteCode,
  type ImportOutcome,
  ImportSubscribers,
  type SubscriberImport,
} from '#audience';
import { InvalidInput } from '#kernel';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

interface ImportArgs {
  readonly site: string;
  readonly contents: string;
  readonly emailColumn?: string | null;
  readonly interestsColumn?: string | null;
  readonly languageColumn?: string | null;
  readonly consent: string;
  readonly preview: boolean;
}

interface LinesArgs {
  readonly first?: number | null;
  readonly skip?: number | null;
  readonly outcomes?: readonly string[] | null;
  readonly noted?: boolean | null;
}

const LONGEST = 700_000;
const MOST_LINES = 1_000;
const OUTCOMES: readonly ImportOutcome[] = ['admitted', 'known', 'left', 'suppressed', 'repeated', 'refused'];

/** Undefined when it is no base64. */
function bytesOf(base64: string): Buffer | undefined {
  const text = base64.replace(/\s+/g, '');
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
    ? Buffer.from(text, 'base64')
    : undefined;
}

@Resolver()
export class SubscriberImportMutations {
  constructor(private readonly importing: ImportSubscribers) {}

  @Mutation('importSubscribers')
  importSubscribers(@Args('input') input: ImportArgs, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const contents = input.contents.length <= LONGEST ? bytesOf(input.contents) : undefined;
      if (!contents) {
        return new InvalidInput(
          'contents',
          `Send the file in base64, at most ${LONGEST} characters. Divide a larger one.`,
        );
      }
      const { emailColumn = null, interestsColumn = null, languageColumn = null, ...rest } = input;
      const columns = { email: emailColumn, interests: interestsColumn, locale: languageColumn };
      return typed('SubscriberImport', await this.importing.run(actor, { ...rest, contents, columns }));
    });
  }
}

@Resolver('SubscriberImport')
export class SubscriberImportFields {
  @ResolveField('counts')
  counts(@Parent() { lines }: SubscriberImport) {
    const of = (has: (line: ImportedLine) => boolean) => lines.filter(has).length;
    const outcomes = OUTCOMES.map((outcome) => [outcome, of((line) => line.outcome === outcome)]);
    const flagged = (['role', 'disposable'] as const).map((flag) => [flag, of(({ flags }) => flags.includes(flag))]);
    const noted = (codes: readonly ImportNoteCode[]) =>
      of(({ notes }) => notes.some(({ code }) => codes.includes(code)));
    return {
      ...Object.fromEntries([...outcomes, ...flagged]),
      unknownInterests: noted(['UNKNOWN_INTEREST', 'UNCLEAR_INTEREST', 'MANY_INTERESTS']),
      unknownLanguages: noted(['UNKNOWN_LANGUAGE']),
      choicesKept: noted(['CHOICES_KEPT', 'FIRST_LINE_COUNTS']),
    };
  }

  @ResolveField('mapping')
  mapping(@Parent() { mapping: { email, interests, locale } }: SubscriberImport) {
    return { email, interests, language: locale };
  }

  @ResolveField('lines')
  lines(@Parent() { lines }: SubscriberImport, @Args() { first, skip, outcomes, noted }: LinesArgs) {
    const wanted = lines.filter(
      ({ outcome, notes }) => (!outcomes || outcomes.includes(outcome.toUpperCase())) && (!noted || notes.length > 0),
    );
    const from = Math.max(0, skip ?? 0);
    const some = wanted.slice(from, from + Math.min(MOST_LINES, Math.max(0, first ?? 100)));
    return some.map(({ notes, ...line }) => {
      const wordsOf = (wanted: ImportNoteCode) => notes.find(({ code }) => code === wanted)?.words ?? [];
      return {
        ...line,
        outcome: line.outcome.toUpperCase(),
        flags: line.flags.map((flag) => flag.toUpperCase()),
        notes: notes.map(({ code }) => code),
        unknownInterests: wordsOf('UNKNOWN_INTEREST'),
        unclearInterests: wordsOf('UNCLEAR_INTEREST'),
        unknownLanguage: wordsOf('UNKNOWN_LANGUAGE')[0] ?? null,
      };
    });
  }
}
