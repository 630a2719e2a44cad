import { build as b } from '#document';
import type { DemoArticle } from './demo-article.js';

const references = [
  b.reference({
    key: 'french-2006',
    kind: 'doi',
    doi: '10.1002/14651858.CD004750.pub2',
    title: 'Superficial heat or cold for low back pain',
    source: 'Cochrane Database of Systematic Reviews',
    year: 2006,
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
    'Use ice for a fresh injury, use heat for stiff muscles, and keep either one on for 20 minutes at most.',
  ),
  b.redFlags(
    { urgency: 'now' },
    'Do not try ice or heat first. Call the emergency number or go to an emergency room now if:',
    b.ul(
      'You have pain in your chest, or pain that spreads to your arm, neck or jaw.',
      'You heard a crack, or the sore part has an odd shape.',
      'The sore part is numb, cold to touch, or pale or blue.',
      'Your skin is burned or frozen: it is white, black or charred, or has large blisters.',
      'You have back pain, and you cannot pass urine or lose control of your bladder or bowels.',
      'You have back pain, and you are numb between your legs or weak or numb in both legs.',
    ),
  ),
  b.redFlags(
    { urgency: 'today' },
    'Call your doctor or an urgent care clinic today if:',
    b.ul(
      'A joint is hot, red and swollen, or you have a fever.',
      'One calf is swollen, warm and sore.',
      'Ice or heat left a blister or a mark that has not gone after 2 hours.',
    ),
  ),
  b.h(2, 'Which one should I use?'),
  b.table(
    ['What you feel', 'Try this', 'For how long'],
    ['A new sprain, strain or bruise in the first 3 days', 'Ice', 'Up to 20 minutes, every 2 to 3 hours'],
    ['Stiff or tense muscles', 'Heat', '15 to 20 minutes, up to 3 times a day'],
    ['An ache in your low back', 'Heat', '15 to 20 minutes, up to 3 times a day'],
    ['Sore muscles the day after a workout', 'The one that feels better', '15 to 20 minutes, up to 3 times a day'],
  ),
  b.p(
    'Health services often advise ice, and ',
    b.cite('nhs-sprains', 'no heat in the first days after a sprain'),
    '. Heat may make a fresh ',
    b.term('extra fluid in and around a sore part of the body', 'swelling'),
    ' worse.',
  ),
  b.h(2, 'How to use ice'),
  b.steps(
    'Wrap ice or a bag of frozen peas in a damp towel. Bare ice can burn your skin.',
    'Lay it on the sore part while you sit or lie down. Do not lie on top of it.',
    'Set a timer for 10 to 20 minutes.',
    'Look at your skin after 5 minutes. Pink is fine. Take the ice off if your skin turns white or gray, or if it stings.',
    'Wait at least 2 hours before you use ice again. Stop after 3 days.',
  ),
  b.h(2, 'How to use heat'),
  b.steps(
    'Use a warm pack, a wheat bag or a warm bath. It should feel warm and pleasant, not hot.',
    'Put a towel between the pack and your skin.',
    'Set a timer for 15 to 20 minutes. Do not use heat in bed when you may fall asleep.',
    'Look at your skin after 5 minutes. Take the pack off if you see dark red or white spots.',
    'Move gently while you are warm. Walk for a few minutes or do your exercises.',
  ),
  b.caution(
    { title: 'Ask us first' },
    'Please call the clinic before you use ice or heat if one of these is true for you:',
    b.ul(
      'You cannot feel hot and cold well, for example because of diabetes.',
      b.p(
        'You have poor blood flow, or ',
        b.term('a condition in which fingers or toes turn white and numb in the cold', 'Raynaud’s'),
        '.',
      ),
      'You have a wound, a rash or an infection there.',
      'You have cancer, or had it, near the sore part.',
      'You are pregnant and want to warm your back or belly.',
      'It is for a child, or for someone who cannot tell you how it feels.',
    ),
  ),
  b.h(2, 'What we know, and what we do not'),
  b.p(
    'For low back pain, a review of nine trials found that ',
    b.cite('french-2006', 'a heat wrap gave a small, short relief of pain'),
    '. It found ',
    b.cite('french-2006', 'too few trials to judge ice'),
    '. So this is about comfort. Ice and heat do not take the place of movement.',
  ),
  b.h(2, 'Questions people ask'),
  b.faq(
    {
      question: 'Can I switch between ice and heat?',
      answer: 'You can, after the first 3 days. Let your skin get back to normal for 2 hours in between.',
    },
    {
      question: 'Is a rub or a cooling gel the same?',
      answer: 'No. It changes how your skin feels. Do not put a hot pack over it.',
    },
    {
      question: 'What if it does not help?',
      answer:
        'Stop after 3 days without relief, and book a visit within a week if the pain keeps you from daily tasks.',
    },
  ),
  b.callToAction({}, 'Not sure which one fits you? Call the clinic, and we will talk it through.'),
);

/** Ice and heat as comfort measures. Demo text, not reviewed by a clinician outside the demo. */
export const iceOrHeat: DemoArticle = {
  slug: 'ice-or-heat',
  topic: 'Pain relief at home',
  riskClass: 'low',
  content: b.content(document, {
    locale: 'en',
    title: 'Ice or heat?',
    summary: 'Which one to try, for how long, how to protect your skin, and when not to use either.',
    references,
  }),
};
