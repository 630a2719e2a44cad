import type { DocumentNode } from '#document';
import { type Check, type CheckInput, type Hit, hitAt } from '../check.js';
import { nodesOf } from '../structure/nodes-of.js';

/** Names of exercises: a reader who meets one wants to know how, how often and when to stop. */
const EXERCISE = new RegExp(
  '\\b(?:pelvic tilts?|(?:hamstring|hip flexor|calf|quad|piriformis|glute|back|neck|shoulder) stretch(?:es)?|glute bridges?|bridges|' +
    'wall (?:squats?|sits?|slides?)|squats|lunges|planks?|side planks?|crunches|sit-?ups|push-?ups|bird[- ]dogs?|cat[- ]cow|' +
    "dead ?bugs?|clamshells?|knee[- ]to[- ]chest|child[’']s pose|cobra|superman|(?:leg|heel|calf|toe) raises?|heel slides?|" +
    'deadlifts|step-?ups|chin tucks?|scapular squeezes|ankle (?:circles|pumps)|hip (?:bridges|hinges?|thrusts?)|leg (?:press(?:es)?|curls?|extensions?)|' +
    'sentadillas|planchas?|zancadas|puentes? de gl[uú]teos|estiramientos? de (?:isquiotibiales|gemelos|cu[aá]driceps)|abdominales|flexiones)\\b',
  'gi',
);
const PART = '(?:muscles?|core|back|hips?|hamstrings?|hip flexors?|calves|glutes?|quads?|legs?|thighs?|buttocks)';
/** "Stretch the muscles in ...": an exercise told to the reader by its target alone. */
const EXERCISE_TASK = new RegExp(
  `^(?:[\\w ]{2,40}: )?(?:regularly |gently |daily |also |then )?(?:stretch|stretching|strengthen|strengthening) (?:the |your )(?:\\w+ ){0,3}${PART}\\b`,
  'i',
);
const DOSE =
  /\b(?:\d+|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty)(?: ?(?:-|–|to) ?\w+)? ?(?:more )?(?:sets?|reps?|repetitions?|times|seconds?|secs?|minutes?|mins?)\b|\b(?:twice|once|three times) (?:a|per) (?:day|week)\b|\b\d{1,2} ?[x×] ?\d{1,3}\b|\b(?:\d+|una|dos|tres|cinco|diez|quince|veinte) (?:series|repeticiones|veces|segundos|minutos)\b/i;

const MESSAGE = 'Say how to do the exercise, how many times, how long to hold, how often, and when to stop.';
const FOUND = { code: 'DOSE_MISSING', message: MESSAGE } as const;

/** Exercises named in running text, and exercise blocks, without sets, repetitions, hold or frequency. One a block. */
export const doseCheck: Check = {
  id: 'dose',
  version: 2,
  severity: 'fix',
  perBlock: true,
  run: (input) => [...inText(input), ...inBlocks(input)],
};

function inText({ sentences }: CheckInput): Hit[] {
  const seen = new Set(sentences.filter(({ text }) => DOSE.test(text)).map(({ block }) => block.index));
  return sentences.flatMap((sentence): Hit[] => {
    const { text, block } = sentence;
    const ownFields = block.within.some(({ type }) => type === 'exercise');
    if (seen.has(block.index) || block.kind === 'callToAction' || ownFields) return [];
    const names = text.match(EXERCISE)?.length ?? 0;
    if (names < 2 && !EXERCISE_TASK.test(text)) return [];
    seen.add(block.index);
    return [hitAt(sentence, 0, 0, FOUND)];
  });
}

const FIELDS = ['sets', 'reps', 'holdSeconds', 'frequency'] as const;

function inBlocks({ content, blocks }: CheckInput): Hit[] {
  return nodesOf(content.document).flatMap(({ node, path }): Hit[] => {
    if (node.type !== 'exercise' || hasDose(node)) return [];
    const inside = blocks.filter(({ within }) => within.includes(node));
    if (inside.some(({ text }) => DOSE.test(text))) return [];
    const name = inside.find(({ kind }) => kind === 'exerciseName');
    const quote = String(node.attrs?.name ?? '');
    const place = name ? { blockIndex: name.index, from: 0, to: name.text.length, quote: name.text } : { quote };
    return [{ ...FOUND, path, ...place, passage: inside.map(({ text }) => text).join('\n') || quote }];
  });
}

/** How many or how long, and how often: either alone leaves the patient guessing, but gives somewhere to begin. */
function hasDose({ attrs }: DocumentNode): boolean {
  return FIELDS.some((field) => attrs?.[field] !== undefined && attrs[field] !== null);
}
