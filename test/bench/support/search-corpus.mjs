// A library in which words are as unevenly spread as in real text, and questions as people type them.

const REGIONS =
  'low back,neck,shoulder,knee,hip,ankle,elbow,wrist,heel,jaw,hamstring,calf,shin,groin,upper back,thumb'.split(',');
const PROBLEMS =
  'pain,stiffness,sprain,strain,swelling,weakness,numbness,arthritis,tendinopathy,fracture,bursitis,clicking,cramp'.split(
    ',',
  );
const SITUATIONS = (
  'after running,at work,after surgery,while sleeping,during pregnancy,in older age,after a fall,when climbing stairs,' +
  'while driving,after a long flight,in winter,for swimmers,for cyclists,for gardeners,for dancers,when lifting,' +
  'at the desk,in the morning,at night,after an injection,for teenagers,for nurses,before a race,during chemotherapy'
).split(',');
const ASPECTS = (
  'first steps,exercises,what helps,what to avoid,when to worry,questions answered,returning to sport,a daily plan,' +
  'stretching,strength training,medicines,braces and tape,heat and cold,sleep,pacing,balance,footwear,imaging'
).split(',');

const SYLLABLES = 'ba,co,di,fe,gu,ha,jo,ke,li,mo,nu,pa,qui,ro,sa,te,vi,wo,xe,zu,ran,del,mir,tos,lun'.split(',');
const VOCABULARY = 6_000;

const pick = (random, list) => list[Math.floor(random() * list.length)];

/** The word of this rank. Made-up words: their number and their frequencies matter, not their sense. */
function wordOf(rank) {
  let word = '';
  for (let rest = rank + 625; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length];
  }
  return word;
}

/** A rank by Zipf's law: the word of rank n is about n times as rare as the first. */
function zipf(random) {
  return Math.min(VOCABULARY - 1, Math.floor(VOCABULARY ** random()) - 1);
}

const paragraph = (text) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const heading = (text) => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] });

function sentence(random) {
  const words = Array.from({ length: 12 }, () =>
    random() < 0.25 ? pick(random, [...REGIONS, ...PROBLEMS, 'walk', 'rest', 'slowly', 'daily']) : wordOf(zipf(random)),
  );
  return `${words.join(' ')}.`;
}

/** Bodies that titles share: rendering each of a hundred thousand would measure nothing. */
const BODIES = 4_000;

function body(random) {
  const text = () => paragraph(Array.from({ length: 4 }, () => sentence(random)).join(' '));
  const second = heading(`${wordOf(zipf(random))} ${pick(random, PROBLEMS)}`);
  return { type: 'doc', content: [heading(pick(random, ASPECTS)), text(), second, text()] };
}

const bodies = [];

/** An article: a title of parts that many share, two headings, and some sentences. */
export function searchableContent(random, number) {
  const subject = `${pick(random, REGIONS)} ${pick(random, PROBLEMS)} ${pick(random, SITUATIONS)}`;
  const title = `${subject[0].toUpperCase()}${subject.slice(1)}: ${pick(random, ASPECTS)}`;
  const at = number % BODIES;
  bodies[at] ??= body(random);
  const references = [{ key: 'a', kind: 'pmid', pmid: '34719942', title: `Source ${number % 97}`, year: 2021 }];
  return { locale: 'en-US', title, summary: sentence(random), document: bodies[at], references };
}

function mistyped(random, word) {
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

const KINDS = [
  (random) => `${pick(random, REGIONS)} ${pick(random, PROBLEMS)}`,
  (random) => `${pick(random, REGIONS)} ${pick(random, PROBLEMS)} ${pick(random, SITUATIONS)}`,
  (random) => pick(random, PROBLEMS),
  (random) => `how do I treat ${pick(random, PROBLEMS)} ${pick(random, SITUATIONS)}`,
  (random) => `${pick(random, ['back ache', 'lumbago', 'sciatica', 'frozen shoulder'])} ${pick(random, ASPECTS)}`,
  (random) =>
    `${mistyped(random, pick(random, ['shoulder', 'hamstring', 'swelling', 'stiffness', 'weakness']))} ${pick(random, SITUATIONS)}`,
  (random) => `${pick(random, REGIONS)} ${wordOf(zipf(random))}`,
  (random) => wordOf(zipf(random)),
];

/** Questions in the kinds that people ask: short, long, one word, whole sentences, other names, mistyped, rare words. */
export function questions(random, count) {
  return Array.from({ length: count }, (_, n) => KINDS[n % KINDS.length](random));
}
