const DAY_MS = 86_400_000;

/** Days before the end of a licence on which its holder and the administrators hear of it, the earliest first. */
export const LICENCE_DAYS = [60, 30, 7] as const;
export type LicenceDay = (typeof LICENCE_DAYS)[number];

/**
 * The letter that is due now about a licence that ends then: the latest day that has come, because a letter about an
 * earlier one would say something that is not true any more. Null before the first day, and from the end on.
 */
export function licenceDay(validUntil: Date, now: Date): LicenceDay | null {
  if (validUntil <= now) return null;
  const come = LICENCE_DAYS.filter((day) => validUntil.getTime() - day * DAY_MS <= now.getTime());
  return come.at(-1) ?? null;
}
