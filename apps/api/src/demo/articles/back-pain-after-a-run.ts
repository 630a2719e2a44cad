import { build as b } from '#document';
import type { DemoArticle } from './demo-article.js';

const references = [
  b.reference({
    key: 'george-2021',
    kind: 'pmid',
    pmid: '34719942',
    doi: '10.2519/jospt.2021.0304',
    title: 'Interventions for the management of acute and chronic low back pain: revision 2021',
    source: 'Journal of Orthopaedic & Sports Physical Therapy',
    year: 2021,
    jurisdiction: 'US',
  }),
  b.reference({
    key: 'finucane-2020',
    kind: 'pmid',
    pmid: '32438853',
    doi: '10.2519/jospt.2020.9971',
    title: 'International framework for red flags for potential serious spinal pathologies',
    source: 'Journal of Orthopaedic & Sports Physical Therapy',
    year: 2020,
  }),
  b.reference({
    key: 'nice-ng59',
    kind: 'guideline',
    url: 'https://www.nice.org.uk/guidance/ng59',
    title: 'Low back pain and sciatica in over 16s: assessment and management (NG59)',
    source: 'National Institute for Health and Care Excellence',
    year: 2020,
    jurisdiction: 'UK',
  }),
  b.reference({
    key: 'maselli-2020',
    kind: 'pmid',
    pmid: '32493481',
    doi: '10.1186/s12891-020-03357-4',
    title: 'Prevalence and incidence of low back pain among runners: a systematic review',
    source: 'BMC Musculoskeletal Disorders',
    year: 2020,
  }),
];

const document = b.doc(
  b.keyMessage(
    'Back pain after a run often eases over a few weeks: keep moving gently, and run less while it settles.',
  ),
  b.redFlags(
    { urgency: 'now' },
    b.p(
      'Call the emergency number or go to an emergency room now if you have back pain and ',
      b.cite('finucane-2020', 'any of these signs'),
      ':',
    ),
    b.ul(
      'You cannot pass urine, or you lose control of your bladder or bowels.',
      'You feel numb or tingly around your genitals, your bottom or your inner thighs.',
      'You have pain, weakness or numbness in both legs.',
      'Sex feels different, or you feel less than before.',
      'The pain began after a serious accident, such as a car crash or a bad fall.',
      'You have chest pain too.',
    ),
  ),
  b.redFlags(
    { urgency: 'today' },
    'Call your doctor or an urgent care clinic today if you have back pain and one of these:',
    b.ul(
      'You have a fever, or you feel hot and shivery.',
      'You have lost weight without trying.',
      'You have cancer, or had it in the past.',
      'One leg or foot is getting weaker or more numb.',
      'The pain does not ease when you lie down, or it is worse at night.',
      'You have weak bones, take steroids or have a weak immune system.',
    ),
    'No single sign proves that something serious is wrong. When you are in doubt, call.',
  ),
  b.h(2, 'Why your back may hurt after a run'),
  b.p(
    'Your back works hard when you run. It may ache after a longer run, a new hill or a week with more miles than you are used to. Often nobody can name one exact cause.',
  ),
  b.p(
    'A review of studies found that ',
    b.cite('maselli-2020', 'low back pain was not very common in runners'),
    '. In some studies it went along with a stiff back or stiff ',
    b.term('the large muscles at the back of your thighs', 'hamstrings'),
    '. These studies cannot tell us which came first.',
  ),
  b.h(2, 'Your first two weeks'),
  b.steps(
    b.p(b.cite('nice-ng59', 'Stay active'), '. Go on with your normal day as well as you can.'),
    'Swap runs for walks of 10 to 20 minutes on flat ground, once or twice a day.',
    'Do the exercises below once a day.',
    'Try a short, slow run when you can walk for 30 minutes and your pain stays at 3 out of 10 or less.',
    'Run every other day at first. If the pain is worse the next morning, go back to walks for two days.',
  ),
  b.h(2, 'Three exercises'),
  b.p(
    'A US guideline says that ',
    b.cite('george-2021', 'exercise can be used for new back pain'),
    ' and should be used for pain that lasts. It does not name one best kind.',
  ),
  b.exercise(
    'Pelvic tilt',
    {
      position: 'On your back, knees bent, feet flat',
      sets: 2,
      reps: 10,
      holdSeconds: 5,
      restSeconds: 30,
      frequency: 'Once a day for 2 weeks',
      side: 'both',
      stopRule: 'the pain goes above 4 out of 10 or moves down a leg',
      easier: 'Make the movement smaller.',
      harder: 'Do it while you stand with your back to a wall.',
    },
    'Press the small of your back into the floor. Breathe out as you press. Then let go.',
  ),
  b.exercise(
    'Knee rolls',
    {
      position: 'On your back, knees bent and together',
      sets: 2,
      reps: 8,
      holdSeconds: 2,
      restSeconds: 30,
      frequency: 'Once a day for 2 weeks',
      side: 'each',
      stopRule: 'the pain goes above 4 out of 10 or you feel tingling in a leg',
      easier: 'Roll only a little way.',
      harder: 'Lift your feet off the floor as you roll.',
    },
    'Let both knees drop slowly to one side. Keep your shoulders down. Come back to the middle.',
  ),
  b.exercise(
    'Bridge',
    {
      position: 'On your back, knees bent, feet hip-width apart',
      sets: 2,
      reps: 8,
      holdSeconds: 3,
      restSeconds: 60,
      frequency: 'Every other day for 2 weeks',
      side: 'both',
      stopRule: 'the pain goes above 4 out of 10 or you get a cramp',
      easier: 'Lift your hips just an inch or two.',
      harder: 'Do a third set.',
    },
    'Squeeze your buttocks and lift your hips until your body is straight from knees to chest. Lower slowly.',
  ),
  b.h(2, 'Questions people ask'),
  b.faq(
    {
      question: 'Do I need an X-ray or a scan?',
      answer: b.p(
        'Most people do not. A UK guideline ',
        b.cite('nice-ng59', 'advises against routine scans'),
        '. You may need one if you have a warning sign.',
      ),
    },
    {
      question: 'Should I stay in bed?',
      answer:
        'A short rest is fine. Long bed rest can leave you stiff, so get up and walk a little each hour of the day.',
    },
    {
      question: 'When should I see someone?',
      answer:
        'Book a visit within a week if the pain keeps you from work, sleep or daily tasks. Do the same if it is no better after 3 weeks.',
    },
  ),
  b.callToAction({}, 'Would you like a plan for your return to running? Call the clinic to book a visit.'),
);

/** Low back pain in runners. Demo text, not reviewed by a clinician outside the demo. */
export const backPainAfterARun: DemoArticle = {
  slug: 'back-pain-after-a-run',
  topic: 'Low back pain',
  code: 'M54.50',
  riskClass: 'standard',
  content: b.content(document, {
    locale: 'en',
    title: 'Back pain after a run',
    summary: 'What to do in the first two weeks, three exercises with their dose, and when to get help.',
    references,
  }),
};
