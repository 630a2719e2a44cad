import { type Check, type CheckInput, type Hit, hitAt } from '../check.js';
import { isStory, LABELLED, TESTIMONIAL } from './stories.js';

/** First-person experience of an author. */
const OWN_EXPERIENCE =
  /\bas an? (?:\w+ ){0,2}(?:runner|athlete|patient|therapist)(?: myself)?, I\b|\bI(?:['’]ve| have) (?:experienced|suffered|learned|had|struggled)\b/i;

/**
 * Accounts of single patients that nothing shows to be true, consented to or made up, and first-person experience in a
 * text whose author is not named. One finding a block. A story block says by itself which of the three it is.
 */
export const storiesCheck: Check = {
  id: 'patient-stories',
  version: 2,
  severity: 'block',
  perBlock: true,
  run(input) {
    const done = new Set(input.sentences.filter(({ text }) => LABELLED.test(text)).map(({ block }) => block.index));
    return input.sentences.flatMap((sentence): Hit[] => {
      const { block, text } = sentence;
      if (done.has(block.index) || block.within.some(({ type }) => type === 'patientStory')) return [];
      const story = isStory(text) || TESTIMONIAL.test(block.text.slice(0, 600));
      if (!story && !(isAnonymous(input) && OWN_EXPERIENCE.test(text))) return [];
      done.add(block.index);
      return [story ? storyHit(hitAt(sentence, 0, 0, STORY)) : { ...hitAt(sentence, 0, 0, OWN), severity: 'note' }];
    });
  },
};

const STORY = {
  code: 'PATIENT_STORY_UNVERIFIED',
  message: 'Label the story as illustrative, record the consent of the person, or remove it.',
} as const;

const OWN = {
  code: 'FIRST_PERSON_UNATTRIBUTED',
  message: 'Name who speaks here, or reword it without "I": the text has no author.',
} as const;

function storyHit(hit: Hit): Hit {
  return { ...hit, severity: 'block' };
}

/** A text from elsewhere has no author whom the system knows. */
function isAnonymous({ context }: CheckInput): boolean {
  return context.origin?.bylineMissing === true;
}
