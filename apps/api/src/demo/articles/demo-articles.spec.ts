import { describe, expect, it } from '@jest/globals';
import { contentHash, type DocumentNode, extractBlocks, parseContent, renderText } from '#document';
import { isRefusal } from '#kernel';
import { runChecks } from '#quality';
import { DEMO_ARTICLES } from './index.js';

/** Every part of a dose that a patient needs to do an exercise alone at home. */
const DOSE = [
  'position',
  'sets',
  'reps',
  'holdSeconds',
  'restSeconds',
  'frequency',
  'side',
  'stopRule',
  'easier',
  'harder',
];

/** Comfort measures: there is nothing to train. */
const WITHOUT_EXERCISES = new Set(['ice-or-heat']);

function nodesOf(node: DocumentNode): DocumentNode[] {
  return [node, ...(node.content ?? []).flatMap(nodesOf)];
}

function ofType(nodes: readonly DocumentNode[], type: string): DocumentNode[] {
  return nodes.filter((node) => node.type === type);
}

/** The words of the article with its title and exercise doses, without the list of references. */
function wordsIn(article: (typeof DEMO_ARTICLES)[number]): number {
  return extractBlocks(article.content).flatMap(({ text }) => text.split(/\s+/)).length;
}

/** What the red flags of low back pain must name beside the signs that the quality checks ask for. */
const LOW_BACK_SIGNS = [/fever/i, /lost weight without trying/i, /cancer/i, /accident/i, /night/i];

function warningsOf(article: (typeof DEMO_ARTICLES)[number]): string {
  const warnings = extractBlocks(article.content).filter(({ within }) => within.some(({ type }) => type === 'warning'));
  return warnings.map(({ text }) => text).join('\n');
}

describe('the demo articles', () => {
  it('are six, and have one address and one title each', () => {
    expect(new Set(DEMO_ARTICLES.map(({ slug }) => slug)).size).toBe(6);
    expect(new Set(DEMO_ARTICLES.map(({ content }) => content.title)).size).toBe(DEMO_ARTICLES.length);
  });

  it('name every serious cause in the warnings about low back pain', () => {
    const article = DEMO_ARTICLES.find(({ topic }) => topic === 'Low back pain')!;
    for (const sign of LOW_BACK_SIGNS) expect(warningsOf(article)).toMatch(sign);
  });

  describe.each(DEMO_ARTICLES.map((article) => [article.slug, article] as const))('%s', (slug, article) => {
    const { content } = article;
    const nodes = nodesOf(content.document);

    it('is a valid content that parsing does not change', () => {
      const parsed = parseContent(content);
      expect(isRefusal(parsed) ? parsed.message : 'valid').toBe('valid');
      if (isRefusal(parsed)) return;
      expect(contentHash(parsed)).toBe(contentHash(content));
      expect(renderText(parsed)).toBe(renderText(content));
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(content.locale).toBe('en');
    });

    it('has nothing to mend, at grade 8 or below', () => {
      const { findings, readability } = runChecks(content);
      const toMend = findings.filter(({ severity }) => severity !== 'note');
      expect(toMend.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
      expect(readability.fleschKincaidGrade).toBeLessThanOrEqual(8);
    });

    it('has 350 to 700 words and a summary', () => {
      expect(wordsIn(article)).toBeGreaterThanOrEqual(350);
      expect(wordsIn(article)).toBeLessThanOrEqual(700);
      expect(content.summary).not.toBe('');
    });

    it('answers first, and warns before anything else', () => {
      const [first, second] = content.document.content ?? [];
      expect(first?.type).toBe('keyMessage');
      expect(second).toMatchObject({ type: 'warning', attrs: { kind: 'redFlags', urgency: 'now' } });
      expect(extractBlocks(content).find(({ kind }) => kind === 'warning')?.text).toMatch(
        /call the emergency number|go to an emergency room/i,
      );
    });

    it('cites every reference it lists, and lists every one it cites', () => {
      const cited = nodes.flatMap(({ marks = [] }) =>
        marks.filter(({ type }) => type === 'citation').map(({ attrs }) => String(attrs?.referenceKey)),
      );
      expect([...new Set(cited)].sort()).toEqual(content.references.map(({ key }) => key).sort());
    });

    it('says what to do, answers questions and keeps the offer apart', () => {
      expect(ofType(nodes, 'steps').length).toBeGreaterThanOrEqual(1);
      expect(ofType(nodes, 'faqItem').length).toBeGreaterThanOrEqual(2);
      expect(ofType(nodes, 'faqItem').length).toBeLessThanOrEqual(4);
      expect(content.document.content?.at(-1)?.type).toBe('callToAction');
      expect(nodes.some(({ marks = [] }) => marks.some(({ type }) => type === 'glossaryTerm'))).toBe(true);
    });

    it('gives every exercise its whole dose', () => {
      const exercises = ofType(nodes, 'exercise');
      if (!WITHOUT_EXERCISES.has(slug)) expect(exercises.length).toBeGreaterThanOrEqual(2);
      for (const { attrs = {}, content: instructions } of exercises) {
        expect(DOSE.filter((part) => attrs[part] === undefined)).toEqual([]);
        expect(instructions).toBeDefined();
      }
    });
  });
});
