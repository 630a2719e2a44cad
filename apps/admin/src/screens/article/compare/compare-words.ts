import type { Reference } from '#document';
import { type MessageKey, t } from '../../../messages/t';

type ValueName = Extract<MessageKey, `value.${string}`>;
type BlockName = Extract<MessageKey, `block.${string}`>;

const VALUE_NAMES: Readonly<Record<string, ValueName>> = {
  name: 'value.name',
  position: 'value.position',
  sets: 'value.sets',
  reps: 'value.reps',
  holdSeconds: 'value.hold',
  restSeconds: 'value.rest',
  load: 'value.load',
  frequency: 'value.frequency',
  side: 'value.side',
  stopRule: 'value.stopRule',
  easier: 'value.easier',
  harder: 'value.harder',
  mediaId: 'value.picture',
  src: 'value.picture',
  alt: 'value.alt',
  caption: 'value.caption',
  credit: 'value.credit',
  decorative: 'value.decorative',
  url: 'value.address',
  href: 'value.address',
  title: 'value.title',
  label: 'value.label',
  kind: 'value.kind',
  urgency: 'value.urgency',
  version: 'value.version',
  blockId: 'value.piece',
  contentHash: 'value.hash',
  consent: 'value.consent',
  level: 'value.level',
};

const BLOCK_NAMES: Readonly<Record<string, BlockName>> = {
  title: 'block.title',
  summary: 'block.summary',
  heading: 'block.heading',
  paragraph: 'block.paragraph',
  bulletList: 'block.list',
  orderedList: 'block.list',
  blockquote: 'block.quote',
  table: 'block.table',
  image: 'block.picture',
  videoLink: 'block.video',
  keyMessage: 'block.keyMessage',
  steps: 'block.steps',
  exercise: 'block.exercise',
  faq: 'block.faq',
  warning: 'block.warning',
  safetyBlock: 'block.safety',
  sharedExercise: 'block.sharedExercise',
  callToAction: 'block.callToAction',
  patientStory: 'block.story',
  tableOfContents: 'block.contents',
};

/** A value of a block by the name a person knows; a value of a newer schema by its own. */
export function valueName(name: string): string {
  const key = VALUE_NAMES[name];
  return key ? t(key as 'value.name') : name;
}

/** What a block is, in a word. */
export function blockName(type: string): string {
  const key = BLOCK_NAMES[type];
  return key ? t(key as 'block.title') : type;
}

/** A value as it is read out. */
export function valueWords(value: string | number | boolean | null): string {
  if (value === null || value === '') return t('value.none');
  if (typeof value === 'boolean') return value ? t('checklist.yes') : t('checklist.no');
  return String(value);
}

/** A source in a line: title, where it appeared, when, its grade and its number. */
export function referenceWords({ title, source, year, grade, jurisdiction, pmid, doi, url }: Reference): string {
  const number = pmid ? `PMID ${pmid}` : doi ? `DOI ${doi}` : url;
  const level = grade && t('compare.grade', { grade });
  return [title, source, year, level, jurisdiction, number].filter(Boolean).join(', ');
}
