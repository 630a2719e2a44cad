import { describe, expect, it } from '@jest/globals';
import { ChoiceReader } from './import-choices.js';

const WORDS = [
  { id: '1', key: 'neck', labels: ['Neck', 'Cuello'], synonyms: ['cervical spine'] },
  { id: '2', key: 'neck-pain', labels: ['Neck pain', 'Dolor de cuello'], synonyms: ['neck'] },
  { id: '3', key: 'hand', labels: ['Hand', 'Mano'], synonyms: ['wrist'] },
  { id: '4', key: 'arm', labels: ['Arm'], synonyms: ['wrist'] },
  // What became the hand keeps leading there.
  { id: '3', key: 'fingers', labels: ['Fingers'], synonyms: [] },
];
const reader = new ChoiceReader(WORDS, { locale: 'en-US', locales: ['es-US', 'pt-BR'] });
const codes = (interests: string, language = '') => reader.read(interests, language).notes.map(({ code }) => code);

describe('the interests of a line', () => {
  it.each([
    ['a key', 'neck', ['1']],
    ['an id', '2', ['2']],
    ['a name in capitals', 'NECK PAIN', ['2']],
    ['a name in another language', 'dolor  de cuello', ['2']],
    ['another word', 'Cervical Spine', ['1']],
    ['a term that became another', 'Fingers', ['3']],
    ['several, one of them twice', 'Neck;mano| hand ;', ['1', '3']],
    ['nothing', ' ; | ', []],
    ['decomposed letters', 'Dolor de cuello'.normalize('NFD'), ['2']],
  ])('are found by %s', (_what, cell, ids) => {
    expect(reader.read(cell, '')).toMatchObject({ interests: ids, notes: [] });
  });

  it('leave out what is unknown or unclear, and keep the rest', () => {
    const { interests, notes } = reader.read('Neck|Yoga|wrist|a@b.example', '');
    expect(interests).toEqual(['1']);
    expect(notes).toEqual([
      { code: 'UNKNOWN_INTEREST', words: ['Yoga'] },
      { code: 'UNCLEAR_INTEREST', words: ['wrist'] },
    ]);
  });

  it('are fifty at most, and repeat five words at most', () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ id: `t${n}`, key: `k${n}`, labels: [], synonyms: [] }));
    const all = new ChoiceReader(many, { locale: 'en-US', locales: [] }).read(many.map(({ key }) => key).join(';'), '');
    expect([all.interests.length, all.notes]).toEqual([50, [{ code: 'MANY_INTERESTS', words: [] }]]);
    const unknown = Array.from({ length: 10_000 }, (_, n) => `word ${n}`).join('|');
    expect(reader.read(unknown, '').notes[0]!.words).toHaveLength(5);
  });
});

describe('the language of a line', () => {
  it.each([
    ['', 'en-US'],
    ['es', 'es-US'],
    ['ES_mx', 'es-US'],
    ['es-US', 'es-US'],
    ['Spanish', 'es-US'],
    ['español', 'es-US'],
    ['Inglés', 'en-US'],
    ['português', 'pt-BR'],
    ['Portuguese', 'pt-BR'],
  ])('%j is %s', (cell, locale) => expect(reader.read('', cell)).toMatchObject({ locale, notes: [] }));

  it.each(['fr', 'French', 'xx', '12', 'constructor'])('%j is none of the site, which gives its own', (cell) => {
    expect([reader.read('', cell).locale, codes('', cell)]).toEqual(['en-US', ['UNKNOWN_LANGUAGE']]);
  });
});
