import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArticleRow } from '#editing';
import { type PersonRow, Policy, Sites } from '#identity';
import {
  type BatchFileRow,
  type BatchItemRow,
  type BatchRow,
  CancelImport,
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
  type UploadedFile,
} from '#importing';
import { InvalidInput, isRefusal, NotAllowed } from '#kernel';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';

interface PlaceArgs {
  readonly site: string;
  readonly locale: string;
  readonly topic: string;
}

interface FileArgs {
  readonly fileName: string;
  readonly contentBase64: string;
}

@Resolver()
export class ImportingQueries {
  constructor(
    private readonly batches: ImportBatches,
    private readonly records: ImportRecords,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('importBatches')
  async importBatches(
    @Args('site') slug: string,
    @Args('first') first: number,
    @Context() { actor }: ManagementContext,
  ): Promise<BatchRow[]> {
    const site = actor && (await this.sites.bySlug(slug));
    if (!site || this.policy.mayAt(actor, 'article.read', site.id)) return [];
    return this.batches.ofSite(site.id, Math.min(50, Math.max(0, first)));
  }

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
    private readonly rightsUseCase: StateRights,
    private readonly undoUseCase: UndoDrop,
    private readonly settleUseCase: SettleImport,
    private readonly sites: Sites,
  ) {}

  @Mutation('importArticle')
  importArticle(@Args('input') input: PlaceArgs & FileArgs, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const place = await placeAt(this.sites, input);
      if (isRefusal(place)) return place;
      const bytes = bytesOf(input.contentBase64, 'contentBase64');
      if (isRefusal(bytes)) return bytes;
      const imported = await this.importUseCase.run(actor, { ...place, fileName: input.fileName, bytes });
      if (isRefusal(imported)) return imported;
      const [article, importRecord] = await Promise.all([
        context.loaders.article.load(imported.articleId),
        context.loaders.importRecordById.load(imported.importRecordId),
      ]);
      const { created, outcome } = imported;
      return { __typename: 'ImportedArticle', article, importRecord, created, outcome };
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
}

@Resolver()
export class UploadMutations {
  constructor(
    private readonly startUseCase: StartImport,
    private readonly cancelUseCase: CancelImport,
    private readonly sites: Sites,
  ) {}

  @Mutation('startImport')
  startImport(
    @Args('input') { files: given, ...input }: PlaceArgs & { files: FileArgs[] },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const place = await placeAt(this.sites, input);
      if (isRefusal(place)) return place;
      const files: UploadedFile[] = [];
      for (const [at, { fileName, contentBase64 }] of given.entries()) {
        const bytes = bytesOf(contentBase64, `files.${at}.contentBase64`);
        if (isRefusal(bytes)) return bytes;
        files.push({ fileName, bytes });
      }
      return typed('ImportBatch', await this.startUseCase.run(actor, { ...place, files }));
    });
  }

  @Mutation('cancelImport')
  cancelImport(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) =>
      typed('ImportBatch', await this.cancelUseCase.run(actor, { batchId: id })),
    );
  }
}

async function placeAt(sites: Sites, { site: slug, locale, topic }: PlaceArgs) {
  const site = await sites.bySlug(slug);
  // A site one has no role at is not told from one that does not exist.
  return site ? { siteId: site.id, locale, topic } : new NotAllowed(siteNotFound().message);
}

/** Node decodes what it can and drops the rest, so a damaged upload would be imported in part: it is refused here. */
function bytesOf(base64: string, field: string): Buffer | InvalidInput {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === Math.floor((base64.replace(/=+$/, '').length * 3) / 4)) return bytes;
  return new InvalidInput(field, 'The file arrived damaged: this is not base64. Send it again.');
}

@Resolver('ImportBatch')
export class ImportBatchFields {
  constructor(private readonly batches: ImportBatches) {}

  @ResolveField('requestedBy')
  requestedBy(@Parent() batch: BatchRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(batch.requestedById);
  }

  @ResolveField('cancelledBy')
  cancelledBy(@Parent() batch: BatchRow, @Context() context: ManagementContext): Promise<PersonRow | null> | null {
    return batch.cancelledById === null ? null : context.loaders.person.load(batch.cancelledById);
  }

  @ResolveField('files')
  files(@Parent() batch: BatchRow, @Context() context: ManagementContext): Promise<BatchFileRow[]> {
    return context.loaders.importBatchFiles.load(batch.id);
  }

  @ResolveField('progress')
  async progress(@Parent() batch: BatchRow, @Context() context: ManagementContext): Promise<number> {
    if (batch.state === 'done') return 1;
    const files = await context.loaders.importBatchFiles.load(batch.id);
    const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
    return all === 0 ? 0 : files.reduce((sum, { bytesRead }) => sum + bytesRead, 0) / all;
  }

  @ResolveField('counts')
  async counts(@Parent() batch: BatchRow, @Context() context: ManagementContext): Promise<Record<string, number>> {
    const none = { created: 0, revised: 0, unchanged: 0, known: 0, conflict: 0, refused: 0, leftOut: 0 };
    const counts = await context.loaders.importBatchCounts.load(batch.id);
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

  @ResolveField('importRecord')
  importRecord(
    @Parent() item: BatchItemRow,
    @Context() context: ManagementContext,
  ): Promise<ImportRecordRow | null> | null {
    return item.recordId === null ? null : context.loaders.importRecordById.load(item.recordId);
  }
}
