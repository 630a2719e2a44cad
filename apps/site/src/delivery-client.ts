/** An answer of the delivery API, or that the one we have still holds. */
export type Fetched<T> =
  | { readonly unchanged: true }
  | { readonly unchanged: false; readonly etag: string | null; readonly data: T };

/** The delivery API did not answer as it should. */
export class DeliveryUnavailable extends Error {
  override readonly name = 'DeliveryUnavailable';
}

/** What was asked came from an address that nothing of ours leads to, such as a place in a list that is none. */
export class NoSuchPlace extends Error {
  override readonly name = 'NoSuchPlace';
  readonly statusCode = 404;
}

interface Body<T> {
  readonly data?: T;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[];
}

const isBadInput = ({ errors = [] }: Body<unknown>): boolean =>
  errors.length > 0 && errors.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');

/** A sentence of the API for the person who signed up, and whether it went through. */
export interface SignUpAnswer {
  readonly accepted: boolean;
  readonly message: string;
}

const TIMEOUT_MS = 5_000;

/** Everything this site knows comes through here: the public GraphQL endpoint, and the sign-up to the newsletter. */
export class DeliveryClient {
  private readonly head: Readonly<Record<string, string>>;

  /** @param key of a site that answers only its own programs */
  constructor(
    private readonly base: string,
    key?: string,
  ) {
    this.head = { accept: 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  }

  /**
   * Asks by GET, with the validator of the answer we have.
   *
   * @throws DeliveryUnavailable when there is no good answer, NoSuchPlace where the address is what is wrong
   */
  async query<T>(query: string, variables: Record<string, unknown>, etag?: string | null): Promise<Fetched<T>> {
    const question = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const response = await this.send(`/delivery/graphql?${question}`, {
      headers: etag ? { ...this.head, 'if-none-match': etag } : this.head,
    });
    if (response.status === 304) return { unchanged: true };
    const body = (await response.json().catch(() => null)) as Body<T> | null;
    if (body && isBadInput(body)) throw new NoSuchPlace('The delivery API took a part of the address for no input.');
    if (!body?.data || body.errors) throw new DeliveryUnavailable(`The delivery API answered ${response.status}.`);
    return { unchanged: false, etag: response.headers.get('etag'), data: body.data };
  }

  /**
   * Passes a sign-up on.
   *
   * @throws DeliveryUnavailable when the API cannot be reached
   */
  async signUp(fields: Record<string, unknown>, address: string): Promise<SignUpAnswer> {
    const response = await this.send('/newsletter/sign-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify(fields),
    });
    const body = (await response.json().catch(() => null)) as { message?: unknown } | null;
    if (response.status >= 500 || !body) throw new DeliveryUnavailable(`Sign-up answered ${response.status}.`);
    return { accepted: response.ok, message: typeof body.message === 'string' ? body.message : '' };
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.base + path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (cause) {
      throw new DeliveryUnavailable('The delivery API cannot be reached.', { cause });
    }
  }
}
