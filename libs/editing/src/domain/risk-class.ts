/** How much harm a mistake could do, the mildest first. */
export const RISK_CLASSES = ['low', 'standard', 'high'] as const;
export type RiskClass = (typeof RISK_CLASSES)[number];

/** True when the first risk class asks for more than the second. One that this release does not know counts as mildest. */
export function isStricter(one: string, other: string): boolean {
  const rank = (it: string) => (RISK_CLASSES as readonly string[]).indexOf(it);
  return rank(one) > rank(other);
}
