import type { GuardedHttp, HttpAnswer } from '../http/guarded-http.js';
import { pageInstead, refusedBy, sentElsewhere, type WordPressError, WordPressFailure } from './wordpress-failure.js';

/** A long article with its pictures is below 1 MB; what is far beyond is no answer to a question of ours. */
const MOST_BYTES = 8_000_000;

interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly file?: { readonly bytes: Uint8Array; readonly name: string; readonly type: string };
  /** Codes of errors that the caller makes something of. */
  readonly expected?: readonly string[];
}

/** What WordPress answered: the data, or an error that the caller expects. */
export type Answered<T> =
  | { readonly ok: true; readonly data: T; readonly pages: number }
  | { readonly ok: false; readonly error: WordPressError };

export interface WordPressAccess {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** Speaks WordPress' REST interface `wp/v2` as one user, until the attempt has used up its time. */
export class WordPressClient {
  constructor(
    private readonly http: GuardedHttp,
    private readonly access: WordPressAccess,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws WordPressFailure */
  async get<T>(path: string, query: Record<string, string>, expected: readonly string[] = []): Promise<Answered<T>> {
    return this.call('GET', path, { query, expected });
  }

  /** @throws WordPressFailure */
  async post<T>(path: string, json: unknown, expected: readonly string[] = []): Promise<Answered<T>> {
    return this.call('POST', path, { json, expected });
  }

  /** Adds a file. @throws WordPressFailure */
  async upload<T>(path: string, file: NonNullable<Call['file']>, query: Record<string, string>): Promise<T> {
    return expectData(await this.call<T>('POST', path, { file, query }));
  }

  /** @throws WordPressFailure */
  async trash(path: string): Promise<void> {
    await this.call('DELETE', path, { expected: ['rest_already_trashed', 'rest_post_invalid_id'] });
  }

  private async call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, call: Call): Promise<Answered<T>> {
    const { query = {}, json, file, expected = [] } = call;
    const url = new URL(`${this.access.url.replace(/\/+$/, '')}/wp-json/wp/v2/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const body = file?.bytes ?? (json === undefined ? undefined : JSON.stringify(json));
    const answer = await this.http.ask(url.href, {
      ...{ method, body, signal: this.signal, mostBytes: MOST_BYTES },
      headers: { ...this.headers(), ...headersOf(file, json) },
    });
    if ('outcome' in answer) throw new WordPressFailure(answer);
    return this.read<T>(answer, expected);
  }

  private read<T>(answer: HttpAnswer, expected: readonly string[]): Answered<T> {
    const { status, text, header } = answer;
    if (status >= 300 && status < 400) throw sentElsewhere(status, header('location'));
    const wait = this.http.waitAskedBy(answer);
    if (!(header('content-type') ?? '').includes('json')) throw pageInstead(status, text, wait);
    const data = parsed(text);
    if (data === undefined) {
      const excerpt = 'The answer of WordPress broke off. Nobody knows whether it acted.';
      throw new WordPressFailure({ outcome: 'unreachable', status, excerpt });
    }
    if (status < 300) return { ok: true, data: data as T, pages: Number(header('x-wp-totalpages') ?? 1) };
    const error = errorOf(data);
    if (expected.includes(error.code)) return { ok: false, error };
    throw refusedBy(status, error, wait);
  }

  private headers(): Record<string, string> {
    const { username, password } = this.access;
    const token = Buffer.from(`${username}:${password}`).toString('base64');
    return { authorization: `Basic ${token}`, accept: 'application/json', 'user-agent': 'Carepress/1' };
  }
}

/** The data of an answer that can be nothing else: no error is expected. */
export function expectData<T>(answered: Answered<T>): T {
  if (!answered.ok) throw new Error(`Nobody expected ${answered.error.code}.`);
  return answered.data;
}

function headersOf(file: Call['file'], json: unknown): Record<string, string> {
  if (file) return { 'content-type': file.type, 'content-disposition': `attachment; filename="${file.name}"` };
  return json === undefined ? {} : { 'content-type': 'application/json' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf(data: unknown): WordPressError {
  const { code, message, data: more } = (data ?? {}) as Partial<WordPressError>;
  return { code: String(code ?? 'unknown'), message: String(message ?? 'nothing more'), data: more };
}
