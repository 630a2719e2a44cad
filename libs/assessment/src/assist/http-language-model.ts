import type { AssistSettings } from '#platform';
import { LanguageModel, ModelFailed, type SuggestionRequest } from './language-model.js';

/** A sentence takes seconds; whoever waits longer has reworded it by hand. */
const TIMEOUT_MS = 20_000;
/** An answer is a sentence or two: what is larger is something else. */
const MOST_BYTES = 200_000;
/** Characters of an article that are sent for a summary: the first pages say what it is about. */
const MOST_TEXT = 24_000;
const LONGEST: Readonly<Record<SuggestionRequest['task'], number>> = { plainSentence: 1_000, summary: 500 };

const TASK: Readonly<Record<SuggestionRequest['task'], string>> = {
  plainSentence:
    'Reword the sentence for a patient who reads at the level of grade 6: everyday words, active voice, short sentences. ' +
    'Keep every fact, number, dose, condition and warning. Add nothing, promise nothing, leave nothing out.',
  summary:
    'Say in at most two short sentences what the text tells a patient, in everyday words and only with what stands in it. ' +
    'Promise no outcome and give no advice that is not in it. At most 300 characters.',
};

type Ask = (url: string, init: RequestInit) => Promise<Response>;

/**
 * A service that speaks the chat protocol of OpenAI, which most providers and local servers speak too. The operator names
 * its address: nothing that a person typed chooses where a request goes. The text is sent as data, and answered words
 * are a proposal, whatever they say.
 */
export class HttpLanguageModel extends LanguageModel {
  readonly name: string;

  constructor(
    private readonly settings: AssistSettings,
    private readonly ask: Ask = fetch,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {
    super();
    this.name = settings.model;
  }

  async suggest({ task, locale, text }: SuggestionRequest): Promise<string> {
    const { url, key, model } = this.settings;
    const messages = [
      { role: 'system', content: `${TASK[task]} Answer in the language "${locale}" with the words alone.` },
      { role: 'user', content: text.slice(0, MOST_TEXT) },
    ];
    const answer = await this.answered(`${url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model, messages, temperature: 0.2, max_tokens: 400 }),
      redirect: 'error',
      signal: AbortSignal.timeout(this.timeoutMs),
    });
    return proposalIn(answer, LONGEST[task]);
  }

  private async answered(url: string, init: RequestInit): Promise<unknown> {
    try {
      const response = await this.ask(url, init);
      if (!response.ok) throw new ModelFailed(`The language model answered ${response.status}.`);
      return JSON.parse(await bounded(response));
    } catch (error) {
      if (error instanceof ModelFailed) throw error;
      // The address and the key stand in the settings and in no message.
      throw new ModelFailed(`The language model did not answer (${(error as Error).name}).`);
    }
  }
}

async function bounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new ModelFailed('The language model answered with more than a proposal.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

interface ChatAnswer {
  readonly choices?: readonly { readonly message?: { readonly content?: unknown } }[];
}

/** The proposed words, without the quotation marks some models put around them. */
function proposalIn(answer: unknown, longest: number): string {
  const said = (answer as ChatAnswer | null)?.choices?.[0]?.message?.content;
  if (typeof said !== 'string') throw new ModelFailed('The language model answered without words.');
  const words = said
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["“](.*)["”]$/u, '$1');
  if (words === '' || words.length > longest) throw new ModelFailed('The language model answered at the wrong length.');
  return words;
}
