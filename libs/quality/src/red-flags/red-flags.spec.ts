import { describe, expect, it } from '@jest/globals';
import { build as b, type DocumentNode, pieceKey } from '#document';
import type { CheckContext } from '../check.js';
import { runChecks } from '../run-checks.js';

const SIGNS = b.ul(
  'You lose control of your bladder or bowel',
  'Numbness around your genitals or inner thighs',
  'Weakness in both legs',
  'Pain after a serious accident',
  'A high temperature',
);

function missing(
  blocks: DocumentNode[],
  context: CheckContext = {},
  head: { title?: string; locale?: string } = {},
): string | undefined {
  const content = b.content(b.doc(...blocks), { title: 'Low back pain', ...head });
  return runChecks(content, context).findings.find(({ code }) => code === 'RED_FLAGS_MISSING')?.message;
}

describe('red flags for low back pain', () => {
  it('are there in a warning whose urgency puts what to do above it', () => {
    expect(missing([b.redFlags({ urgency: 'now' }, SIGNS)])).toBeUndefined();
  });

  it('are there in a plain section that says where to go and how soon', () => {
    expect(
      missing([b.h(2, 'When to get help'), b.p('Call 911 or go to the emergency department now if:'), SIGNS]),
    ).toBeUndefined();
  });

  it('are there when the words are spread over one list and its introduction', () => {
    const list = b.ul('both legs', 'your genitals or buttocks');
    expect(
      missing([
        b.p('Go to hospital right away with numbness or tingling in:'),
        list,
        b.p('Also if you have difficulty peeing.'),
        b.p('Also after a bad fall, or with a fever.'),
      ]),
    ).toBeUndefined();
  });

  it('are there in a shared safety block, once it can be read', () => {
    const block = b.safetyBlock('lbp', 2, 'a'.repeat(64));
    const document = b.doc(b.redFlags({ urgency: 'now' }, SIGNS));
    const safetyBlocks = new Map([[pieceKey('lbp', 2), { title: 'When to get help', document }]]);
    expect(missing([block], { safetyBlocks })).toBeUndefined();
    expect(missing([block])).toContain('bladder or bowel');
    expect(missing([b.safetyBlock('lbp', 1, 'a'.repeat(64))], { safetyBlocks })).toContain('bladder or bowel');
  });

  it.each<[string, string]>([
    ['bladder or bowel', 'You lose control of your bladder or bowel'],
    ['genitals', 'Numbness around your genitals or inner thighs'],
    ['both legs', 'Weakness in both legs'],
  ])('name the slot that is missing: %s', (slot, sign) => {
    const rest = (SIGNS.content ?? []).filter((item) => !JSON.stringify(item).includes(sign));
    const message = missing([b.redFlags({ urgency: 'now' }, { ...SIGNS, content: rest })]);
    expect(message).toContain(slot);
    expect(message).not.toContain('how soon');
  });

  it('need an action and its urgency', () => {
    expect(missing([b.h(2, 'Signs'), SIGNS])).toMatch(/how soon/);
    expect(missing([b.h(2, 'Signs'), SIGNS, b.p('See a doctor if the pain is severe.')])).toMatch(/how soon/);
    expect(missing([b.redFlags({ urgency: 'soon' }, SIGNS)])).toMatch(/how soon/);
  });

  it.each<[string, DocumentNode[]]>([
    ['a good night of sleep', [b.p('Enjoy a good night of sleep, and call us today.')]],
    [
      'the title of another page',
      [
        b.p('Read also: ', b.link('/x', 'Bladder problems, saddle numbness, weak both legs: call 911 now')),
        b.p('Rest.'),
      ],
    ],
    ['a lost link title', [b.p('Diagnosing and Treating Vertebral Osteomyelitis')]],
    [
      'single words without a trouble',
      [b.p('Your bladder sits in front of both legs of the pelvis, near the groin. Call 911 now.')],
    ],
    [
      'signs that are denied',
      [b.p('There was no numbness in the groin, no weakness in both legs, no bladder trouble. Call 911 now.')],
    ],
    [
      'an offer of the clinic',
      [
        b.callToAction(
          { label: 'Call now' },
          'Lost bladder control? Numb groin? Weak in both legs? Call our doctor now.',
        ),
      ],
    ],
    [
      'signs scattered over sections',
      [
        b.h(2, 'A'),
        b.p('You cannot control your bladder.'),
        b.h(2, 'B'),
        b.p('Numbness in the groin.'),
        b.h(2, 'C'),
        b.p('Weakness in both legs. Call 911 now.'),
      ],
    ],
  ])('are not mistaken for %s', (_name, blocks) => {
    expect(missing(blocks)).toBeDefined();
  });

  it.each(['en los genitales', 'entre las piernas'])('are found in Spanish too: %s', (place) => {
    const signs = b.ul(
      'Pérdida de control de la vejiga',
      `Entumecimiento ${place}`,
      'Debilidad en ambas piernas',
      'Fiebre, o dolor después de una caída',
    );
    const head = { locale: 'es-US', title: 'Dolor de espalda' };
    expect(missing([b.redFlags({ urgency: 'now' }, signs)], {}, head)).toBeUndefined();
    expect(missing([b.p('Camine cada día.')], {}, head)).toBeDefined();
  });
});

describe('red flags for another topic', () => {
  it('need an action and its urgency, and no signs of the back', () => {
    const head = { title: 'Knee pain on stairs' };
    expect(missing([b.p('Walk.')], {}, head)).toBeDefined();
    expect(
      missing(
        [b.p('Walk.'), b.p('Go to the emergency department today if you cannot put weight on the leg.')],
        {},
        head,
      ),
    ).toBeUndefined();
    expect(missing([b.redFlags({ urgency: 'today' }, 'Your knee is hot and swollen.')], {}, head)).toBeUndefined();
    expect(
      missing([b.redFlags({ urgency: 'today' }, 'Hot knee.')], { redFlagTopic: 'lowBackPain' }, head),
    ).toBeDefined();
  });

  it('in a language we have no words for, need the warning itself', () => {
    const head = { locale: 'de', title: 'Knie' };
    expect(missing([b.p('Gehen Sie.')], {}, head)).toBeDefined();
    expect(missing([b.redFlags({ urgency: 'now' }, 'Rufen Sie 112.')], {}, head)).toBeUndefined();
  });
});
