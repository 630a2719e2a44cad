import { build as b } from '#document';
import type { DemoArticle } from './demo-article.js';

const references = [
  b.reference({
    key: 'blanpied-2017',
    kind: 'doi',
    doi: '10.2519/jospt.2017.0302',
    title: 'Neck pain: revision 2017 (clinical practice guidelines)',
    source: 'Journal of Orthopaedic & Sports Physical Therapy',
    year: 2017,
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
];

const document = b.doc(
  b.keyMessage(
    'If your neck feels stiff at your desk, move it a little every half hour and do three short stretches a day.',
  ),
  b.redFlags(
    { urgency: 'now' },
    'Call the emergency number or go to an emergency room now if you have neck pain and any of these signs:',
    b.ul(
      'It began after a fall, a blow to the head or a car crash.',
      'Your face droops, your speech is slurred, or one side of your body is weak or numb.',
      'You have new trouble with walking or balance, or your hands have become clumsy.',
      'You lose control of your bladder or bowels, or both arms or both legs are weak or numb.',
      'It came on suddenly and is the worst pain you have had, or you see double, faint or cannot swallow well.',
      'You have a fever with a bad headache, and you cannot bend your chin to your chest.',
      'You have chest pain, or a tight chest with pain in your jaw or an arm.',
    ),
  ),
  b.redFlags(
    { urgency: 'today' },
    b.p('Call your doctor today if you have neck pain and ', b.cite('finucane-2020', 'one of these'), ':'),
    b.ul(
      'You have a fever, or you have lost weight without trying.',
      'You have cancer, or had it in the past.',
      'One arm or hand is getting weaker or more numb.',
      'You have weak bones, take steroids or have rheumatoid arthritis.',
    ),
  ),
  b.h(2, 'Why a neck gets stiff at a desk'),
  b.p(
    'Your neck does not need one perfect pose. It needs a change now and then. When you hold still for hours, your muscles get tired and start to ache.',
  ),
  b.p(
    'A US guideline lists ',
    b.cite('blanpied-2017', 'stretches, strength work and an active life'),
    ' among the things that may help with neck pain. How much they help differs from person to person.',
  ),
  b.h(2, 'Set up your day'),
  b.steps(
    'Put the top of your screen at eye level, one arm’s length away.',
    'Rest your forearms on the desk. Let your shoulders drop.',
    'Set a timer for 30 minutes. When it rings, stand up and move for one minute.',
    'Use a headset for calls. Do not hold the phone with your shoulder.',
  ),
  b.h(2, 'Three stretches'),
  b.exercise(
    'Chin tuck',
    {
      position: 'Sitting tall, eyes straight ahead',
      sets: 2,
      reps: 8,
      holdSeconds: 3,
      restSeconds: 30,
      frequency: '3 times on each work day, for 4 weeks',
      side: 'both',
      stopRule: 'you feel dizzy, or pain or tingling goes down your arm',
      easier: 'Do it on your back with a thin pillow.',
      harder: 'Press the back of your head gently into your hands.',
    },
    'Slide your chin straight back, as if you wanted a double chin. Do not look up or down.',
  ),
  b.exercise(
    'Ear to shoulder',
    {
      position: 'Sitting, one hand under your thigh',
      sets: 1,
      reps: 3,
      holdSeconds: 20,
      restSeconds: 10,
      frequency: '2 times on each work day, for 4 weeks',
      side: 'each',
      stopRule: 'you feel dizzy, or pain or tingling goes down your arm',
      easier: 'Let both arms hang and tilt less far.',
      harder: 'Rest your free hand on your head. Do not pull.',
    },
    b.p(
      'Tilt your head away from the hand under your thigh. You should feel a mild pull in your ',
      b.term('the large muscle from your neck to your shoulder', 'upper trapezius'),
      '. Breathe.',
    ),
  ),
  b.exercise(
    'Shoulder blade squeeze',
    {
      position: 'Sitting or standing, arms at your sides',
      sets: 2,
      reps: 10,
      holdSeconds: 5,
      restSeconds: 30,
      frequency: '2 times on each work day, for 4 weeks',
      side: 'both',
      stopRule: 'the pain goes above 4 out of 10',
      easier: 'Do 5 in a row.',
      harder: 'Hold a light exercise band in both hands and pull it apart.',
    },
    'Draw your shoulder blades together and down. Keep your chin in.',
  ),
  b.h(2, 'Questions people ask'),
  b.faq(
    {
      question: 'Is a crack or click in my neck bad?',
      answer: 'A click without pain is common. Call us if it comes with pain, or if you get dizzy or numb.',
    },
    {
      question: 'How strong should a stretch feel?',
      answer: 'You should feel a mild pull that goes away when you stop. More is not better.',
    },
    {
      question: 'When should I see someone?',
      answer:
        'Book a visit within a week if you cannot turn your head to drive, or if your neck is no better after 4 weeks.',
    },
  ),
  b.callToAction({}, 'We also look at desks. Bring a photo of yours, and call the clinic to book a visit.'),
);

/** Neck stretches. Demo text, not reviewed by a clinician outside the demo. */
export const neckStretchesForDeskWorkers: DemoArticle = {
  slug: 'neck-stretches-for-desk-workers',
  topic: 'Neck pain',
  code: 'M54.2',
  riskClass: 'standard',
  content: b.content(document, {
    locale: 'en',
    title: 'Neck stretches for desk workers',
    summary: 'Three short stretches with their dose, how to set up your desk, and when neck pain needs help.',
    references,
  }),
};
