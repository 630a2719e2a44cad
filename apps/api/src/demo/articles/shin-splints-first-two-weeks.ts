import { build as b } from '#document';
import type { DemoArticle } from './demo-article.js';

const references = [
  b.reference({
    key: 'winters-2013',
    kind: 'pmid',
    pmid: '23979968',
    doi: '10.1007/s40279-013-0087-0',
    title: 'Treatment of medial tibial stress syndrome: a systematic review',
    source: 'Sports Medicine',
    year: 2013,
  }),
  b.reference({
    key: 'nhs-shin-splints',
    kind: 'web',
    url: 'https://www.nhs.uk/conditions/shin-splints/',
    title: 'Shin splints',
    source: 'NHS',
    jurisdiction: 'UK',
  }),
];

const document = b.doc(
  b.keyMessage(
    'For the first two weeks, swap running for things that do not hurt your shins, then come back in small steps.',
  ),
  b.redFlags(
    { urgency: 'now' },
    'Call the emergency number or go to an emergency room now if you have leg pain and any of these signs:',
    b.ul(
      'Your lower leg feels hard and very tight, and the pain gets worse fast.',
      'Your foot is cold, pale or blue, or you cannot feel or move it well.',
      'You had a fall or a hard knock and cannot put weight on the leg.',
      'You have chest pain, or you are short of breath.',
    ),
  ),
  b.redFlags(
    { urgency: 'today' },
    'Call your doctor or an urgent care clinic today if you see one of these signs:',
    b.ul(
      'One calf is swollen, warm, red or sore, and you do not know why.',
      'The skin over your shin is hot and red, or you have a fever.',
    ),
  ),
  b.h(2, 'What shin splints are'),
  b.p(
    'Shin splints are an ache along the inner edge of the ',
    b.term('the large bone at the front of your lower leg', 'shin bone'),
    '. Doctors call them ',
    b.term('soreness of the inner shin from more load than it is used to', 'medial tibial stress syndrome'),
    '. They tend to start when your legs do more than they are used to: more miles, more speed or more hills.',
  ),
  b.h(2, 'Your first two weeks'),
  b.steps(
    b.p(
      'Days 1 to 14: do not run or jump. ',
      b.cite('nhs-shin-splints', 'Swim, ride a bike'),
      ' or walk on flat ground if it does not hurt.',
    ),
    'If your shins ache, hold ice in a towel on them for up to 20 minutes. You can do this up to 4 times a day.',
    'Look at your shoes. If they are worn out, get a pair that feels good.',
    'From day 3, do the exercises below if your pain stays at 3 out of 10 or less.',
    'Day 14: press along your shin and walk for 30 minutes. If neither hurts, you can try a first run.',
    'First runs: run for 1 minute and walk for 2 minutes, 6 times. Take a day off after each run.',
  ),
  b.story(
    'illustrative',
    'Rosa starts to run and likes it so much that she goes every day. In week three her shins ache. She rides her bike for two weeks, then runs every other day. When the ache comes back, she takes two more days off before she tries again.',
  ),
  b.h(2, 'Three exercises'),
  b.exercise(
    'Calf stretch at the wall',
    {
      position: 'Standing, hands on a wall, one foot behind you',
      sets: 1,
      reps: 3,
      holdSeconds: 30,
      restSeconds: 15,
      frequency: 'Once a day for 2 weeks',
      side: 'each',
      stopRule: 'your shin hurts more than 3 out of 10',
      easier: 'Bring your back foot closer to the wall.',
      harder: 'Do it again with your back knee a little bent.',
    },
    'Keep your back heel down and your knee straight. Lean in until you feel a pull in your calf.',
  ),
  b.exercise(
    'Heel raise',
    {
      position: 'Standing on both feet, hands on a table',
      sets: 3,
      reps: 12,
      holdSeconds: 2,
      restSeconds: 60,
      frequency: 'Every other day for 2 weeks',
      side: 'both',
      stopRule: 'your shin hurts more than 3 out of 10, or it hurts more the next morning',
      easier: 'Do it while you sit.',
      harder: 'Stand on one leg and do 6 on each side.',
    },
    'Rise onto your toes. Take 3 seconds to come down.',
  ),
  b.exercise(
    'Toe raise',
    {
      position: 'Standing with your back against a wall, feet one step in front',
      sets: 2,
      reps: 12,
      holdSeconds: 2,
      restSeconds: 60,
      frequency: 'Every other day for 2 weeks',
      side: 'both',
      stopRule: 'your shin hurts more than 3 out of 10, or your foot tingles',
      easier: 'Do it while you sit.',
      harder: 'Step a little farther from the wall.',
    },
    'Lift your toes and the balls of your feet. Keep your heels down. Lower slowly.',
  ),
  b.h(2, 'What we are not sure about'),
  b.p(
    'A review looked at 11 trials of treatments. ',
    b.cite('winters-2013', 'All of them had weak points'),
    ', so nobody knows yet which one helps most. Our plan rests on rest from running, small steps and your own pain.',
  ),
  b.h(2, 'Questions people ask'),
  b.faq(
    {
      question: 'Could it be a crack in the bone?',
      answer: b.p(
        'It could be a ',
        b.term('a tiny crack in a bone that gets more load than it can bear', 'stress fracture'),
        ' if one small spot is very sore, or if it hurts at rest or at night. Stop running and book a visit within 2 days.',
      ),
    },
    {
      question: 'What if it still hurts after two weeks?',
      answer: 'Wait with the run, and book a visit within a week. Many people need more than two weeks.',
    },
  ),
  b.callToAction({}, 'We can watch you run and plan your next steps with you. Call the clinic to book a visit.'),
);

/** Shin splints. Demo text, not reviewed by a clinician outside the demo. */
export const shinSplintsFirstTwoWeeks: DemoArticle = {
  slug: 'shin-splints-the-first-two-weeks',
  topic: 'Shin splints',
  riskClass: 'standard',
  content: b.content(document, {
    locale: 'en',
    title: 'Shin splints: the first two weeks',
    summary: 'How to rest your shins without stopping everything, and how to start running again.',
    references,
  }),
};
