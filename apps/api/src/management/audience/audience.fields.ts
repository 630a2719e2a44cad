import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  isLifted,
  type ListedSubscriber,
  type ListedSuppression,
  ReadAudience,
  type SegmentCounts,
  type SubscriberImport,
} from '#audience';
import { isId } from '#kernel';
import { type IssueRow, segmentOf, type UnknownRecipient, UnknownRecipients } from '#newsletter';
import { type Connection, connectionOf, decodeCursor, encodeCursor, pageSize } from '../connection.js';
import type { ManagementContext } from '../context.js';
import type { AtSite } from './audience.queries.js';
import { AudienceLoaders } from './audience-loaders.js';

@Resolver('Subscriber')
export class SubscriberFields {
  constructor(private readonly loaders: AudienceLoaders) {}

  @ResolveField('interests')
  async interests(@Parent() person: AtSite<ListedSubscriber>, @Context() context: ManagementContext) {
    const ids = await this.loaders.of(context).interests.load(person.id);
    return this.loaders.termsAt(context, person.siteId, ids);
  }
}

@Resolver('SubscriberImport')
export class ImportTermFields {
  constructor(private readonly loaders: AudienceLoaders) {}

  @ResolveField('terms')
  terms(@Parent() { siteId, lines }: SubscriberImport, @Context() context: ManagementContext) {
    return this.loaders.termsAt(context, siteId, [...new Set(lines.flatMap(({ interests }) => interests))]);
  }
}

@Resolver('Suppression')
export class SuppressionFields {
  @ResolveField('addedBy')
  addedBy(@Parent() { addedById }: ListedSuppression, @Context() context: ManagementContext) {
    return addedById && context.loaders.person.load(addedById);
  }

  @ResolveField('canBeLifted')
  canBeLifted(@Parent() { reason }: ListedSuppression): boolean {
    return isLifted(reason);
  }
}

@Resolver('Issue')
export class IssueAudienceFields {
  constructor(
    private readonly audience: ReadAudience,
    private readonly unknown: UnknownRecipients,
    private readonly loaders: AudienceLoaders,
  ) {}

  @ResolveField('segment')
  async segment(@Parent() issue: IssueRow, @Context() context: ManagementContext) {
    const segment = segmentOf(issue);
    return { ...segment, interests: await this.loaders.termsAt(context, issue.siteId, segment.interests) };
  }

  @ResolveField('segmentCounts')
  async segmentCounts(@Parent() issue: IssueRow): Promise<SegmentCounts> {
    return (await this.audience.segmentOf({ id: issue.siteId }, segmentOf(issue)))!;
  }

  @ResolveField('unknownRecipients')
  async unknownRecipients(
    @Parent() issue: IssueRow,
    @Args() { first, after }: { first?: number | null; after?: string | null },
  ): Promise<Connection<UnknownRecipient>> {
    const size = pageSize(first);
    const [last] = decodeCursor(after) ?? [];
    const rows = await this.unknown.page(issue.id, size, isId(last) ? last : null);
    return connectionOf(rows, size, ({ id }) => encodeCursor(id), after);
  }
}

@Resolver('UnknownRecipient')
export class UnknownRecipientFields {
  constructor(private readonly loaders: AudienceLoaders) {}

  @ResolveField('maskedAddress')
  maskedAddress(@Parent() { subscriberId }: UnknownRecipient, @Context() context: ManagementContext) {
    return this.loaders.of(context).maskedAddress.load(subscriberId);
  }

  @ResolveField('attempt')
  attempt(@Parent() { attemptNo }: UnknownRecipient): number {
    return attemptNo;
  }
}
