import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { ImportingModule } from '#importing';
import { Assessments } from './assessments.js';
import { LanguageModel, NoLanguageModel } from './assist/language-model.js';
import { CheckContexts } from './check-context.js';
import { AssessRevision } from './jobs/assess-revision.js';
import { FindUnassessed } from './jobs/find-unassessed.js';
import { LibraryFindings } from './library-findings.js';
import { LibraryIndex } from './persistence/library-index.js';
import { StoredReports } from './persistence/stored-reports.js';
import { Waivers } from './persistence/waivers.js';
import { AcceptSuggestion } from './use-cases/accept-suggestion.js';
import { Suggest } from './use-cases/suggest.js';
import { WaiveFinding } from './use-cases/waive-finding.js';
import { WaiverGround } from './use-cases/waiver-ground.js';

/** What the checks found in revisions, and who waived it. */
@Module({
  imports: [EditingModule, IdentityModule, ImportingModule],
  providers: [
    { provide: LanguageModel, useClass: NoLanguageModel },
    AcceptSuggestion,
    Suggest,

    Assessments,
    AssessRevision,
    CheckContexts,
    FindUnassessed,
    LibraryFindings,
    LibraryIndex,
    StoredReports,
    WaiveFinding,
    WaiverGround,
    Waivers,
  ],
  exports: [AcceptSuggestion, Suggest, Assessments, AssessRevision, FindUnassessed, WaiveFinding, Waivers],
})
export class AssessmentModule {}
