import { describe, expect, it } from '@jest/globals';
import { spellerFor } from './speller-for.js';

describe('the dictionaries', () => {
  it('know English, and the words of medicine and sport', async () => {
    const speller = (await spellerFor('en-US'))!;
    const right = [
      'walking',
      'overstriding',
      'facet',
      'facets',
      'osteomyelitis',
      'hamstrings',
      'Physiotherapist',
      "don't",
    ];
    expect(right.filter((word) => !speller.correct(word))).toEqual([]);
    expect(['Malfuncioned', 'excercises', 'strenght'].filter((word) => speller.correct(word))).toEqual([]);
    expect(speller.suggest('Malfuncioned')).toEqual(['Malfunctioned']);
    expect(speller.suggest('strenght')[0]).toBe('strength');
    expect(await spellerFor('en-GB')).toBe(speller);
  });

  it('know how the British write', async () => {
    const speller = (await spellerFor('en'))!;
    const right = [
      'organise',
      'colour',
      'centre',
      'travelled',
      'anaesthetic',
      'analyse',
      'orthopaedics',
      'behaviour',
      'programme',
    ];
    expect(right.filter((word) => !speller.correct(word))).toEqual([]);
    expect(['exercize', 'musle', 'tretment', 'recieve'].filter((word) => speller.correct(word))).toEqual([]);
  });

  it('know Spanish, and let others go on while they are read', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 20);
    const speller = (await spellerFor('es'))!;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    expect(['camine', 'rodilla', 'isquiotibiales', 'fisioterapia'].filter((word) => !speller.correct(word))).toEqual(
      [],
    );
    expect(speller.suggest('rodila')).toContain('rodilla');
  });

  it('have nothing to say about other languages', async () => {
    expect(await spellerFor('de')).toBeUndefined();
  });
});
