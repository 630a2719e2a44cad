import type { MediaCardFragment } from '../../gql/operations';

/** The library's words for a picture in a language; the words for all languages where there are no others. */
export function altFor(asset: Pick<MediaCardFragment, 'alt' | 'altTexts'>, locale: string): string | null {
  const exact = asset.altTexts.find((one) => one.locale === locale);
  const near = asset.altTexts.find((one) => one.locale.split('-')[0] === locale.split('-')[0]);
  return (exact ?? near)?.alt ?? asset.alt ?? null;
}
