import { CliError } from '../command.js';

/** A person of the demo, as the running system names them. */
export interface DemoPerson {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

type Typed = { readonly __typename: string };

/** A refusal, as the API answers it. */
interface ApiRefusal extends Typed {
  readonly code: string;
  readonly message: string;
}

async function reach(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  } catch (cause) {
    throw new CliError(`${new URL(url).origin} does not answer. Start Carepress with "npm start", then try again.`, {
      cause,
    });
  }
}

/** The demo's people; a system that is not the demo has none. */
export async function demoPeople(apiUrl: string): Promise<DemoPerson[]> {
  const response = await reach(`${apiUrl}/demo/sign-ins`);
  if (response.ok) return (await response.json()) as DemoPerson[];
  throw new CliError(`${apiUrl} is not the demo. The walk-through needs the demo's own sign-ins.`);
}

/** One signed-in person, who speaks to the management API as the admin UI does. */
export class Signed {
  private constructor(
    private readonly apiUrl: string,
    private readonly cookie: string,
    readonly person: DemoPerson,
  ) {}

  static async in(apiUrl: string, person: DemoPerson): Promise<Signed> {
    const { email, password } = person;
    const response = await reach(`${apiUrl}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: apiUrl },
      body: JSON.stringify({ email, password }),
    });
    if (response.status === 429)
      throw new CliError('Too many sign-ins in a short time. Wait a minute, then try again.');
    if (!response.ok) throw new CliError(`${person.name} cannot sign in (${response.status}).`);
    const cookie = response.headers
      .getSetCookie()
      .map((it) => it.split(';')[0])
      .join('; ');
    return new Signed(apiUrl, cookie, person);
  }

  /** One operation; the value of its only field. */
  async ask<T>(query: string, variables: Record<string, unknown>): Promise<T> {
    const response = await reach(`${this.apiUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, T>; errors?: { message: string }[] };
    if (errors?.length || !data)
      throw new Error(errors?.map((error) => error.message).join(' ') ?? `HTTP ${response.status}`);
    return Object.values(data)[0]!;
  }

  /** One mutation that must succeed as `type`; a refusal ends the walk with its sentence. */
  async change<T extends Typed>(type: string, query: string, input: Record<string, unknown>): Promise<T> {
    const answer = await this.ask<T | ApiRefusal>(query, { input });
    if (answer.__typename === type) return answer as T;
    throw new CliError(
      `${this.person.name} was refused: ${(answer as ApiRefusal).message} (${(answer as ApiRefusal).code})`,
    );
  }

  /** One mutation that must be refused; its code and sentence. */
  async refused(query: string, input: Record<string, unknown>): Promise<ApiRefusal> {
    const answer = await this.ask<ApiRefusal>(query, { input });
    if (answer.code) return answer;
    throw new Error(`${this.person.name} was allowed what must be refused.`);
  }
}

/** A page as a reader gets it. */
export async function fetchText(url: string): Promise<{ status: number; body: string }> {
  const response = await reach(url);
  return { status: response.status, body: await response.text() };
}

/** Sends a form or JSON as a browser or a mail program would. */
export async function post(url: string, body: Record<string, unknown> | URLSearchParams): Promise<Response> {
  const form = body instanceof URLSearchParams;
  return reach(url, {
    method: 'POST',
    headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: form ? body.toString() : JSON.stringify(body),
  });
}
