import { build as b } from '#document';
import type { DemoArticle } from './demo-article.js';

const references = [
  b.reference({
    key: 'apta-knee-2020',
    kind: 'doi',
    doi: '10.1093/ptj/pzaa099',
    title: 'Physical therapist management of total knee arthroplasty',
    source: 'Physical Therapy',
    year: 2020,
    jurisdiction: 'US',
  }),
  b.reference({
    key: 'nice-ng157',
    kind: 'guideline',
    url: 'https://www.nice.org.uk/guidance/ng157',
    title: 'Joint replacement (primary): hip, knee and shoulder (NG157)',
    source: 'National Institute for Health and Care Excellence',
    year: 2020,
    jurisdiction: 'UK',
  }),
];

const document = b.doc(
  b.keyMessage('Stand up from a firm, high chair: foot forward, push with both arms, and wait until you are steady.'),
  b.redFlags(
    { urgency: 'now' },
    'Call the emergency number or go to an emergency room now if one of these happens after your surgery:',
    b.ul(
      'You have chest pain, are short of breath, or cough up blood.',
      'You faint, your face droops, or one arm is weak.',
      'Your wound bleeds and does not stop after you press on it for 10 minutes.',
      'Your foot is cold, pale or blue, or you cannot feel it.',
      'You fell and cannot put weight on your leg.',
    ),
  ),
  b.redFlags(
    { urgency: 'today' },
    'Call your surgical team today, day or night, if you see one of these signs. If you cannot reach them, go to urgent care.',
    b.ul(
      b.p(
        'Your calf or thigh is more swollen, warm, red or sore. It could be a ',
        b.term('a clump of blood that blocks a vein', 'blood clot'),
        '.',
      ),
      'Your wound is red and hot, opens, or leaks pus.',
      'You have chills or a fever of 100.4 °F (38 °C) or more.',
      'Your pain gets worse fast, and your pain medicine does not ease it.',
      'You cannot lift the front of your foot.',
    ),
  ),
  b.h(2, 'Before you start'),
  b.p(
    'Your surgeon’s rules come first. Ask how much weight you may put on your leg. A UK guideline says that therapy should start ',
    b.cite('nice-ng157', 'within 24 hours of surgery'),
    '. A US guideline says that it should ',
    b.cite('apta-knee-2020', 'get you moving early and add more step by step'),
    '.',
  ),
  b.p(
    'Your ',
    b.term('a frame with four legs that you hold on to when you walk', 'walker'),
    ' should stand in front of you, within reach. Wear shoes that do not slip.',
  ),
  b.h(2, 'How to stand up'),
  b.steps(
    'Slide to the front of the chair.',
    'Put the foot of your new knee a little forward. Put your other foot under you.',
    'Place both hands on the arms of the chair. Do not pull on the walker: it can tip.',
    'Lean forward, push down with your hands, and stand up on your stronger leg.',
    'Move one hand to the walker, then the other. Wait until you are steady. Sit down again if you feel dizzy.',
    'To sit, step back until you feel the chair behind your legs. Slide your foot forward, reach back and sit down slowly.',
  ),
  b.h(2, 'Three exercises for the first two weeks'),
  b.exercise(
    'Ankle pumps',
    {
      position: 'Lying or sitting with your legs straight',
      sets: 1,
      reps: 20,
      holdSeconds: 2,
      restSeconds: 30,
      frequency: 'Once an hour while you are awake',
      side: 'each',
      stopRule: 'you get new pain in your calf; then call your surgical team today',
      easier: 'Do 10 at a time.',
      harder: 'Pull your foot up as far as you can.',
    },
    'Bend your foot up. Then point it down. Keep a steady pace.',
  ),
  b.exercise(
    'Thigh squeeze',
    {
      position: 'Lying or sitting with your leg straight',
      sets: 2,
      reps: 10,
      holdSeconds: 5,
      restSeconds: 60,
      frequency: '3 times a day',
      side: 'each',
      stopRule: 'the pain goes above 5 out of 10; call us if it does not ease within 30 minutes',
      easier: 'Put a rolled towel under your heel.',
      harder: 'Hold for 10 seconds.',
    },
    'Press the back of your knee down and feel the front of your thigh get hard. Let go.',
  ),
  b.exercise(
    'Stand up and sit down',
    {
      position: 'On a firm, high chair with arms, walker in front, someone with you',
      sets: 2,
      reps: 5,
      holdSeconds: 3,
      restSeconds: 120,
      frequency: '2 times a day, once your therapist has shown you how',
      side: 'both',
      stopRule: 'you feel dizzy, your knee gives way, or the pain goes above 5 out of 10',
      easier: 'Put a firm cushion on the seat.',
      harder: 'Put a little more weight on your new knee.',
    },
    'Use the steps above. Stand tall, then sit down slowly.',
  ),
  b.h(2, 'Questions people ask'),
  b.faq(
    {
      question: 'Is it normal that my knee is warm and swollen?',
      answer:
        'Some warmth and swelling is common in the first weeks. Call your surgical team today if it gets worse fast or you have a fever.',
    },
    {
      question: 'May I put a pillow under my knee?',
      answer: 'Ask your surgical team, as they may want your knee straight or bent at rest.',
    },
  ),
  b.callToAction({}, 'We visit you at home or see you here. Call the clinic to book your first visit.'),
);

/** Standing up after a knee replacement. Demo text, not reviewed by a clinician outside the demo. */
export const gettingUpAfterKneeReplacement: DemoArticle = {
  slug: 'getting-up-after-knee-replacement-surgery',
  topic: 'Knee replacement',
  riskClass: 'high',
  content: b.content(document, {
    locale: 'en',
    title: 'Getting up after knee replacement surgery',
    summary: 'How to stand up and sit down safely, three exercises for the first two weeks, and whom to call.',
    references,
  }),
};
