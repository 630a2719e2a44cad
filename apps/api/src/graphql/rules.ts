import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { type ASTVisitor, GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** Turns what a limit throws into a finding of validation: thrown, it would pass for a bug of ours (HTTP 500). */
function reporting(message: string): {
  propagateOnRejection: boolean;
  onReject: [(context: ValidationContext | null) => void];
} {
  return { propagateOnRejection: false, onReject: [(context) => context?.reportError(new GraphQLError(message))] };
}

/** At most `n` fields within fields; fragments count where they are spread. */
export function depthRule(n: number): ValidationRule {
  const message = `This operation is more than ${n} fields deep. Split it.`;
  return maxDepthRule({ n, ...reporting(message) }) as unknown as ValidationRule;
}

/** At most `n` renamed fields: the way to ask the same question many times at once. */
export function aliasRule(n: number): ValidationRule {
  const message = `This operation renames more than ${n} fields. Split it.`;
  return maxAliasesRule({ n, ...reporting(message) }) as unknown as ValidationRule;
}

/** Only kinds of operation that the schema has: graphql-js notices a missing one only when it executes it. */
export function operationKindRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`There is no ${node.operation} here.`, { nodes: node }));
    },
  };
}
