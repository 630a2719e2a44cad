import { type ArticleContent, extractSentences } from '#document';
import { CliError } from '../command.js';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decoded(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const hex = name[1]!.toLowerCase() === 'x';
    return String.fromCodePoint(Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10));
  });
}

/** What a person reads of a page: no marks, one space between words. */
export function readable(html: string): string {
  return decoded(html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]+>/g, ' ')).replace(
    /[\s\u00a0]+/g,
    ' ',
  );
}

const oneSpace = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');

/** Up to `most` sentences that stand in the file to the letter, spread over it: what a page and a message must hold. */
export function ownSentences(content: ArticleContent, file: string, most = 5): string[] {
  const source = oneSpace(file);
  const all = extractSentences(content)
    .filter((sentence) => sentence.kind === 'paragraph' && sentence.text.length > 20)
    .map((sentence) => oneSpace(sentence.text))
    .filter((sentence) => source.includes(sentence));
  const step = Math.max(1, Math.floor(all.length / most));
  const chosen = all.filter((_, i) => i % step === 0).slice(0, most);
  if (chosen.length === 0) throw new CliError('The file holds no full sentence that the walk could look for.');
  return chosen;
}

/** Ends the walk when a text lacks one of the sentences. */
export function mustHold(where: string, text: string, sentences: readonly string[]): void {
  const missing = sentences.find((sentence) => !oneSpace(text).includes(sentence));
  if (missing) throw new CliError(`${where} lacks the article's own sentence: ${missing}`);
}
