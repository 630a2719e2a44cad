import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArticleRow } from '#editing';
import { type PersonRow, Policy, Sites } from '#identity';
import {
  type BatchItemRow,
  type BatchRow,
  ImportArticle,
  ImportBatches,
  type ImportRecordRow,
  ImportRecords,
  SettleImport,
  type SettleImportInput,
  StartImport,
  StateRights,
  type StateRightsInput,
  UndoDrop,
  type UndoDropInput,
} from '#importing';
import { InvalidInput, isRefusal, NotAllowed } from '#kernel';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';

interface FileArgs {
  readonly site: string;
  readonly locale: string;
  readonly topic: string;
  readonly fileName: string;
  readonly contentBase64: string;
}

@Resolver()
export class ImportingQueries {
  constructor(
    private readonly batches: ImportBatches,
    private readonly records: ImportRecords,
    private readonly policy: Policy,
  ) {}

  @Query('importBatch')
  async importBatch(@Args('id') id: string, @Context() { actor }: ManagementContext): Promise<BatchRow | null> {
    const batch = actor && (await this.batches.byId(id));
    return batch && !this.policy.mayAt(actor, 'article.read', batch.siteId) ? batch : null;
  }

  @Query('importRecord')
  async importRecord(@Args('id') id: string, @Context() { actor }: ManagementContext): Promise<ImportRecordRow | null> {
    const record = actor && (await this.records.byId(id));
    return record && !this.policy.mayAt(actor, 'article.read', record.siteId) ? record : null;
  }
}

@Resolver()
export class ImportingMutations {
  constructor(
    private readonly importUseCase: ImportArticle,
    private readonly startUseCase: StartImport,
    private readonly rightsUseCase: StateRights,
    private readonly undoUseCase: UndoDrop,
    private readonly settleUseCase: SettleImport,
    private readonly sites: Sites,
  ) {}

  @Mutation('importArticle')
  importArticle(@Args('input') input: FileArgs, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const file = await this.fileOf(input);
      if (isRefusal(file)) return file;
      const imported = await this.importUseCase.run(actor, file);
      if (isRefusal(imported)) return imported;
      const [article, importRecord] = await Promise.all([
        context.loaders.article.load(imported.articleId),
        context.loaders.importRecordById.load(imported.importRecordId),
      ]);
      const { created, outcome } = imported;
      return { __typename: 'ImportedArticle', article, importRecord, created, outcome };
    });
  }

  @Mutation('startImport')
  startImport(@Args('input') input: FileArgs, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const file = await this.fileOf(input);
      return isRefusal(file) ? file : typed('ImportBatch', await this.startUseCase.run(actor, file));
    });
  }

  @Mutation('stateRights')
  stateRights(@Args('input') input: StateRightsInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ImportRecord', await this.rightsUseCase.run(actor, input)));
  }

  @Mutation('undoDrop')
  undoDrop(@Args('input') input: UndoDropInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.undoUseCase.run(actor, input)));
  }

  @Mutation('settleImport')
  settleImport(@Args('input') input: SettleImportInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.settleUseCase.run(actor, input)));
  }

  private async fileOf({ site: slug, contentBase64, ...rest }: FileArgs) {
    const site = await this.sites.bySlug(slug);
    // A site one has no role at is not told from one that does not exist.
    if (!site) return new NotAllowed(siteNotFound().message);
    const bytes = bytesOf(contentBase64);
    return isRefusal(bytes) ? bytes : { ...rest, siteId: site.id, bytes };
  }
}

/** Node decodes what it can and drops the rest, so a damaged upload would be imported in part: it is refused here. */
function bytesOf(base64: string): Buffer | InvalidInput {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === Math.floor((base64.replace(/=+$/, '').length * 3) / 4)) return bytes;
  return new InvalidInput('contentBase64', 'The file arrived damaged: this is not base64. Send it again.');
}

@Resolver('ImportBatch')
export class ImportBatchFields {
  constructor(private readonly batches: ImportBatches) {}

  @ResolveField('requestedBy')
  requestedBy(@Parent() batch: BatchRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(batch.requestedById);
  }

  @ResolveField('counts')
  async counts(@Parent() batch: BatchRow): Promise<Record<string, number>> {
    const none = { created: 0, revised: 0, unchanged: 0, known: 0, conflict: 0, refused: 0, leftOut: 0 };
    const counts = await this.batches.countsOf(batch.id);
    return { ...none, ...counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  }

  @ResolveField('items')
  items(
    @Parent() batch: BatchRow,
    @Args('first') first: number,
    @Args('after') after: number,
  ): Promise<BatchItemRow[]> {
    return this.batches.items(batch.id, after, Math.min(200, Math.max(0, first)));
  }
}

@Resolver('ImportBatchItem')
export class ImportBatchItemFields {
  @ResolveField('article')
  article(@Parent() item: BatchItemRow, @Context() context: ManagementContext): Promise<ArticleRow | null> | null {
    return item.articleId === null ? null : context.loaders.article.load(item.articleId);
  }
}
