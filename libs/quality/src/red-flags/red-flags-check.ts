import { resolvePiece } from '#document';
import type { Check, CheckInput, Hit, RedFlagTopic } from '../check.js';
import { type Region, regionsOf, type Unit } from './regions.js';
import { type Vocabulary, vocabularyOf } from './vocabulary.js';

/**
 * Does the article say when to get help? For low back pain one region must carry every slot (bladder or bowel, saddle
 * numbness, both legs), an action and its urgency; for every other topic an action and its urgency. Meanings are
 * tested, not single words. In a language without a vocabulary a red-flag warning or safety block must be there.
 */
export const redFlagsCheck: Check = {
  id: 'red-flags',
  version: 1,
  severity: 'block',
  run(input) {
    const vocabulary = vocabularyOf(input.content.locale);
    const missing = vocabulary ? missingMeanings(input, vocabulary) : missingStructure(input);
    return missing.length === 0 ? [] : [hit(missing)];
  },
};

function hit(missing: readonly string[]): Hit {
  return {
    code: 'RED_FLAGS_MISSING',
    message: `Add a red-flag warning or the shared safety block. Still missing: ${missing.join('; ')}.`,
    path: 'document',
    quote: '',
  };
}

/** What the best region still lacks, in words. Empty when one region says it all. */
function missingMeanings(input: CheckInput, vocabulary: Vocabulary): string[] {
  const topic = input.context.redFlagTopic ?? topicOf(input, vocabulary);
  const perRegion = regionsOf(input).map((region) => missingIn(region, topic, vocabulary));
  const everything = missingIn({ units: [], hasUrgentTitle: false }, topic, vocabulary);
  return perRegion.reduce((best, next) => (next.length < best.length ? next : best), everything);
}

function missingIn(region: Region, topic: RedFlagTopic, vocabulary: Vocabulary): string[] {
  const slots = topic === 'lowBackPain' ? vocabulary.lowBackPain : [];
  const signs = region.units.filter(({ text, canNameSign }) => canNameSign && !vocabulary.denial.test(text));
  const missing = slots
    .filter(({ patterns }) => !signs.some((unit) => carries(unit, patterns)))
    .map(({ says }) => says);
  if (region.units.length > 0 && region.hasUrgentTitle) return missing;
  const says = region.units.some((unit) => carries(unit, vocabulary.action) && vocabulary.urgency.test(unit.text));
  return says ? missing : [...missing, 'whom to call or where to go, and how soon'];
}

function carries(unit: Unit, patterns: readonly (readonly RegExp[])[]): boolean {
  return patterns.some((all) => all.every((pattern) => pattern.test(unit.text)));
}

const ENOUGH_MENTIONS = 3;

/** The topic that the title, a heading, or repeated mention gives the article. */
function topicOf({ content, blocks }: CheckInput, { lowBackTopic }: Vocabulary): RedFlagTopic {
  const heads = [content.title, ...blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text)];
  const mentions = blocks.filter(({ text }) => lowBackTopic.test(text)).length;
  return heads.some((text) => lowBackTopic.test(text)) || mentions >= ENOUGH_MENTIONS ? 'lowBackPain' : 'general';
}

function missingStructure({ content, context }: CheckInput): string[] {
  const found = (content.document.content ?? []).some(
    (node) =>
      (node.type === 'warning' && node.attrs?.kind === 'redFlags' && node.attrs.urgency === 'now') ||
      (node.type === 'safetyBlock' && resolvePiece(node, context) !== undefined),
  );
  return found ? [] : ['a red-flag warning of urgency "now"'];
}
