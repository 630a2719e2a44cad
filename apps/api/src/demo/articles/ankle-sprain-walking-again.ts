import { build as b } from '#document';
import type { DemoArticle } from './demo-article.js';

const references = [
  b.reference({
    key: 'martin-2021',
    kind: 'pmid',
    pmid: '33789434',
    doi: '10.2519/jospt.2021.0302',
    title:
      'Ankle stability and movement coordination impairments: lateral ankle ligament sprains revision 2021 (clinical practice guidelines)',
    source: 'Journal of Orthopaedic & Sports Physical Therapy',
    year: 2021,
    jurisdiction: 'US',
  }),
  b.reference({
    key: 'nhs-sprains',
    kind: 'web',
    url: 'https://www.nhs.uk/conditions/sprains-and-strains/',
    title: 'Sprains and strains',
    source: 'NHS',
    jurisdiction: 'UK',
  }),
];

const document = b.doc(
  b.keyMessage(
    'If no bone is broken, start to walk early on a sprained ankle: wear a brace and add weight in small steps.',
  ),
  b.redFlags(
    { urgency: 'now' },
    b.p(
      'Call the emergency number or go to an emergency room now if you have ',
      b.cite('nhs-sprains', 'one of these signs'),
      ':',
    ),
    b.ul(
      'Your foot or ankle has an odd shape, or points the wrong way.',
      'A bone shows, or there is a deep wound.',
      'You heard a crack when it happened.',
      'Your foot is numb, cold, pale or blue.',
      'You are short of breath, or you have chest pain.',
    ),
  ),
  b.redFlags(
    { urgency: 'today' },
    'Call your doctor or an urgent care clinic today if one of these is true. You may need an X-ray.',
    b.ul(
      'You cannot take four steps, even with a limp.',
      'It hurts when you press on the bony bumps at the side of your ankle, or on the bones of your foot.',
      'Your calf is swollen, warm and sore.',
      'Your ankle is red and hot, or you have a fever.',
    ),
  ),
  b.h(2, 'What a sprain is'),
  b.p(
    'A sprain is a stretch or a tear of ',
    b.term('strong bands that hold bones together at a joint', 'ligaments'),
    '. Most often they are the ones on the outside of the ankle. It hurts, swells and turns blue. The bruise may move down to your toes.',
  ),
  b.p(
    'A US guideline says to ',
    b.cite('martin-2021', 'use a brace or tape, put more weight on the foot bit by bit, and exercise'),
    '. How long it takes differs a lot from person to person.',
  ),
  b.h(2, 'Step by step to walking'),
  b.steps(
    'Days 1 to 3: wear a brace or a wrap. Rest the leg on a pillow when you sit.',
    b.p(
      'Use ice in a towel for ',
      b.cite('nhs-sprains', 'up to 20 minutes, every 2 to 3 hours'),
      ', if it feels good.',
    ),
    'Stand and walk as much as you can with pain at 3 out of 10 or less. Use crutches if you need them.',
    'Put your heel down first, roll over the foot, and push off with your toes. Short, even steps are better than long ones with a limp.',
    'Use one crutch, on the side of the good leg, when you can take ten steps in a row. Put it away when you walk without a limp.',
    'Add 5 minutes of walking a day. If your ankle is more swollen the next morning, stay at the same time for two days.',
  ),
  b.h(2, 'Three exercises'),
  b.exercise(
    'Foot up and down',
    {
      position: 'Sitting or lying with your leg on a pillow',
      sets: 3,
      reps: 15,
      holdSeconds: 2,
      restSeconds: 30,
      frequency: '3 times a day, from day 1 to day 14',
      side: 'each',
      stopRule: 'the pain goes above 3 out of 10',
      easier: 'Move only as far as it is comfortable.',
      harder: 'Draw the letters of the alphabet with your big toe.',
    },
    'Pull your toes up toward you. Then point them away. Move slowly.',
  ),
  b.exercise(
    'Heel raise at a table',
    {
      position: 'Standing on both feet, hands on a table',
      sets: 2,
      reps: 10,
      holdSeconds: 2,
      restSeconds: 60,
      frequency: 'Once a day, when you can walk without crutches, for 4 weeks',
      side: 'both',
      stopRule: 'the pain goes above 3 out of 10, or your ankle gives way',
      easier: 'Do it while you sit.',
      harder: 'Put more of your weight on the sore side.',
    },
    'Rise onto your toes. Keep your weight on the big toe side. Lower slowly.',
  ),
  b.exercise(
    'Stand on one leg',
    {
      position: 'Standing in a corner or next to a table that you can hold',
      sets: 1,
      reps: 4,
      holdSeconds: 20,
      restSeconds: 20,
      frequency: 'Once a day, when you can walk without a limp, for 6 weeks',
      side: 'each',
      stopRule: 'the pain goes above 3 out of 10, or you cannot stand safely',
      easier: 'Keep two fingers on the table.',
      harder: 'Turn your head slowly from side to side.',
    },
    'Bend your knee a little. Keep your foot flat and your hips level.',
  ),
  b.h(2, 'Questions people ask'),
  b.faq(
    {
      question: 'When can I run or play again?',
      answer:
        'Wait until you can walk fast for 30 minutes, hop 10 times and change direction without pain. Talk to us before you go back to your sport.',
    },
    {
      question: 'How long should I wear the brace?',
      answer: 'Wear it for walking until you can do that without pain. We will look at it with you after 4 to 6 weeks.',
    },
    {
      question: 'When should I book a visit?',
      answer: 'Book within a week if you still limp after 7 days, or if your ankle gives way.',
    },
  ),
  b.callToAction({}, 'We can check your ankle and fit a brace. Call the clinic to book a visit.'),
);

/** Ankle sprain. Demo text, not reviewed by a clinician outside the demo. */
export const ankleSprainWalkingAgain: DemoArticle = {
  slug: 'ankle-sprain-walking-again',
  topic: 'Ankle sprain',
  riskClass: 'standard',
  content: b.content(document, {
    locale: 'en',
    title: 'Ankle sprain: walking again',
    summary: 'When you need an X-ray, how to put weight on your foot, and three exercises for the weeks after.',
    references,
  }),
};
