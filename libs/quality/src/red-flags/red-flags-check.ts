import { resolvePiece } from '#document';
import type { Check, CheckInput, Hit } from '../check.js';
import { type Region, regionsOf, type Unit } from './regions.js';
import { COMPLETE_LOW_BACK, SIGNS_OF_TOPIC } from './signs.js';
import type { Slot } from './slot.js';
import { type RedFlagTopic, redFlagTopicOf } from './topics.js';
import { type Vocabulary, vocabularyOf } from './vocabulary.js';

/** Signs that advice about the back names at least, beside those of cauda equina syndrome; and advice about the rest. */
const LEAST_SIGNS: Readonly<Record<RedFlagTopic, number>> = {
  lowBackPain: 2,
  neckPain: 1,
  legOrCalf: 1,
  afterSurgery: 1,
  jointInjury: 1,
  headInjury: 1,
  general: 1,
};
const ENOUGH_SIGNS = 2;

/**
 * Does the article say when to get help? For low back pain one region must carry the signs of cauda equina syndrome
 * (bladder or bowel, saddle numbness, both legs), an action and its urgency, and at least two further signs must stand
 * in such regions; every other topic needs an action, its urgency and a sign. Meanings are tested, not single words. In a
 * language without a vocabulary a red-flag warning or safety block must be there.
 */
export const redFlagsCheck: Check = {
  id: 'red-flags',
  version: 2,
  severity: 'block',
  run(input) {
    const vocabulary = vocabularyOf(input.content.locale);
    if (!vocabulary) {
      const missing = missingStructure(input);
      return missing.length === 0 ? [] : [missingHit(missing)];
    }
    const { topic, isMain } = topicOf(input);
    const regions = regionsOf(input);
    const missing = missingMeanings(regions, topic, vocabulary, isMain ? LEAST_SIGNS[topic] : 0);
    if (missing.length > 0) return [missingHit(missing)];
    const lacking = isMain ? incomplete(regions, topic, vocabulary) : [];
    return lacking.length === 0 ? [] : [incompleteHit(lacking)];
  },
};

function missingHit(missing: readonly string[]): Hit {
  return {
    code: 'RED_FLAGS_MISSING',
    message: `Add a red-flag warning or the shared safety block. Still missing: ${missing.join('; ')}.`,
    path: 'document',
    quote: '',
  };
}

function incompleteHit(lacking: readonly string[]): Hit {
  return {
    code: 'RED_FLAGS_INCOMPLETE',
    severity: 'fix',
    message: `Complete the advice on when to get help. It does not say yet: ${lacking.join('; ')}.`,
    path: 'document',
    quote: '',
  };
}

/** What the best region still lacks, in words, and how many further signs stand nowhere. */
function missingMeanings(
  regions: readonly Region[],
  topic: RedFlagTopic,
  vocabulary: Vocabulary,
  leastSigns: number,
): string[] {
  const together = topic === 'lowBackPain' ? vocabulary.lowBackPain : [];
  const everything = [...together.map(({ says }) => says), HOW_SOON];
  const best = regions
    .map((region) => missingIn(region, together, vocabulary))
    .reduce((least, next) => (next.length < least.length ? next : least), everything);
  const told = signsTold(regions, topic, vocabulary);
  if (told.length >= leastSigns) return best;
  const examples = signsOf(topic, vocabulary)
    .filter((slot) => !told.includes(slot))
    .slice(0, 4);
  return [...best, `more signs, such as ${examples.map(({ says }) => says).join(', ')}`];
}

const HOW_SOON = 'whom to call or where to go, and how soon';

function missingIn(region: Region, together: readonly Slot[], vocabulary: Vocabulary): string[] {
  const signs = signUnits(region, vocabulary);
  const missing = together
    .filter((slot) => !signs.some((unit) => carries(unit, slot.patterns)))
    .map(({ says }) => says);
  return advises(region, vocabulary) ? missing : [...missing, HOW_SOON];
}

/** True when a region says what to do and how soon. */
function advises(region: Region, vocabulary: Vocabulary): boolean {
  if (region.units.length > 0 && region.hasUrgentTitle) return true;
  return region.units.some((unit) => carries(unit, vocabulary.action) && vocabulary.urgency.test(unit.text));
}

function signUnits(region: Region, { denial }: Vocabulary): Unit[] {
  return region.units.filter(({ text, canNameSign }) => canNameSign && !denial.test(text));
}

function signsOf(topic: RedFlagTopic, { signs }: Vocabulary): Slot[] {
  return signs.filter(({ id }) => SIGNS_OF_TOPIC[topic].includes(id));
}

/** The further signs of a topic that stand where the reader is also told what to do. */
function signsTold(regions: readonly Region[], topic: RedFlagTopic, vocabulary: Vocabulary): Slot[] {
  const units = regions
    .filter((region) => advises(region, vocabulary))
    .flatMap((region) => signUnits(region, vocabulary));
  // In a topic that we have no list for, a sign of the back is one too.
  const slots = topic === 'general' ? [...vocabulary.signs, ...vocabulary.lowBackPain] : signsOf(topic, vocabulary);
  return slots.filter(({ patterns }) => units.some((unit) => carries(unit, patterns)));
}

function incomplete(regions: readonly Region[], topic: RedFlagTopic, vocabulary: Vocabulary): string[] {
  const told = signsTold(regions, topic, vocabulary);
  const units = regions.flatMap((region) => region.units);
  const number = units.some(({ text }) => vocabulary.number.test(text)) ? [] : ['the emergency number'];
  if (topic !== 'lowBackPain') return told.length >= ENOUGH_SIGNS ? [] : ['a second sign'];
  const lacking = signsOf(topic, vocabulary).filter(
    (slot) => (COMPLETE_LOW_BACK as readonly string[]).includes(slot.id) && !told.includes(slot),
  );
  return [...lacking.map(({ says }) => says), ...number];
}

function carries(unit: Unit, patterns: readonly (readonly RegExp[])[]): boolean {
  return patterns.some((all) => all.every((pattern) => pattern.test(unit.text)));
}

const ENOUGH_MENTIONS = 3;

interface Topic {
  readonly topic: RedFlagTopic;
  /** What the article is about, and not only what it speaks of as well. */
  readonly isMain: boolean;
}

/**
 * The topic that was set, or that the title or a heading names; pain in the back goes before all others. A text about
 * something else that keeps coming back to the back needs the signs of cauda equina syndrome too.
 */
function topicOf({ content, blocks, context }: CheckInput): Topic {
  if (context.redFlagTopic) return { topic: context.redFlagTopic, isMain: true };
  const heads = [content.title, ...blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text)];
  const named = heads.map((text) => redFlagTopicOf(text));
  if (named.includes('lowBackPain')) return { topic: 'lowBackPain', isMain: true };
  const mentions = blocks.filter(({ text }) => redFlagTopicOf(text.slice(0, 5_000)) === 'lowBackPain').length;
  if (mentions >= ENOUGH_MENTIONS)
    return { topic: 'lowBackPain', isMain: named.every((topic) => topic === null) && content.title === '' };
  return { topic: named.find((topic) => topic !== null) ?? 'general', isMain: true };
}

function missingStructure({ content, context }: CheckInput): string[] {
  const found = (content.document.content ?? []).some(
    (node) =>
      (node.type === 'warning' && node.attrs?.kind === 'redFlags' && node.attrs.urgency === 'now') ||
      (node.type === 'safetyBlock' && resolvePiece(node, context) !== undefined),
  );
  return found ? [] : ['a red-flag warning of urgency "now"'];
}
