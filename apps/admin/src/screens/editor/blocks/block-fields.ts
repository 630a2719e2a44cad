import { articleSchema } from '#document';
import type { MessageKey } from '../../../messages/t';

/** How an attribute of a block is asked for. */
export interface Field {
  readonly attr: string;
  readonly label: MessageKey;
  readonly kind: 'line' | 'long' | 'amount' | 'seconds' | 'choice' | 'yes';
  readonly hint?: MessageKey;
  readonly choices?: readonly (readonly [value: string, label: MessageKey])[];
}

const NO_CHOICE = ['', 'field.none'] as const;

/** The form of each block that has one, in the order in which a patient needs the answers. */
export const BLOCK_FIELDS: Readonly<Record<string, readonly Field[]>> = {
  exercise: [
    { attr: 'name', label: 'field.name', kind: 'line' },
    { attr: 'position', label: 'field.position', kind: 'line' },
    { attr: 'sets', label: 'field.sets', kind: 'amount' },
    { attr: 'reps', label: 'field.reps', kind: 'amount' },
    { attr: 'holdSeconds', label: 'field.hold', kind: 'seconds' },
    { attr: 'restSeconds', label: 'field.rest', kind: 'seconds' },
    { attr: 'load', label: 'field.load', kind: 'line' },
    { attr: 'frequency', label: 'field.frequency', kind: 'line' },
    {
      attr: 'side',
      label: 'field.side',
      kind: 'choice',
      choices: [
        NO_CHOICE,
        ['left', 'field.side.left'],
        ['right', 'field.side.right'],
        ['both', 'field.side.both'],
        ['each', 'field.side.each'],
      ],
    },
    { attr: 'stopRule', label: 'field.stopRule', kind: 'long', hint: 'field.stopRuleHint' },
    { attr: 'easier', label: 'field.easier', kind: 'long' },
    { attr: 'harder', label: 'field.harder', kind: 'long' },
  ],
  warning: [
    {
      attr: 'kind',
      label: 'field.kind',
      kind: 'choice',
      choices: [
        ['redFlags', 'field.kind.redFlags'],
        ['caution', 'field.kind.caution'],
      ],
    },
    {
      attr: 'urgency',
      label: 'field.urgency',
      kind: 'choice',
      choices: [
        NO_CHOICE,
        ['now', 'field.urgency.now'],
        ['today', 'field.urgency.today'],
        ['soon', 'field.urgency.soon'],
      ],
    },
    { attr: 'title', label: 'field.title', kind: 'line', hint: 'field.titleHint' },
  ],
  callToAction: [
    { attr: 'label', label: 'field.button', kind: 'line' },
    { attr: 'href', label: 'field.address', kind: 'line' },
  ],
  patientStory: [
    {
      attr: 'consent',
      label: 'field.consent',
      kind: 'choice',
      choices: [
        ['illustrative', 'field.consent.illustrative'],
        ['consented', 'field.consent.consented'],
      ],
    },
  ],
  videoLink: [
    { attr: 'url', label: 'field.address', kind: 'line' },
    { attr: 'title', label: 'field.title', kind: 'line' },
  ],
  image: [
    { attr: 'alt', label: 'field.alt', kind: 'long', hint: 'field.altHint' },
    { attr: 'decorative', label: 'field.decorative', kind: 'yes' },
    { attr: 'caption', label: 'field.caption', kind: 'line' },
    { attr: 'credit', label: 'field.credit', kind: 'line' },
  ],
};

/** What somebody typed as the value of an attribute; `null` for nothing. `8 to 12` stays words, `10` is a number. */
export function readValue({ kind }: Field, typed: string | boolean): string | number | boolean | null {
  if (typeof typed === 'boolean') return typed;
  const text = typed.trim();
  if (text === '') return null;
  return (kind === 'amount' || kind === 'seconds') && /^\d{1,4}$/.test(text) ? Number(text) : text;
}

/** True when the article's schema takes the value; what it does not take is never put into the text. */
export function takesValue(block: string, attr: string, value: unknown): boolean {
  const spec = articleSchema.nodes[block]?.spec.attrs?.[attr];
  if (!spec) return false;
  try {
    (spec.validate as (value: unknown) => void)(value);
    return true;
  } catch {
    return false;
  }
}
