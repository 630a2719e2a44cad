const SUPERSCRIPT: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'][at]!]),
);
const SUBSCRIPT: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-'].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋'][at]!]),
);

/**
 * Raised or lowered text in characters of its own. An article has no mark for it, and ten to the sixth must not become
 * 106. Letters, as in "1st", read well as they are.
 */
export function raised(text: string, how: 'sup' | 'sub'): string {
  const signs = how === 'sup' ? SUPERSCRIPT : SUBSCRIPT;
  return [...text].map((sign) => signs[sign] ?? sign).join('');
}
