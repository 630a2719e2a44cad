/** A topic's slug as words: `low-back-pain` becomes `Low back pain`. */
export function topicWords(topic: string): string {
  const words = topic.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The beginning of a content hash in groups of four, short enough to compare by eye. */
export function hashWords(hash: string): string {
  return hash.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ');
}

/** A language tag as its name in the language of the interface: `es` becomes `Spanish`. */
export function languageName(tag: string, shownIn: string): string {
  const name = new Intl.DisplayNames([shownIn], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
