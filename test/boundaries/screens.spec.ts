import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type DefinitionNode, Kind, parse } from 'graphql';
import { projectPath } from '#platform';

const ADMIN = projectPath('apps', 'admin', 'src');

const SCHEMA = projectPath('apps', 'api', 'src', 'management');

/** Parts of the schema whose every mutation has its screen. A part joins the list with its last screen. */
const WHOLE = ['media', 'evidence', 'pieces', 'taxonomy', 'identity', 'staff'];

/** Mutations of these parts that no screen asks yet, each with what is missing. */
const WITHOUT_SCREEN: Readonly<Record<string, string>> = {
  classifyArticle: 'the form of an article that says what it is about',
  changeSlug: 'the form of an article with its addresses',
  freeSlug: 'the form of an article with its addresses',
  setRelatedArticles: 'the form of an article with what stands beside it',
  archiveArticle: 'the menu of an article; the bulk bar of the list archives several',
  unarchiveArticle: 'the menu of an article; the bulk bar of the list restores several',
  bulkArchiveArticles: 'the bulk bar of the list of articles',
  bulkUnarchiveArticles: 'the bulk bar of the list of articles',
  bulkClassifyArticles: 'the bulk bar of the list of articles',
  bulkRequestReview: 'the bulk bar of the list of articles',
};

function definitionsIn(folder: string): DefinitionNode[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
  return files.flatMap((name) => parse(readFileSync(join(folder, name), 'utf8')).definitions);
}

/** The mutations that a part of the schema adds. */
function mutationsOf(part: string): string[] {
  return definitionsIn(join(SCHEMA, part)).flatMap((it) =>
    it.kind === Kind.OBJECT_TYPE_EXTENSION && it.name.value === 'Mutation'
      ? (it.fields ?? []).map((f) => f.name.value)
      : [],
  );
}

/** Every root field of a mutation that some screen asks. */
function asked(): Set<string> {
  return new Set(
    definitionsIn(ADMIN).flatMap((operation) =>
      operation.kind === Kind.OPERATION_DEFINITION && operation.operation === 'mutation'
        ? operation.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))
        : [],
    ),
  );
}

describe('the screens of the admin UI', () => {
  it.each(WHOLE)('ask every mutation about %s, or it says here what is missing', (part) => {
    const mutations = mutationsOf(part);
    const there = asked();
    expect(mutations.length).toBeGreaterThan(0);
    expect(mutations.filter((name) => !there.has(name) && !(name in WITHOUT_SCREEN))).toEqual([]);
  });
});
