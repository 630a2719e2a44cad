import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type ImportedLine, type ImportOutcome, ImportSubscribers, type SubscriberImport } from '#audience';
import { InvalidInput } from '#kernel';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

interface ImportArgs {
  readonly site: string;
  readonly contents: string;
  readonly emailColumn?: string | null;
  readonly consent: string;
  readonly preview: boolean;
}

interface LinesArgs {
  readonly first?: number | null;
  readonly skip?: number | null;
  readonly outcomes?: readonly string[] | null;
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
      const { emailColumn = null, ...rest } = input;
      return typed('SubscriberImport', await this.importing.run(actor, { ...rest, contents, emailColumn }));
    });
  }
}

@Resolver('SubscriberImport')
export class SubscriberImportFields {
  @ResolveField('counts')
  counts(@Parent() { lines }: SubscriberImport): Record<string, number> {
    const of = (has: (line: ImportedLine) => boolean) => lines.filter(has).length;
    const outcomes = OUTCOMES.map((outcome) => [outcome, of((line) => line.outcome === outcome)]);
    const flagged = (['role', 'disposable'] as const).map((flag) => [flag, of(({ flags }) => flags.includes(flag))]);
    return Object.fromEntries([...outcomes, ...flagged]);
  }

  @ResolveField('lines')
  lines(@Parent() { lines }: SubscriberImport, @Args() { first, skip, outcomes }: LinesArgs) {
    const wanted = outcomes ? lines.filter(({ outcome }) => outcomes.includes(outcome.toUpperCase())) : lines;
    const from = Math.max(0, skip ?? 0);
    const some = wanted.slice(from, from + Math.min(MOST_LINES, Math.max(0, first ?? 100)));
    return some.map((line) => ({
      ...line,
      outcome: line.outcome.toUpperCase(),
      flags: line.flags.map((flag) => flag.toUpperCase()),
    }));
  }
}
