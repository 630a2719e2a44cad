import type { Instrument, Item } from './instrument.js';

function item(id: string, part: string, question: string, mayNotApply = false): Item {
  return { id, part, question, mayNotApply };
}

/**
 * Our own checklist: what a clinician must have looked at before a patient reads a text. It is a gate. A "no" is a reason
 * to ask for changes, never one to approve all the same.
 */
export const SAFETY: Instrument = {
  name: 'safety',
  version: 1,
  title: 'Safety checklist',
  about: 'What a clinician has looked at before a patient acts on the text. Every answer must be yes, or not apply.',
  parts: [
    { id: 'help', title: 'When to get help' },
    { id: 'advice', title: 'Advice' },
    { id: 'truth', title: 'Claims and sources' },
    { id: 'fairness', title: 'Fairness and privacy' },
  ],
  openQuestions: [],
  items: [
    item(
      'S1',
      'help',
      'Does the text name every warning sign that needs urgent care in this condition, and say what to do?',
    ),
    item('S2', 'help', 'Does the reader meet the warning signs before the first advice they could act on?'),
    item(
      'S3',
      'advice',
      'Is every dose (sets, repetitions, holding time, how often) right for the people this is written for?',
      true,
    ),
    item('S4', 'advice', 'Does each exercise say when to stop?', true),
    item('S5', 'advice', 'Does the text say for whom the advice is not meant?'),
    item(
      'S6',
      'advice',
      'Does the text leave medicines, and limits set by a surgeon or doctor, to those who set them?',
    ),
    item(
      'S7',
      'truth',
      'Does every statement about effect rest on a source that says so, or say that it is not certain?',
    ),
    item('S8', 'truth', 'Is the text free of promises of a cure, of fear, and of "the only way"?'),
    item('S9', 'fairness', 'Is offer or promotion kept apart from advice and marked as such?', true),
    item('S10', 'fairness', 'Is nobody recognisable in stories and pictures without their consent?', true),
  ],
};
