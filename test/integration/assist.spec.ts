import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptSuggestion,
  DeclineSuggestion,
  LanguageModel,
  ModelFailed,
  Suggest,
  type SuggestionRow,
  Suggestions,
} from '#assessment';
import { textOf } from '#document';
import { ArticleReader, type RevisionRow } from '#editing';
import { AuditLog, Policy } from '#identity';
import { expectOk } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { createWorld, sampleContent, type World } from '../support/world.js';

class FixedModel extends LanguageModel {
  readonly name = 'test-model';
  readonly asked: string[] = [];
  suggest({ text }: { text: string }): Promise<string> {
    this.asked.push(text);
    return Promise.resolve('Walk daily.');
  }
}

class SilentModel extends LanguageModel {
  readonly name = 'silent-model';
  suggest(): Promise<string> {
    return Promise.reject(new ModelFailed('It did not answer.'));
  }
}

describe('suggestions of a language model', () => {
  let world: World;
  let author: StaffActor;
  let helper: StaffActor;
  let model: FixedModel;
  let suggestBy: (model: LanguageModel) => Suggest;
  let ask: (revision: RevisionRow, quote: string) => Promise<SuggestionRow>;
  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Ann', 'author');
    helper = await world.person('Hal', 'author');
    const { get } = world;
    model = new FixedModel();
    suggestBy = (by) => new Suggest(get(Database), get(ArticleReader), get(Policy), get(AuditLog), by, world.clock);
    const suggest = suggestBy(model);
    ask = async (revision, quote) =>
      expectOk(
        await suggest.run(author, {
          revisionId: revision.id,
          task: 'plainSentence',
          path: 'document.content[0]',
          quote,
        }),
      ) as SuggestionRow;
  });
  afterAll(() => world?.close());

  it('are not there until a provider is set up', async () => {
    const revision = await world.article(author);
    expect(await world.get(Suggest).run(author, { revisionId: revision.id, task: 'summary' })).toMatchObject({
      code: 'ASSIST_DISABLED',
    });
  });

  it('change nothing until a person accepts, and then count as that person’s edit', async () => {
    const revision = await world.article(author, sampleContent('Walk a little every day. Rest at night.'));
    const suggestion = await ask(revision, 'Walk a little every day.');
    expect((await world.newest(revision)).contentHash).toBe(revision.contentHash);
    const saved = expectOk(await world.get(AcceptSuggestion).run(helper, suggestion.id)) as RevisionRow;
    expect(textOf(saved.document)).toContain('Walk daily. Rest at night.');
    expect(saved.createdById).toBe(helper.userId);
    expect(await world.get(AcceptSuggestion).run(helper, suggestion.id)).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('are refused when the passage was changed meanwhile', async () => {
    const revision = await world.article(author, sampleContent('Walk a little every day. Rest at night.'));
    const [first, second] = [
      await ask(revision, 'Walk a little every day.'),
      await ask(revision, 'Walk a little every day.'),
    ];
    expectOk(await world.get(AcceptSuggestion).run(helper, first!.id));
    expect(await world.get(AcceptSuggestion).run(author, second!.id)).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('make whoever accepts a contributor, who then cannot approve, and stand in the audit log', async () => {
    const reviewer = await world.person('Rae', 'reviewer', 'author');
    const revision = await world.article(author, sampleContent('Walk a little every day. Rest at night.'));
    const { id } = await ask(revision, 'Walk a little every day.');
    const saved = expectOk(await world.get(AcceptSuggestion).run(reviewer, id)) as RevisionRow;
    const { client } = world.get(Database);
    expect(await world.get(ArticleReader).contributors(client, saved, saved.number)).toContain(reviewer.userId);
    const audit = await world.database.query(
      `SELECT action FROM audit_entry WHERE data->>'suggestionId' = $1 ORDER BY action`,
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['suggestion.accepted', 'suggestion.made']);
  });

  it('wait beside the text until somebody declines them, once', async () => {
    const revision = await world.article(author, sampleContent('Walk a little every day. Rest at night.'));
    const { id } = await ask(revision, 'Walk a little every day.');
    const open = async () => (await world.get(Suggestions).open([revision])).map((one) => one.id);
    expect(await open()).toEqual([id]);
    const stranger = await world.person('Sid');
    expect(await world.get(DeclineSuggestion).run(stranger, id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.get(DeclineSuggestion).run(helper, id)).toMatchObject({
      decidedById: helper.userId,
      acceptedRevisionId: null,
    });
    expect(await world.get(DeclineSuggestion).run(helper, id)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await world.get(AcceptSuggestion).run(helper, id)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await open()).toEqual([]);
    expect((await world.newest(revision)).contentHash).toBe(revision.contentHash);
  });

  it('are asked for nothing that could tell who a patient is, and store nothing when there is no answer', async () => {
    const revision = await world.article(author, sampleContent('Our patient Mary Holm ran again. Rest at night.'));
    const input = { revisionId: revision.id, task: 'plainSentence' as const, path: 'document.content[0]' };
    const before = model.asked.length;
    const told = await suggestBy(model).run(author, { ...input, quote: 'Our patient Mary Holm ran again.' });
    expect(told).toMatchObject({ code: 'ASSIST_TEXT_PRIVATE' });
    expect(model.asked).toHaveLength(before);
    const silent = await suggestBy(new SilentModel()).run(author, { ...input, quote: 'Rest at night.' });
    expect(silent).toMatchObject({ code: 'ASSIST_UNAVAILABLE' });
    expect(await world.get(Suggestions).open([revision])).toEqual([]);
  });
});
