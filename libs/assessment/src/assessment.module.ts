import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { EvidenceModule } from '#evidence';
import { IdentityModule } from '#identity';
import { ImportingModule } from '#importing';
import { MediaModule } from '#media';
import { SETTINGS, type Settings } from '#platform';
import { TaxonomyModule } from '#taxonomy';
import { Assessments } from './assessments.js';
import { HttpLanguageModel } from './assist/http-language-model.js';
import { LanguageModel, NoLanguageModel } from './assist/language-model.js';
import { CheckContexts } from './check-context.js';
import { AssessRevision } from './jobs/assess-revision.js';
import { FindUnassessed } from './jobs/find-unassessed.js';
import { LibraryFindings } from './library-findings.js';
import { LibraryIndex } from './persistence/library-index.js';
import { StoredReports } from './persistence/stored-reports.js';
import { Suggestions } from './persistence/suggestions.js';
import { Waivers } from './persistence/waivers.js';
import { AcceptSuggestion } from './use-cases/accept-suggestion.js';
import { DeclineSuggestion } from './use-cases/decline-suggestion.js';
import { Suggest } from './use-cases/suggest.js';
import { WaiveFinding } from './use-cases/waive-finding.js';
import { WaiverGround } from './use-cases/waiver-ground.js';

const languageModel = {
  provide: LanguageModel,
  inject: [SETTINGS],
  useFactory: ({ assist }: Settings) => (assist ? new HttpLanguageModel(assist) : new NoLanguageModel()),
};

/** What the checks found in revisions, who waived it, and what a language model proposed. */
@Module({
  imports: [EditingModule, EvidenceModule, IdentityModule, ImportingModule, MediaModule, TaxonomyModule],
  providers: [
    languageModel,
    AcceptSuggestion,
    DeclineSuggestion,
    Suggest,
    Suggestions,
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
  exports: [
    AcceptSuggestion,
    DeclineSuggestion,
    Suggest,
    Suggestions,
    Assessments,
    AssessRevision,
    FindUnassessed,
    WaiveFinding,
    Waivers,
  ],
})
export class AssessmentModule {}
