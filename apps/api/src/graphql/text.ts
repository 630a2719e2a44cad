import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ASTVisitor,
  GraphQLError,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type ValidationContext,
} from 'graphql';

const NUL = '\u0000';
const MESSAGE = 'A text holds a NUL character, which cannot be stored. Remove it.';

/** Other scalars have rules of their own: a document's text is judged where documents are parsed. */
function isPlainText(type: GraphQLInputType): boolean {
  return ['String', 'ID'].includes(getNamedType(type).name);
}

/** Text that stands in the operation itself. */
export function storableTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      const type = context.getInputType();
      if (!type || !isPlainText(type) || !node.value.includes(NUL)) return;
      context.reportError(new GraphQLError(MESSAGE, { nodes: node }));
    },
  };
}

function holdsNul(value: unknown, type: GraphQLInputType): boolean {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (typeof value === 'string') return isPlainText(inner) && value.includes(NUL);
  if (typeof value !== 'object' || value === null) return false;
  if (isListType(inner)) return Object.values(value).some((item) => holdsNul(item, inner.ofType));
  if (!isInputObjectType(inner)) return false;
  const given = value as Record<string, unknown>;
  return Object.values(inner.getFields()).some((field) => holdsNul(given[field.name], field.type));
}

/**
 * Refuses text with a NUL character in the variables. Postgres stores every character but this one and throws, so that
 * without this each of our questions would have to ask it for itself.
 */
export function storableTextPlugin(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, operation, request }) {
          const variables = request.variables ?? {};
          for (const { variable, type: written } of operation?.variableDefinitions ?? []) {
            const type = typeFromAST(schema, written as Parameters<typeof typeFromAST>[1]) as GraphQLInputType;
            if (!holdsNul(variables[variable.name.value], type)) continue;
            throw new GraphQLError(MESSAGE, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
          }
        },
      };
    },
  };
}
