import { Inject, Injectable } from '@nestjs/common';
import { spellerFor } from '#dictionaries';
import { topicFault } from '#editing';
import { Policy } from '#identity';
import { isRefusal, type Refusal } from '#kernel';
import { LOGGER, type Logger, type StaffActor } from '#platform';
import { type Prepared, type PrepareOptions, prepare } from '../domain/prepare.js';
import { readSource, type SourceFile } from '../domain/source/read-source.js';
import { NotRead } from '../domain/source/refusals.js';
import type { SourcePart, SourceUnit } from '../domain/source/unit.js';
import { ImportPictures } from './import-pictures.js';
import { type Imported, type ImportPlace, ImportWriter } from './import-writer.js';

/** What became of one part of a file. */
export type PartOutcome = { readonly name: string; readonly ordinal: number } & (
  | { readonly imported: Imported }
  | { readonly refusal: Refusal }
  | { readonly leftOut: string }
);

export interface ImportSourceInput extends ImportPlace {
  readonly locale: string;
}

export interface ImportSourceSteps {
  /** Stops between two groups of articles. */
  readonly signal?: AbortSignal;
  /** Parts before this one were settled by an earlier run. */
  readonly from?: number;
  /** Called for each group once its articles are committed. */
  told(outcomes: readonly PartOutcome[]): Promise<void> | void;
}

/** Articles in one transaction: few enough for little memory and a short lock, many enough to share its cost. */
const GROUP = 50;
/** Bytes in one group; one large post is a group by itself. */
const GROUP_BYTES = 4_000_000;

/**
 * Imports everything in a file, a group of articles at a time. Killed half-way, what was told is done; run again, what
 * was done is found by its bytes and left. A part that cannot be read is told and the others go on.
 */
@Injectable()
export class ImportSource {
  constructor(
    private readonly policy: Policy,
    private readonly writer: ImportWriter,
    private readonly pictures: ImportPictures,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Null when the file was gone through; a refusal when none of it may be imported. */
  run(
    actor: StaffActor,
    input: ImportSourceInput,
    file: SourceFile,
    steps: ImportSourceSteps,
  ): Promise<Refusal | null> {
    return this.runParts(actor, input, readSource(file), steps);
  }

  /** The same for the parts of any number of files; ordinals count on from one to the next. */
  async runParts(
    actor: StaffActor,
    input: ImportSourceInput,
    parts: AsyncIterable<SourcePart>,
    steps: ImportSourceSteps,
  ): Promise<Refusal | null> {
    const refused = this.policy.mayAt(actor, 'article.import', input.siteId) ?? topicFault(input.topic);
    if (refused) return refused;
    let group: Numbered[] = [];
    let bytes = 0;
    let ordinal = -1;
    // The next group is read while the last one is written.
    let writing: Promise<void> = Promise.resolve();
    const flush = async () => {
      const parts = group;
      group = [];
      bytes = 0;
      const read = await this.prepareAll(actor, input, parts);
      await writing;
      writing = this.settle(actor, input, read, steps);
      // Seen when it is awaited; until then it must not count as unhandled.
      writing.catch(() => undefined);
    };
    for await (const part of parts) {
      ordinal += 1;
      if (steps.signal?.aborted) break;
      if (ordinal < (steps.from ?? 0)) continue;
      group.push({ part, ordinal });
      bytes += part.is === 'article' ? part.bytes.length : 0;
      if (group.length >= GROUP || bytes >= GROUP_BYTES) await flush();
    }
    await flush();
    await writing;
    return null;
  }

  private async prepareAll(
    actor: StaffActor,
    input: ImportSourceInput,
    parts: readonly Numbered[],
  ): Promise<ReadPart[]> {
    const units = parts.flatMap(({ part }) => (part.is === 'article' ? [part] : []));
    const known = await this.writer.known(
      input.siteId,
      units.map(({ sha256 }) => sha256),
    );
    const options = { locale: input.locale, addPicture: this.pictures.adder(actor, input.siteId) };
    const read: ReadPart[] = [];
    for (const { part, ordinal } of parts) {
      const { name } = part;
      if (part.is === 'leftOut') read.push({ outcome: { name, ordinal, leftOut: part.reason } });
      else if (part.is === 'refused') read.push({ outcome: { name, ordinal, refusal: part.refusal } });
      else read.push(await this.readOne(part, ordinal, known.get(part.sha256), options));
    }
    return read;
  }

  private async readOne(
    part: SourceUnit,
    ordinal: number,
    known: { id: string; articleId: string } | undefined,
    options: PrepareOptions,
  ): Promise<ReadPart> {
    const read = await readUnit(part, ordinal, known, options);
    if ('outcome' in read && 'refusal' in read.outcome && read.outcome.refusal instanceof NotRead) {
      const { name: fault, stack } = read.outcome.refusal.cause;
      // The message may quote the text; where it happened does not.
      this.logger.error(
        { fault, at: stack?.split('\n').slice(1, 20), sha256: part.sha256 },
        'A reader of imports failed',
      );
    }
    return read;
  }

  private async settle(
    actor: StaffActor,
    input: ImportSourceInput,
    read: readonly ReadPart[],
    steps: ImportSourceSteps,
  ): Promise<void> {
    const ready = read.flatMap((one) => ('prepared' in one ? [one] : []));
    const written =
      ready.length > 0
        ? await this.writer.write(
            actor,
            input,
            ready.map(({ prepared }) => prepared),
          )
        : [];
    const outcomes = read.map((one): PartOutcome => {
      if ('outcome' in one) return one.outcome;
      return { name: one.prepared.unit.name, ordinal: one.ordinal, imported: written[ready.indexOf(one)]! };
    });
    if (outcomes.length > 0) await steps.told(outcomes);
  }
}

interface Numbered {
  readonly part: SourcePart;
  readonly ordinal: number;
}

type ReadPart = { readonly outcome: PartOutcome } | { readonly prepared: Prepared; readonly ordinal: number };

async function readUnit(
  unit: SourceUnit,
  ordinal: number,
  known: { id: string; articleId: string } | undefined,
  options: PrepareOptions,
): Promise<ReadPart> {
  const { name } = unit;
  if (known) {
    const imported = {
      articleId: known.articleId,
      importRecordId: known.id,
      created: false,
      outcome: 'known' as const,
    };
    return { outcome: { name, ordinal, imported } };
  }
  const speller = unit.format === 'text' ? await spellerFor(options.locale) : undefined;
  const prepared = await prepare(unit, { ...options, ...(speller ? { speller } : {}) });
  return isRefusal(prepared) ? { outcome: { name, ordinal, refusal: prepared } } : { prepared, ordinal };
}
