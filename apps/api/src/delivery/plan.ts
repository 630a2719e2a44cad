import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Thrown inside a run that only the engine can finish: an error, or a null where there must be none. */
class LeaveToEngine extends Error {}

/** Not everything is worth a plan: such an operation goes through the engine every time. */
class NotPlanned extends Error {}

interface Run {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  /** What resolvers promised; a run ends when all of it came and promised nothing more. */
  readonly waiting: Promise<void>[];
}

type Complete = (value: unknown, run: Run) => unknown;

interface PlannedField {
  readonly key: string;
  readonly name: string;
  readonly resolve: GraphQLField<unknown, unknown>['resolve'];
  readonly argumentsOf: (run: Run) => Record<string, unknown>;
  readonly infoOf: (run: Run) => GraphQLResolveInfo;
  readonly complete: Complete;
}

/** An operation that was parsed, validated and laid out once, to be run many times. */
export interface Plan {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  /**
   * The data of an answer, in the order of the operation. Undefined when the engine has to answer: a variable is wrong,
   * a resolver failed, or something is null that must not be. Nothing here changes anything, so it may run again there.
   */
  run(variables: Readonly<Record<string, unknown>>, context: unknown): Promise<Record<string, unknown> | undefined>;
}

interface Source {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: GraphQLResolveInfo['fragments'];
}

/** The fields of a selection for one type of object, those of the same name merged. */
function fieldsOf(
  sets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  source: Source,
): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if ((selection.directives ?? []).length > 0) throw new NotPlanned('directives decide at run time');
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        found.set(key, [...(found.get(key) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? source.fragments[selection.name.value]! : selection;
      const condition = fragment.typeCondition && source.schema.getType(fragment.typeCondition.name.value);
      const applies =
        !condition || condition === type || (isAbstractType(condition) && source.schema.isSubType(condition, type));
      if (applies) visit(fragment.selectionSet);
    }
  };
  for (const set of sets) visit(set);
  return found;
}

const NONE = Object.freeze({});

const noInfo = () => undefined as never;

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): PlannedField['argumentsOf'] {
  if (field.args.length === 0) return () => NONE;
  return ({ variables }) => getArgumentValues(field, node, variables);
}

function planField(key: string, nodes: FieldNode[], type: GraphQLObjectType, source: Source): PlannedField {
  const name = nodes[0]!.name.value;
  if (name === '__typename') {
    const complete = () => type.name;
    return { key, name, resolve: undefined, argumentsOf: () => NONE, infoOf: noInfo, complete };
  }
  const field = type.getFields()[name];
  if (!field) throw new NotPlanned('introspection');
  const info = {
    fieldName: name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType: type,
    schema: source.schema,
    fragments: source.fragments,
    operation: source.operation,
  } as unknown as GraphQLResolveInfo;
  const complete = completion(field.type, nodes, source);
  const resolve = field.resolve === defaultFieldResolver ? undefined : field.resolve;
  // Only below a selection do variables say more than the arguments of the field.
  const infoOf = isLeafType(getNamedType(field.type))
    ? () => info
    : ({ variables }: Run) => ({ ...info, variableValues: variables });
  return { key, name, resolve, argumentsOf: argumentsOf(field, nodes[0]!), infoOf, complete };
}

/** Writes the fields of one object. A plain property is read here; only what has a resolver may take time. */
function objectWriter(type: GraphQLObjectType, nodes: readonly FieldNode[], source: Source): Complete {
  const sets = nodes.flatMap((node) => node.selectionSet ?? []);
  const fields = [...fieldsOf(sets, type, source)].map(([key, found]) => planField(key, found, type, source));
  return (value, run) => {
    const from = value as Record<string, unknown>;
    const out: Record<string, unknown> = {};
    for (const field of fields) {
      const { key, resolve, complete } = field;
      if (!resolve) {
        out[key] = complete(from[field.name], run);
        continue;
      }
      const given = resolve(from, field.argumentsOf(run), run.context, field.infoOf(run));
      if (!(given instanceof Promise)) {
        out[key] = complete(given, run);
        continue;
      }
      // Named now, so that it keeps its place in the answer.
      out[key] = undefined;
      const later = given.then((late) => {
        out[key] = complete(late, run);
      });
      // Whoever waits hears of a failure; when nobody waits any more, it is no news.
      later.catch(() => undefined);
      run.waiting.push(later);
    }
    return out;
  };
}

function abstractWriter(type: GraphQLOutputType, nodes: readonly FieldNode[], source: Source): Complete {
  const named = getNamedType(type);
  if (!isAbstractType(named)) throw new NotPlanned('a kind of type that is not known here');
  const writers = new Map(
    source.schema.getPossibleTypes(named).map((it) => [it.name, objectWriter(it, nodes, source)] as const),
  );
  return (value, run) => {
    const given = named.resolveType?.(value, run.context, undefined as never, named);
    const name = given ?? (value as { __typename?: string }).__typename;
    const write = typeof name === 'string' ? writers.get(name) : undefined;
    if (!write) throw new LeaveToEngine();
    return write(value, run);
  };
}

function completion(type: GraphQLOutputType, nodes: readonly FieldNode[], source: Source): Complete {
  if (isNonNullType(type)) {
    const inner = completion(type.ofType, nodes, source);
    return (value, run) => {
      const completed = value === null || value === undefined ? null : inner(value, run);
      if (completed === null || completed === undefined) throw new LeaveToEngine();
      return completed;
    };
  }
  const write = nullable(type, nodes, source);
  return (value, run) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error || value instanceof Promise || typeof value === 'function') throw new LeaveToEngine();
    return write(value, run);
  };
}

function nullable(type: GraphQLOutputType, nodes: readonly FieldNode[], source: Source): Complete {
  if (isListType(type)) {
    const item = completion(type.ofType, nodes, source);
    return (value, run) => {
      if (!Array.isArray(value)) throw new LeaveToEngine();
      return value.map((it) => item(it, run));
    };
  }
  if (isLeafType(type)) return (value) => type.serialize(value) ?? null;
  return isObjectType(type) ? objectWriter(type, nodes, source) : abstractWriter(type, nodes, source);
}

async function finish(data: unknown, waiting: Promise<void>[]): Promise<Record<string, unknown>> {
  while (waiting.length > 0) {
    const asked = waiting.splice(0);
    try {
      await Promise.all(asked);
    } catch (reason) {
      // The engine begins anew: what is still on its way would stand in memory beside what it reads.
      await Promise.allSettled([...asked, ...waiting]);
      throw reason;
    }
  }
  return data as Record<string, unknown>;
}

/**
 * Lays out a valid operation. Undefined for one that is left to the engine: with directives, about the schema itself.
 *
 * @param document has passed validation against `schema`
 */
export function planOf(schema: GraphQLSchema, document: DocumentNode, operationName?: string | null): Plan | undefined {
  const operation = getOperationAST(document, operationName);
  const root = schema.getQueryType();
  if (operation?.operation !== 'query' || !root || (operation.directives ?? []).length > 0) return undefined;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((it) => (it.kind === Kind.FRAGMENT_DEFINITION ? [[it.name.value, it]] : [])),
  );
  const asField = { kind: Kind.FIELD, name: operation.name, selectionSet: operation.selectionSet } as FieldNode;
  let write: Complete;
  try {
    write = objectWriter(root, [asField], { schema, document, operation, fragments });
  } catch (reason) {
    if (reason instanceof NotPlanned) return undefined;
    throw reason;
  }
  return {
    schema,
    document,
    operation,
    async run(given, context) {
      const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, {
        maxErrors: 1,
      });
      if (errors) return undefined;
      const run: Run = { variables: coerced, context, waiting: [] };
      try {
        return await finish(write({}, run), run.waiting);
      } catch {
        // Whatever it was, the engine meets it too and says it as it should be said.
        return undefined;
      }
    },
  };
}
