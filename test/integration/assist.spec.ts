import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptSuggestion, LanguageModel, Suggest, type SuggestionRow } from '#assessment';
import { textOf } from '#document';
import { ArticleReader, type RevisionRow } from '#editing';
import { AuditLog, Policy } from '#identity';
import { expectOk } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { createWorld, sampleContent, type World } from '../support/world.js';

class FixedModel extends LanguageModel {
  readonly name = 'test-model';
  suggest(): Promise<string> {
    return Promise.resolve('Walk daily.');
  }
}

describe('suggestions of a language model', () => {
  let world: World;
  let author: StaffActor;
  let helper: StaffActor;
  let ask: (revision: RevisionRow, quote: string) => Promise<SuggestionRow>;
  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Ann', 'author');
    helper = await world.person('Hal', 'author');
    const { get } = world;
    const suggest = new Suggest(
      get(Database),
      get(ArticleReader),
      get(Policy),
      get(AuditLog),
      new FixedModel(),
      world.clock,
    );
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
      code: 'ASSIST_NOT_SET_UP',
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
});
