import type { ArticleContent } from '#document';
import type { AnswerValue, InstrumentName } from './instrument.js';
import { factsOf, type TextFacts } from './text-facts.js';

/** What the document itself says about an item. A person answers; this is where to look first. */
export interface Suggestion {
  readonly instrument: InstrumentName;
  readonly item: string;
  readonly answer: AnswerValue;
  /** What was counted, with the words of the text where there are some. */
  readonly evidence: string;
}

/** An answer with its evidence; null when the document says nothing either way. */
type Look = (facts: TextFacts) => readonly [AnswerValue, string] | null;

const LONGEST_LIST = 7;
/** A section longer than this is not a short one: about a printed page. */
const WORDS_A_SECTION = 300;
/** A form of "be" and a participle: a hint, not a parser. Irregular ones are those that patient texts use. */
const PASSIVE =
  /\b(?:is|are|was|were|be|been|being)\s+(?:\w+ed|done|given|made|taken|shown|known|held|kept|felt|seen)\b/i;
const NUMBER = /\d+(?:[.,]\d+)?\s?%|\b\d+ (?:in|of|out of) \d+\b/;

const quoted = (text: string) => `"${text.length > 90 ? `${text.slice(0, 89)}…` : text}"`;
const yesIf = (holds: boolean, yes: string, no: string): readonly [AnswerValue, string] =>
  holds ? ['yes', yes] : ['no', no];

const activeVoice: Look = ({ sentences }) => {
  if (sentences.length === 0) return null;
  const passive = sentences.filter((sentence) => PASSIVE.test(sentence));
  const share = Math.round((passive.length / sentences.length) * 100);
  const example = passive[0] === undefined ? '' : ` First: ${quoted(passive[0])}`;
  // Four fifths in the active voice: the instrument's own measure of "agree".
  return yesIf(
    share <= 20,
    `${share} % of the sentences look passive.${example}`,
    `${share} % of the sentences look passive.${example}`,
  );
};

const sections: Look = ({ words, headings }) => {
  const each = Math.round(words / (headings.length + 1));
  return yesIf(
    each <= WORDS_A_SECTION,
    `${headings.length} headings, about ${each} words a section.`,
    `About ${each} words a section.`,
  );
};

const headings: Look = (facts) =>
  yesIf(
    facts.headings.length > 0,
    `Headings: ${facts.headings.slice(0, 4).map(quoted).join(', ')}.`,
    'The text has no heading.',
  );

const lists: Look = (facts) => {
  if (facts.lists.length === 0) return ['no', 'The text has no list.'];
  const longest = Math.max(...facts.lists);
  return yesIf(
    longest <= LONGEST_LIST,
    `${facts.lists.length} lists, the longest with ${longest} points.`,
    `A list has ${longest} points.`,
  );
};

const somethingToDo: Look = ({ exercises, stepLists }) =>
  exercises.length + stepLists === 0 ? null : ['yes', `${exercises.length} exercises and ${stepLists} lists of steps.`];

const captions: Look = ({ pictures, tables }) => {
  if (pictures.length + tables === 0) return ['notApplicable', 'The text has no picture and no table.'];
  const bare = pictures.filter(({ caption }) => !caption).length;
  return bare > 0
    ? ['no', `${bare} of ${pictures.length} pictures have no caption.`]
    : ['yes', 'Every picture has a caption.'];
};

const noPictures: Look = ({ pictures }) =>
  pictures.length === 0 ? ['notApplicable', 'The text has no picture.'] : null;

const probability: Look = ({ sentences }) => {
  const found = sentences.find((sentence) => NUMBER.test(sentence));
  return found === undefined ? ['notApplicable', 'No percentage or "1 in 10" was found.'] : null;
};

const keyMessage: Look = ({ keyMessages }) =>
  keyMessages[0] === undefined
    ? ['no', 'No box holds a main message.']
    : ['yes', `In a box: ${quoted(keyMessages[0])}`];

const LOOKS: Readonly<Record<InstrumentName, Readonly<Record<string, Look>>>> = {
  safety: {
    S1: ({ helpBoxes }) => (helpBoxes === 0 ? ['no', 'No box says when to get help.'] : null),
    S3: ({ exercises }) => {
      if (exercises.length === 0) return ['notApplicable', 'The text has no exercise.'];
      const bare = exercises.find(({ dose }) => !dose);
      return bare ? ['no', `${quoted(bare.name)} has no dose.`] : null;
    },
    S4: ({ exercises }) => {
      if (exercises.length === 0) return ['notApplicable', 'The text has no exercise.'];
      const bare = exercises.find(({ stopRule }) => !stopRule);
      return bare
        ? ['no', `${quoted(bare.name)} does not say when to stop.`]
        : ['yes', `All ${exercises.length} exercises say when to stop.`];
    },
    S9: ({ offers }) => (offers === 0 ? ['notApplicable', 'The text makes no offer.'] : null),
    S10: ({ stories, pictures }) =>
      stories + pictures.length === 0 ? ['notApplicable', 'No story and no picture.'] : null,
  },
  pemat: {
    P5: activeVoice,
    P8: sections,
    P9: headings,
    P11: ({ summary, keyMessages }) => {
      const found = summary || keyMessages[0];
      return found
        ? ['yes', `It begins: ${quoted(found)}`]
        : ['no', 'There is no summary and no main message in a box.'];
    },
    P12: ({ lists: all, keyMessages, helpBoxes }) =>
      yesIf(
        all.length + keyMessages.length + helpBoxes > 0,
        `${all.length} lists, ${keyMessages.length} main messages and ${helpBoxes} warnings in boxes.`,
        'No list and no box.',
      ),
    P16: noPictures,
    P17: captions,
    P18: noPictures,
    P19: ({ tables }) => (tables === 0 ? ['notApplicable', 'The text has no table.'] : null),
    P20: somethingToDo,
    P21: ({ sentences }) => {
      const direct = sentences.filter((sentence) => /\b(?:you|your|usted|su|tu|ustedes)\b/i.test(sentence));
      return direct[0] === undefined
        ? ['no', 'No sentence says "you".']
        : ['yes', `${direct.length} sentences say "you". First: ${quoted(direct[0])}`];
    },
    P22: somethingToDo,
  },
  cci: {
    C3: keyMessage,
    C4: ({ pictures }) =>
      yesIf(
        pictures.some(({ alt, caption }) => alt && caption),
        'A picture has a caption and a description.',
        'No picture has both a caption and a description.',
      ),
    C5: somethingToDo,
    C6: activeVoice,
    C8: lists,
    C9: sections,
    C12: somethingToDo,
    C14: ({ exercises, helpBoxes }) =>
      exercises.length === 0 && helpBoxes === 0
        ? null
        : yesIf(
            helpBoxes > 0 && exercises.every(({ dose }) => dose),
            `${exercises.length} exercises with a dose and ${helpBoxes} boxes on when to get help.`,
            'A dose is missing, or when to get help.',
          ),
    C20: probability,
  },
};

/** Suggestions for every item the document says something about, in the order of the sheets. */
export function suggestionsFor(content: ArticleContent): Suggestion[] {
  const facts = factsOf(content);
  return Object.entries(LOOKS).flatMap(([instrument, looks]) =>
    Object.entries(looks).flatMap(([item, look]) => {
      const seen = look(facts);
      return seen ? [{ instrument: instrument as InstrumentName, item, answer: seen[0], evidence: seen[1] }] : [];
    }),
  );
}
