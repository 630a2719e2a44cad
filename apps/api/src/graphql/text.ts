import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ASTVisitor,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type ValidationContext,
} from 'graphql';

const NUL = '\u0000';
/** Half of a pair of surrogates is no character: as UTF-8 it becomes another one, and Postgres refuses it in JSON. */
const HALF_A_PAIR = /\p{Cs}/u;
const MESSAGE = 'A text holds a NUL character or half of a character, which cannot be stored. Remove it.';

function isBroken(text: string): boolean {
  return text.includes(NUL) || HALF_A_PAIR.test(text);
}

/** Other scalars have rules of their own: a document's text is judged where documents are parsed. */
function isPlainText(type: GraphQLInputType): boolean {
  return ['String', 'ID'].includes(getNamedType(type).name);
}

/** Text that stands in the operation itself. */
export function storableTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      const type = context.getInputType();
      if (!type || !isPlainText(type) || !isBroken(node.value)) return;
      context.reportError(new GraphQLError(MESSAGE, { nodes: node }));
    },
  };
}

function isUnstorable(value: unknown, type: GraphQLInputType): boolean {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (typeof value === 'string') return isPlainText(inner) && isBroken(value);
  if (typeof value !== 'object' || value === null) return false;
  if (isListType(inner)) return Object.values(value).some((item) => isUnstorable(item, inner.ofType));
  if (!isInputObjectType(inner)) return false;
  const given = value as Record<string, unknown>;
  return Object.values(inner.getFields()).some((field) => isUnstorable(given[field.name], field.type));
}

/** Whether a variable of an operation holds text that Postgres cannot store. */
export function hasUnstorableVariable(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return (operation?.variableDefinitions ?? []).some(({ variable, type: written }) => {
    const type = typeFromAST(schema, written as Parameters<typeof typeFromAST>[1]) as GraphQLInputType;
    return isUnstorable(variables[variable.name.value], type);
  });
}

/**
 * Refuses text in the variables that Postgres cannot store as it is, so that not each of our questions has to ask it for
 * itself.
 */
export function storableTextPlugin(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, operation, request }) {
          if (!hasUnstorableVariable(schema, operation, request.variables ?? {})) return;
          throw new GraphQLError(MESSAGE, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
        },
      };
    },
  };
}
