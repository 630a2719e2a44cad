import type { Attributes } from '../types.js';
import { fill, type Labels } from './labels.js';

/** The dose and the rules of an exercise as pairs of label and value, in the order in which a patient needs them. */
export function exerciseDetails(attrs: Attributes, labels: Labels): { label: string; value: string }[] {
  const seconds = (value: unknown): string => (value ? fill(labels.seconds, { seconds: Number(value) }) : '');
  const pairs: [string, string][] = [
    [labels.position, String(attrs.position ?? '')],
    [labels.side, attrs.side ? sideLabel(String(attrs.side), labels) : ''],
    [labels.sets, String(attrs.sets ?? '')],
    [labels.reps, String(attrs.reps ?? '')],
    [labels.hold, seconds(attrs.holdSeconds)],
    [labels.rest, seconds(attrs.restSeconds)],
    [labels.load, String(attrs.load ?? '')],
    [labels.frequency, String(attrs.frequency ?? '')],
    [labels.stopRule, String(attrs.stopRule ?? '')],
    [labels.easier, String(attrs.easier ?? '')],
    [labels.harder, String(attrs.harder ?? '')],
  ];
  return pairs.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));
}

function sideLabel(side: string, labels: Labels): string {
  const names: Readonly<Record<string, string>> = {
    left: labels.sideLeft,
    right: labels.sideRight,
    both: labels.sideBoth,
    each: labels.sideEach,
  };
  return names[side] ?? side;
}

/** The heading of a warning: the author's own, or what its kind and urgency ask for. */
export function warningTitle(attrs: Attributes, labels: Labels): string {
  if (typeof attrs.title === 'string' && attrs.title.trim() !== '') return attrs.title;
  if (attrs.kind !== 'redFlags') return labels.caution;
  const byUrgency: Readonly<Record<string, string>> = {
    now: labels.redFlagsNow,
    today: labels.redFlagsToday,
    soon: labels.redFlagsSoon,
  };
  return byUrgency[String(attrs.urgency)] ?? labels.redFlags;
}
