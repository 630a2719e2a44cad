import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import { type JobHandler, UnusableJob } from '#platform';
import { Assessments } from '../assessments.js';
import { LibraryIndex } from '../persistence/library-index.js';
import { StoredReports } from '../persistence/stored-reports.js';
import { assessRevisionJob } from './jobs.js';

/** Checks one revision. Run twice, or after somebody opened it, it finds its report and entry stored and does nothing. */
@Injectable()
export class AssessRevision implements JobHandler<{ revisionId: string }> {
  readonly job = assessRevisionJob;

  constructor(
    private readonly articles: ArticleReader,
    private readonly assessments: Assessments,
    private readonly reports: StoredReports,
    private readonly library: LibraryIndex,
  ) {}

  async run({ revisionId }: { revisionId: string }): Promise<void> {
    const [revision] = await this.articles.revisionsByIds([revisionId]);
    if (!revision) throw new UnusableJob(`There is no revision ${revisionId} to assess.`);
    await this.assessments.store(revision);
    await this.library.keep(revision);
    await this.reports.prune(revision.articleId, revision.locale);
  }
}
