import { describe, expect, it } from '@jest/globals';
import { build, parseContent } from '#document';
import { isRefusal } from '#kernel';
import { CONTENT_TYPES, type ContentTypeKey, isContentType, missingBlocks, templateOf } from './content-types.js';

const keys = CONTENT_TYPES.map((it) => it.key as ContentTypeKey);
const content = (...blocks: Parameters<typeof build.doc>) => build.content(build.doc(...blocks), { title: 'A title' });
const missing = (type: string, ...blocks: Parameters<typeof build.doc>) =>
  missingBlocks(type, content(...blocks)).map((it) => it.key);

describe('a template', () => {
  it.each(keys.flatMap((key) => ['en', 'es-MX', 'de'].map((locale) => ({ key, locale }))))(
    'of $key in $locale is a valid document in which every required block is still missing',
    ({ key, locale }) => {
      const document = templateOf(key, locale);
      const parsed = parseContent({ locale, title: 'A title', summary: '', document, references: [] });
      expect(isRefusal(parsed) ? parsed.message : 'valid').toBe('valid');
      const required = CONTENT_TYPES.find((it) => it.key === key)!.required;
      expect(missingBlocks(key, content(document))).toEqual(required);
    },
  );
});

describe('required blocks', () => {
  it('are none for an article, whatever stands in it', () => {
    expect(missing('article', 'Walk.')).toEqual([]);
    expect(missing('article')).toEqual([]);
  });

  it('of a condition guide are a key message, steps, and when to get help', () => {
    expect(missing('conditionGuide', 'Walk.')).toEqual(['keyMessage', 'steps', 'redFlags']);
    const done = [build.keyMessage('Keep moving.'), build.steps('Walk.'), build.redFlags({}, 'Call 911.')];
    expect(missing('conditionGuide', ...done)).toEqual([]);
    expect(missing('conditionGuide', ...done.slice(0, 2))).toEqual(['redFlags']);
  });

  it('take the shared safety block for the warning, but not in the safety block itself', () => {
    const shared = build.safetyBlock('low-back', 1, 'a'.repeat(64));
    expect(missing('exerciseProgramme', build.exercise('Bridge'), shared)).toEqual([]);
    expect(missing('safetyBlock', shared)).toEqual(['redFlags']);
  });

  it('are not there when they are empty or say something else', () => {
    expect(missing('conditionGuide', build.keyMessage(build.p(' ')), build.steps('Walk.'))).toContain('keyMessage');
    expect(missing('safetyBlock', build.caution({}, 'Go slowly.'))).toEqual(['redFlags']);
    expect(missing('faq', build.faq({ question: 'Why?', answer: build.p() }))).toEqual(['faq']);
  });

  it('are found deep inside, and are none for a kind from a newer release', () => {
    expect(missing('newsletterIntro', build.quote(build.p('Hello.')))).toEqual([]);
    expect(missing('podcast', 'Hello.')).toEqual([]);
    expect(isContentType('podcast')).toBe(false);
    expect(isContentType('constructor')).toBe(false);
  });
});
