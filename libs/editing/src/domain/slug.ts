import { InvalidInput } from '#kernel';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What is wrong with the form of an address; null when nothing is. */
export function slugFault(slug: string): InvalidInput | null {
  if (SLUG.test(slug) && slug.length <= 100) return null;
  return new InvalidInput('slug', 'An address has small letters, digits and single hyphens: at most 100 of them.');
}
