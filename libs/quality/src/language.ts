/** The language of a locale in small letters: `en` of `en-US`. */
export function languageOf(locale: string): string {
  return locale.split('-')[0]?.toLowerCase() ?? '';
}
