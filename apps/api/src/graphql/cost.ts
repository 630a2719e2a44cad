import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isLeafType,
  Kind,
  type VariableDefinitionNode,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** What one field costs, and which of its arguments multiplies the cost of what is selected below. */
interface Price {
  readonly weight: number;
  readonly times?: string;
}

type AnyField = GraphQLField<unknown, unknown>;

// A bound on the work of counting itself: fragments within fragments double at every step.
const MAX_NODES = 5_000;
const REMEMBERED_PER_DOCUMENT = 64;

const prices = new WeakMap<AnyField, Price>();

/** From `@cost(weight:, times:)`; without it an object costs 1, a plain value 0, and `first` multiplies. */
function readPrice(field: AnyField): Price {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'cost');
  const given = (name: string): string | undefined => {
    const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
    return value?.kind === Kind.INT || value?.kind === Kind.STRING ? value.value : undefined;
  };
  const usual = isLeafType(getNamedType(field.type)) ? 0 : 1;
  const pages = field.args.some(({ name }) => name === 'first') ? 'first' : undefined;
  return { weight: Number(given('weight') ?? (directive ? 1 : usual)), times: given('times') ?? pages };
}

function priceOf(field: AnyField): Price {
  const known = prices.get(field) ?? readPrice(field);
  prices.set(field, known);
  return known;
}

const estimate: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const { weight, times } = priceOf(field);
  const rows = times === undefined ? 1 : Math.max(1, Number(args[times] ?? 1));
  return weight + rows * childComplexity;
};

/** The part of the variables that can change a cost. Undefined where the answer is not worth remembering. */
function numbersIn(variables: Readonly<Record<string, unknown>>): string | undefined {
  const entries = Object.entries(variables);
  if (entries.some(([, value]) => typeof value === 'object' && value !== null)) return undefined;
  return JSON.stringify(entries.filter(([, value]) => typeof value === 'number' || typeof value === 'boolean'));
}

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Counts the cost of operations. The same document with the same numbers is counted once. */
export function costCounter(): (operation: Operation) => number {
  const remembered = new WeakMap<DocumentNode, Map<string, number>>();
  return ({ schema, document, operationName, variables }) => {
    const numbers = numbersIn(variables);
    const key = numbers === undefined ? undefined : `${operationName ?? ''} ${numbers}`;
    const known = remembered.get(document) ?? new Map<string, number>();
    const earlier = key === undefined ? undefined : known.get(key);
    if (earlier !== undefined) return earlier;
    const cost = getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      operationName: operationName ?? undefined,
      estimators: [estimate],
      maxQueryNodes: MAX_NODES,
    });
    if (key !== undefined && known.size < REMEMBERED_PER_DOCUMENT) remembered.set(document, known.set(key, cost));
    return cost;
  };
}

function tooCostly(message: string, details: Record<string, number>): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'COST_LIMIT', ...details, http: { status: 400 } } });
}

/** Refuses an operation that costs more than `limit`, before it runs. */
export function costPlugin(limit: number): ApolloServerPlugin {
  const count = costCounter();
  const price = (operation: Operation, declared: readonly VariableDefinitionNode[]): number => {
    try {
      return count(operation);
    } catch (cause) {
      if (!(cause instanceof GraphQLError)) throw cause;
      // A variable that is missing or of another type is not a matter of size: the next step refuses it by its name.
      if (getVariableValues(operation.schema, declared, operation.variables).errors) return 0;
      throw tooCostly('This operation is too large to be counted. Split it.', { limit });
    }
  };
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, operationName, request }) {
          const question = { schema, document, operationName, variables: request.variables ?? {} };
          const cost = price(question, operation?.variableDefinitions ?? []);
          if (cost <= limit) return;
          const advice = 'Ask for fewer rows or fewer fields at a time.';
          throw tooCostly(`This operation costs ${cost}; ${limit} is the most. ${advice}`, { cost, limit });
        },
      };
    },
  };
}
