import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArticleRow, RevisionRow } from '#editing';
import type { PersonRow, SiteRow } from '#identity';
import type { HoldRow, PublicationRow, ScheduleRow } from '#publishing';
import type { ApprovalRow } from '#review';
import type { ManagementContext } from '../context.js';

@Resolver('Publication')
export class PublicationFields {
  @ResolveField('site')
  site(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(publication.siteId);
  }

  @ResolveField('article')
  article(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(publication.articleId);
  }

  @ResolveField('revision')
  revision(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return context.loaders.revision.load(publication.revisionId);
  }

  @ResolveField('approval')
  approval(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<ApprovalRow | null> {
    return context.loaders.approval.load(publication.approvalId);
  }

  @ResolveField('endsAt')
  endsAt(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<Date | null> {
    return context.loaders.publicationEnd.load(publication.id);
  }

  @ResolveField('hold')
  hold(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<HoldRow | null> {
    return context.loaders.publicationHold.load(publication.id);
  }

  @ResolveField('publishedBy')
  publishedBy(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(publication.publishedById);
  }

  @ResolveField('pageUrl')
  async pageUrl(@Parent() publication: PublicationRow, @Context() context: ManagementContext): Promise<string> {
    const site = (await context.loaders.site.load(publication.siteId))!;
    return `${site.url}/${publication.locale}/${publication.slug}`;
  }
}

@Resolver('PublicationSchedule')
export class PublicationScheduleFields {
  @ResolveField('site')
  site(@Parent() schedule: ScheduleRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(schedule.siteId);
  }

  @ResolveField('article')
  article(@Parent() schedule: ScheduleRow, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(schedule.articleId);
  }

  @ResolveField('revision')
  revision(@Parent() schedule: ScheduleRow, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return context.loaders.revision.load(schedule.revisionId);
  }
}
