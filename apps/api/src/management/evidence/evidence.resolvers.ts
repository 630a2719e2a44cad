import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import type { RevisionRow } from '#editing';
import {
  AddReference,
  type AddReferenceInput,
  type EvidenceStatus,
  type MarkReferenceInput,
  type ReferenceRow,
  References,
  type ReferenceUse,
  StateReference,
} from '#evidence';
import { Policy, Sites } from '#identity';
import { InvalidInput, isId } from '#kernel';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';

interface ReferencesArgs {
  readonly site: string;
  readonly status?: EvidenceStatus | null;
  readonly search?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

@Resolver()
export class EvidenceQueries {
  constructor(
    private readonly evidence: References,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('references')
  async references(@Args() args: ReferencesArgs, @Context() { actor }: ManagementContext) {
    const site = await this.sites.bySlug(args.site);
    const mayRead = site && actor && !this.policy.mayAt(actor, 'article.read', site.id);
    const size = pageSize(args.first);
    const before = decodeTimeCursor(args.after);
    const filter = { status: args.status ?? null, search: args.search ?? null };
    const rows = mayRead ? await this.evidence.ofSite(site.id, filter, size + 1, before) : [];
    return connectionOf(rows, size, (row) => encodeCursor(row.createdAt.toISOString(), row.id), args.after);
  }

  @Query('reference')
  async reference(@Args() { site: slug, id }: { site: string; id: string }, @Context() { actor }: ManagementContext) {
    const site = isId(id) ? await this.sites.bySlug(slug) : null;
    if (!site || !actor || this.policy.mayAt(actor, 'article.read', site.id)) return null;
    if (!(await this.evidence.isKnownAt(id, site.id))) return null;
    return (await this.evidence.byIds([id]))[0] ?? null;
  }
}

@Resolver()
export class EvidenceMutations {
  constructor(
    private readonly stateUseCase: StateReference,
    private readonly addUseCase: AddReference,
    private readonly sites: Sites,
  ) {}

  @Mutation('addReference')
  addReference(
    @Args('input') { site: slug, ...input }: Omit<AddReferenceInput, 'siteId'> & { site: string },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(slug);
      if (!site || !actor.memberships.some(({ siteId }) => siteId === site.id)) return siteNotFound();
      return typed('EvidenceReference', await this.addUseCase.run(actor, { ...input, siteId: site.id }));
    });
  }

  @Mutation('gradeReference')
  gradeReference(
    @Args('input') input: { site: string; id: string; grade?: string | null; jurisdiction?: string | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(input.site);
      if (!site) return siteNotFound();
      const { id, grade = null, jurisdiction = null } = input;
      const stated = await this.stateUseCase.grade(actor, { siteId: site.id, id, grade, jurisdiction });
      return typed('EvidenceReference', stated);
    });
  }

  @Mutation('markReference')
  markReference(
    @Args('input') input: Omit<MarkReferenceInput, 'siteId' | 'status'> & { site: string; status: EvidenceStatus },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(input.site);
      if (!site) return siteNotFound();
      const { status } = input;
      if (status === 'unchecked') {
        return new InvalidInput('status', 'Say what became of it: OK, CONCERN, RETRACTED or SUPERSEDED.');
      }
      return typed('EvidenceReference', await this.stateUseCase.mark(actor, { ...input, status, siteId: site.id }));
    });
  }
}

/** One batch a request: a list of revisions asks for the sources of all of them at once. */
const uses = new WeakMap<object, DataLoader<string, ReferenceUse[]>>();

@Resolver('Revision')
export class RevisionEvidenceFields {
  constructor(private readonly references: References) {}

  @ResolveField('evidence')
  evidence(@Parent() revision: RevisionRow, @Context() { loaders }: ManagementContext): Promise<ReferenceUse[]> {
    const loader = uses.get(loaders) ?? this.loader();
    uses.set(loaders, loader);
    return loader.load(revision.id);
  }

  private loader(): DataLoader<string, ReferenceUse[]> {
    return new DataLoader(async (ids) => {
      const rows = await this.references.usesOf(ids);
      return ids.map((id) => rows.filter((row) => row.revisionId === id));
    });
  }
}

@Resolver('EvidenceReference')
export class EvidenceReferenceFields {
  constructor(
    private readonly references: References,
    private readonly sites: Sites,
    private readonly policy: Policy,
  ) {}

  @ResolveField('usedIn')
  async usedIn(
    @Parent() { id }: ReferenceRow,
    @Args('site') slug: string,
    @Context() { actor, loaders }: ManagementContext,
  ) {
    const site = await this.sites.bySlug(slug);
    if (!site || !actor || this.policy.mayAt(actor, 'article.read', site.id)) return [];
    const users = await this.references.affected(id, site.id);
    return users.map(({ articleId, locale, isLive }) => ({ article: loaders.article.load(articleId), locale, isLive }));
  }

  @ResolveField('history')
  async history(@Parent() { id }: ReferenceRow, @Context() { loaders }: ManagementContext) {
    const entries = await this.references.entriesOf(id);
    return entries.map((entry) => ({ ...entry, by: entry.byId === null ? null : loaders.person.load(entry.byId) }));
  }

  @ResolveField('supersededBy')
  async supersededBy(@Parent() { supersededById }: ReferenceRow): Promise<ReferenceRow | null> {
    if (supersededById === null) return null;
    return (await this.references.byIds([supersededById]))[0] ?? null;
  }
}
