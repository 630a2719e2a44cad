/** What may be asked of a language model: one sentence in plainer words, or a summary. It proposes; a person decides. */
export interface SuggestionRequest {
  readonly task: 'plainSentence' | 'summary';
  readonly locale: string;
  /** The sentence, or the text of the article. Nothing about a patient or a person stands in it. */
  readonly text: string;
}

/** The service did not answer, or with something that is no proposal. A person goes on by hand. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
}

/**
 * A provider of suggestions. The edge to a service outside: a clinic that wants one names it in the settings, or gives an
 * implementation at the composition root. What it answers is never written by itself.
 */
export abstract class LanguageModel {
  /** The name that is kept with every suggestion; null when no provider is set up. */
  abstract readonly name: string | null;
  /** @throws ModelFailed when the service does not answer with a proposal; nothing is stored then */
  abstract suggest(request: SuggestionRequest): Promise<string>;
}

/** The default: no provider, no network. */
export class NoLanguageModel extends LanguageModel {
  readonly name = null;

  suggest(): Promise<string> {
    return Promise.reject(new ModelFailed('No language model is set up.'));
  }
}
