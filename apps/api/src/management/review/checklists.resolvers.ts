import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { contentOf, type RevisionRow } from '#editing';
import type { PersonRow } from '#identity';
import {
  AnswerChecklist,
  type ApprovalRow,
  agreementOf,
  type GivenSheet,
  INSTRUMENTS,
  type InstrumentName,
  RISK_POLICY,
  type SheetRow,
  suggestionsFor,
} from '#review';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

/** A sheet as the schema takes it: what is a checklist's name there is an instrument inside. */
export type GivenChecklist = Omit<GivenSheet, 'instrument'> & { readonly name: InstrumentName };

export function sheetOf({ name, ...rest }: GivenChecklist): GivenSheet {
  return { instrument: name, ...rest };
}

/** Answers as lists: GraphQL knows no maps. */
export function listed({ answers, openAnswers }: Pick<SheetRow, 'answers' | 'openAnswers'>) {
  return {
    answers: Object.entries(answers).map(([item, answer]) => ({ item, ...answer })),
    openAnswers: Object.entries(openAnswers).map(([id, text]) => ({ id, text })),
  };
}

@Resolver()
export class ChecklistQueries {
  @Query('checklists')
  checklists(@Context() { actor }: ManagementContext) {
    return actor ? Object.values(INSTRUMENTS) : [];
  }

  @Query('reviewPolicy')
  reviewPolicy(@Context() { actor }: ManagementContext) {
    if (!actor) return [];
    return Object.entries(RISK_POLICY).map(([riskClass, policy]) => ({
      ...{ ...policy, riskClass },
      specialistRequired: policy.specialist === 'required',
    }));
  }
}

@Resolver()
export class ChecklistMutations {
  constructor(private readonly answerUseCase: AnswerChecklist) {}

  @Mutation('answerChecklist')
  answerChecklist(
    @Args('input') input: { revisionId: string; contentHash: string; sheet: GivenChecklist },
    @Context() context: ManagementContext,
  ) {
    const { revisionId, contentHash, sheet } = input;
    return asActor(context, async (actor) =>
      typed('ChecklistSheet', await this.answerUseCase.run(actor, { revisionId, contentHash, ...sheetOf(sheet) })),
    );
  }
}

@Resolver('ChecklistSheet')
export class ChecklistSheetFields {
  @ResolveField('name')
  name(@Parent() sheet: SheetRow): InstrumentName {
    return sheet.instrument;
  }

  @ResolveField('rater')
  rater(@Parent() sheet: SheetRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(sheet.raterId);
  }

  @ResolveField('answers')
  answers(@Parent() sheet: SheetRow) {
    return listed(sheet).answers;
  }

  @ResolveField('openAnswers')
  openAnswers(@Parent() sheet: SheetRow) {
    return listed(sheet).openAnswers;
  }
}

@Resolver('Revision')
export class RevisionChecklistFields {
  @ResolveField('approvals')
  approvals(@Parent() revision: RevisionRow, @Context() { loaders }: ManagementContext): Promise<ApprovalRow[]> {
    return loaders.approvalsOfRevision.load(revision.id);
  }

  @ResolveField('checklistSheets')
  checklistSheets(@Parent() revision: RevisionRow, @Context() context: ManagementContext): Promise<SheetRow[]> {
    return sheetsOf(revision, context);
  }

  @ResolveField('checklistSuggestions')
  checklistSuggestions(@Parent() revision: RevisionRow) {
    return suggestionsFor(contentOf(revision)).map(({ instrument, ...rest }) => ({ ...rest, checklist: instrument }));
  }

  @ResolveField('checklistAgreement')
  async checklistAgreement(@Parent() revision: RevisionRow, @Context() context: ManagementContext) {
    const sheets = await sheetsOf(revision, context);
    const agreements = (Object.keys(INSTRUMENTS) as InstrumentName[]).map(async (checklist) => {
      const [one, other] = sheets.filter(({ instrument }) => instrument === checklist);
      const agreement = one && other && agreementOf(one.answers, other.answers);
      if (!agreement) return [];
      const raters = await context.loaders.person.loadMany([one.raterId, other.raterId]);
      return [{ ...agreement, checklist, raters }];
    });
    return (await Promise.all(agreements)).flat();
  }
}

/** A text may have the hash of another article's: the sheets are those of this one. */
async function sheetsOf(revision: RevisionRow, { loaders }: ManagementContext): Promise<SheetRow[]> {
  const sheets = await loaders.sheetsOfContent.load(revision.contentHash);
  return sheets.filter(({ articleId, locale }) => articleId === revision.articleId && locale === revision.locale);
}
