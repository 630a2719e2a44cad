import type { DescribeMediaInput, MediaWholeFragment } from '../../../gql/operations';

/** What is said about a file, as its form holds it: texts are never null there, a day is a day. */
export function draftOf(asset: MediaWholeFragment) {
  const { alt, decorative, credit, rights, focalPoint } = asset;
  return {
    alt: alt ?? '',
    altTexts: Object.fromEntries(asset.altTexts.map((one) => [one.locale, one.alt])) as Record<string, string>,
    decorative,
    credit: credit ?? '',
    status: rights.status,
    holder: rights.holder ?? '',
    licence: rights.licence ?? '',
    expires: rights.expiresAt?.slice(0, 10) ?? '',
    focalPoint: { x: focalPoint.x, y: focalPoint.y },
  };
}

/** The same as the server takes it: all of it at once, based on the version that was read. */
export function describeInput(asset: MediaWholeFragment, draft: ReturnType<typeof draftOf>): DescribeMediaInput {
  const { decorative, status, focalPoint } = draft;
  const altTexts = Object.entries(draft.altTexts).map(([locale, alt]) => ({ locale, alt }));
  return {
    id: asset.id,
    version: asset.version,
    alt: decorative ? null : draft.alt,
    altTexts: decorative ? [] : altTexts,
    decorative,
    credit: draft.credit,
    rights: {
      status,
      holder: draft.holder,
      licence: draft.licence,
      expiresAt: draft.expires ? new Date(`${draft.expires}T23:59:59Z`).toISOString() : null,
    },
    focalPoint,
  };
}
