import type { ApolloServerPlugin } from '@apollo/server';
import type { Witness } from '#delivery';
import type { Access } from '../access/access.js';
import { costCounter } from '../graphql/cost.js';
import { hasUnstorableVariable } from '../graphql/text.js';
import { validatorOf } from '../graphql/validator.js';
import { asBytes, type ReadyAnswer } from './answer-cache.js';
import { isTooLong } from './answer-length.js';
import type { DeliveryContext } from './delivery-context.js';
import { type Plan, planOf } from './plan.js';
import type { RawQuestion } from './raw-question.js';

interface Known {
  readonly plan: Plan;
  readonly textLength: number;
  /** The header lines of a good answer, by what a caller accepts. */
  readonly heads: Map<string, readonly string[]>;
}

/** An operation as it stands in a request. */
export interface AskedOperation {
  readonly query: string;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

// A process serves a handful of sites with a handful of operations each. More than that is somebody making them up.
const MOST_OPERATIONS = 500;
const MOST_TEXT = 2_000_000;
const MOST_HEADS = 8;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function operationIn(given: unknown): AskedOperation | undefined {
  if (!isRecord(given) || typeof given.query !== 'string' || given.extensions !== undefined) return undefined;
  const { query, operationName, variables = {} } = given;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
  return isRecord(variables ?? {})
    ? { query, operationName, variables: (variables ?? {}) as AskedOperation['variables'] }
    : undefined;
}

/** Reads the operation of a question. Undefined for any that is written otherwise than usual: the engine reads those. */
export function askedOperation(asked: RawQuestion, url: string, body: Buffer | undefined): AskedOperation | undefined {
  try {
    if (asked.isPost) {
      return /^application\/json(; ?charset=utf-8)?$/i.test(asked.contentType)
        ? operationIn(JSON.parse(body!.toString('utf8')))
        : undefined;
    }
    const { variables, ...given } = Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1)));
    return operationIn({ ...given, ...(variables !== undefined && { variables: JSON.parse(variables) }) });
  } catch {
    return undefined;
  }
}

const nameOf = ({ query, operationName }: AskedOperation): string => `${operationName ?? ''}\n${query}`;

/**
 * Operations that the engine has parsed, validated and answered before, laid out to be run without it. Every limit that
 * hangs on the request is asked again: the cost, the variables, what text can be stored. Whatever is not a plain good
 * answer goes to the engine, which has the words for it.
 */
export class KnownOperations {
  private readonly known = new Map<string, Known>();
  private text = 0;
  private readonly count = costCounter();

  constructor(
    private readonly contextOf: (access: Access, witness: Witness | undefined) => DeliveryContext,
    private readonly maxCost: number,
  ) {}

  /** Learns operations from the engine as it answers them. */
  plugin(): ApolloServerPlugin<DeliveryContext> {
    const learn = this.learn.bind(this);
    return {
      async requestDidStart() {
        return {
          async willSendResponse({ schema, document, request, response, errors, contextValue }) {
            if (contextValue.isPrivate) {
              response.http.headers.set('cache-control', 'no-store');
              return;
            }
            const good = response.body.kind === 'single' && !response.body.singleResult.errors && !errors;
            if (good && document && typeof request.query === 'string') {
              const { query, operationName, variables = {} } = request;
              learn({ query, operationName, variables }, planOf(schema, document, operationName));
            }
          },
        };
      },
    };
  }

  private learn(asked: AskedOperation, plan: Plan | undefined): void {
    const name = nameOf(asked);
    if (!plan || this.known.has(name)) return;
    this.known.set(name, { plan, textLength: name.length, heads: new Map() });
    this.text += name.length;
    for (const [oldest, { textLength }] of this.known) {
      if (this.known.size <= MOST_OPERATIONS && this.text <= MOST_TEXT) break;
      this.known.delete(oldest);
      this.text -= textLength;
    }
  }

  /** Takes down the header lines of a good answer that came from the engine. */
  learnHead(asked: RawQuestion, operation: AskedOperation, headers: readonly string[]): void {
    const heads = this.known.get(nameOf(operation))?.heads;
    if (heads && heads.size < MOST_HEADS) heads.set(headName(asked), headers);
  }

  /** A good answer, made without the engine; undefined when the engine has to make it. */
  async answer(
    asked: RawQuestion,
    operation: AskedOperation,
    access: Access,
    witness: Witness | undefined,
  ): Promise<ReadyAnswer | undefined> {
    const known = this.known.get(nameOf(operation));
    const headers = known?.heads.get(headName(asked));
    if (!known || !headers || !this.isWithinLimits(known.plan, operation)) return undefined;
    const context = this.contextOf(access, witness);
    context.operation = operation.query;
    const data = await known.plan.run(operation.variables, context);
    if (!data || isTooLong(data)) return undefined;
    // The engine ends its answers with a line feed: the same bytes, whoever made them.
    const text = `${JSON.stringify({ data })}\n`;
    const body = asBytes(text);
    if (asked.isPost) return { headers, body };
    const etag = validatorOf(text);
    return { headers: [...headers, 'etag', etag], body, etag };
  }

  private isWithinLimits({ schema, document, operation: node }: Plan, operation: AskedOperation): boolean {
    const { operationName, variables } = operation;
    if (hasUnstorableVariable(schema, node, variables)) return false;
    try {
      return this.count({ schema, document, operationName, variables }) <= this.maxCost;
    } catch {
      return false;
    }
  }
}

const headName = ({ isPost, accept, opens }: RawQuestion): string =>
  `${isPost ? 'P' : 'G'}${opens === '' ? '' : 'K'}${accept}`;
