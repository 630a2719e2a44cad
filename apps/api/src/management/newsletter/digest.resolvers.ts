import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonRow } from '#identity';
import {
  type DigestRow,
  type DigestRunRow,
  type LetDigestSendInput,
  ReadDigest,
  type SaveDigestInput,
  SteerDigest,
  type UpcomingArticle,
} from '#newsletter';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class DigestQueries {
  constructor(private readonly digests: ReadDigest) {}

  @Query('digest')
  digest(@Args('site') site: string, @Context() { actor }: ManagementContext): Promise<DigestRow | null> | null {
    return actor && this.digests.of(actor, site);
  }
}

@Resolver()
export class DigestMutations {
  constructor(private readonly digests: SteerDigest) {}

  @Mutation('saveDigest')
  saveDigest(@Args('input') input: SaveDigestInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Digest', await this.digests.save(actor, input)));
  }

  @Mutation('letDigestSend')
  letDigestSend(@Args('input') input: LetDigestSendInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Digest', await this.digests.letSend(actor, input)));
  }
}

@Resolver('Digest')
export class DigestFields {
  constructor(private readonly digests: ReadDigest) {}

  @ResolveField('setBy')
  setBy(@Parent() digest: DigestRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(digest.setById);
  }

  @ResolveField('vouchedBy')
  vouchedBy(
    @Parent() { vouchedById }: DigestRow,
    @Context() context: ManagementContext,
  ): Promise<PersonRow | null> | null {
    return vouchedById === null ? null : context.loaders.person.load(vouchedById);
  }

  @ResolveField('upcoming')
  upcoming(@Parent() digest: DigestRow): Promise<UpcomingArticle[]> {
    return this.digests.newsOf(digest);
  }

  @ResolveField('runs')
  runs(@Parent() digest: DigestRow): Promise<DigestRunRow[]> {
    return this.digests.runsOf(digest);
  }
}
