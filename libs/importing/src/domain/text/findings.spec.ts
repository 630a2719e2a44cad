import { describe, expect, it } from '@jest/globals';
import { spellerFor } from '#dictionaries';
import { findingsOf } from './findings/findings-of.js';
import { outlineText } from './outline-text.js';
import { DEFAULT_PATTERNS } from './patterns.js';

const speller = (await spellerFor('en'))!;
const codes = (text: string) => [
  ...new Set(findingsOf(outlineText(text), DEFAULT_PATTERNS, { speller }).map((finding) => finding.code)),
];
const at = (text: string, code: string) =>
  findingsOf(outlineText(text), DEFAULT_PATTERNS, { speller })
    .filter((finding) => finding.code === code)
    .map((finding) => finding.line);

describe('findings', () => {
  it.each([
    ['CLAIM_GUARANTEE', 'We guarantee that you will be pain-free.', 'The pain may ease in some weeks.'],
    ['CLAIM_UNSUPPORTED', 'Tape has been shown to help.', 'Tape has been shown to help (Lee et al. 2019).'],
    ['CLAIM_UNSUPPORTED', 'The only way to know is to visit.', 'One way to know is to visit.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'It is important to rest your back for days.', 'Give your body the rest it needs.'],
    ['CLAIM_FACTUAL_ERROR', 'Conditions such as sciatica cause back pain.', 'Sciatica is pain down the leg.'],
    ['DISPARAGES_TREATMENT', 'Avoid dangerous injections.', 'Injections can have side effects.'],
    ['FEAR_APPEAL', 'Come in before it is too late and you end up in a wheelchair.', 'Come in when you are ready.'],
    ['STIGMA_LANGUAGE', 'Lose weight if you are obese.', 'Extra weight can load the knee.'],
    ['ESCALATION_VAGUE', 'See a doctor if it persists.', 'See a doctor if it persists for more than two weeks.'],
    ['ESCALATION_VAGUE', 'See a doctor if it gets severe.', 'She saw a doctor, who helped her.'],
    ['DOSE_MISSING', 'Try planks and squats.', 'Try planks and squats: two sets of ten repetitions.'],
    ['DOSE_MISSING', 'Stretch the muscles in your hips.', 'The plan may stretch over weeks.'],
    ['JARGON_UNDEFINED', 'You may have a herniated disc now.', 'A herniated disc (a disc that bulges) may hurt.'],
    [
      'PATIENT_STORY_UNVERIFIED',
      'A 40-year-old man named Lou ran.',
      'This is fictional. A 40-year-old man named Lou ran.',
    ],
    ['TYPOGRAPHY', 'Well….yes.', 'Well, yes.'],
    ['GRAMMAR', 'These are by no means extensive.', 'These are by no means all.'],
    ['CITATION_MISSING', 'Exercise helps.', 'Exercise helps (doi:10.2519/jospt.2021.0304).'],
    ['SPELLING', 'Better excercises help.', 'Better exercises help.'],
  ])('%s: finds "%s" and lets "%s" pass', (code, bad, good) => {
    expect(codes(bad)).toContain(code);
    expect(codes(good)).not.toContain(code);
  });

  it('wants the meaning of the red flags and what to do, not words', () => {
    const action = 'Call 911 at once.';
    const flags =
      'Back pain with loss of bladder control, numbness around the buttocks or weak legs is rare, so watch your legs for weakness and both legs for numbness.';
    const others = 'See a doctor the same day after a fall, with a fever or with unexplained weight loss.';
    expect(codes(`${flags}\n${others}\n${action}`)).not.toContain('RED_FLAGS_MISSING');
    expect(codes(`${flags}\n${others.replace('See a doctor the same day', 'It is worse')}`)).toContain(
      'RED_FLAGS_MISSING',
    );
    expect(codes('Back pain steals a good night of sleep.\nRead Also: Bladder, Fever and Back Pain')).toContain(
      'RED_FLAGS_MISSING',
    );
    expect(codes('Your back hurts. A bowel. A bladder. A fever. Cancer.')).toContain('RED_FLAGS_MISSING');
  });

  it('counts a long list, a repeated text and a copied closing', () => {
    const list = (items: number) => `Do this:\n${Array.from({ length: items }, (_, n) => `- Move ${n}.`).join('\n')}`;
    expect(at(list(8), 'LIST_TOO_LONG')).toEqual([2]);
    expect(at(list(7), 'LIST_TOO_LONG')).toEqual([]);
    const said = 'Walking every single day keeps the hips calm and strong.';
    expect(at(`${said}\nSomething else stands here.\n${said}`, 'INTERNAL_REPETITION')).toEqual([3]);
    const unique = Array.from(
      { length: 12 },
      (_, n) => `Sentence a${n} b${n} c${n} d${n} e${n} f${n} g${n} ends here.`,
    ).join('\n');
    const copied = 'you can say goodbye to sore knees and walk the stairs again.';
    expect(at(`With care ${copied}\n${unique}\nIn the end ${copied}`, 'INTERNAL_REPETITION')).toEqual([14]);
    expect(at(`With care ${copied}\n${unique}\nIn the end, keep going.`, 'INTERNAL_REPETITION')).toEqual([]);
  });

  it('finds words that were links', () => {
    expect(at('Read our guide to hip care for more details.', 'LINK_TARGET_LOST')).toEqual([1]);
  });

  it('lists at most a hundred of a code and says how many more there are', () => {
    const found = findingsOf(outlineText(Array(150).fill('Tape has been shown to help.').join('\n')));
    const same = found.filter((finding) => finding.code === 'CLAIM_UNSUPPORTED');
    expect(same).toHaveLength(100);
    expect(same.at(-1)?.message).toContain('50 more');
  });
});
