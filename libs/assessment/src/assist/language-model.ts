/** What may be asked of a language model: one sentence in plainer words, or a summary. It proposes; a person decides. */
export interface SuggestionRequest {
  readonly task: 'plainSentence' | 'summary';
  readonly locale: string;
  /** The sentence, or the text of the article. Nothing about a patient or a person stands in it. */
  readonly text: string;
}

/**
 * A provider of suggestions. The edge to a service outside: a clinic that wants one gives an implementation at the
 * composition root. What it answers is never written by itself.
 */
export abstract class LanguageModel {
  /** The name that is kept with every suggestion; null when no provider is set up. */
  abstract readonly name: string | null;
  /** @throws Error when the service does not answer; nothing is stored then */
  abstract suggest(request: SuggestionRequest): Promise<string>;
}

/** The default: no provider, no network. */
export class NoLanguageModel extends LanguageModel {
  readonly name = null;

  suggest(): Promise<string> {
    return Promise.reject(new Error('No language model is set up.'));
  }
}
