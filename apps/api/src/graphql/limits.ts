import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { costPlugin } from './cost.js';
import { aliasRule, depthRule, operationKindRule } from './rules.js';
import { storableTextPlugin, storableTextRule } from './text.js';

/** How large an operation may be. */
export interface OperationLimits {
  /** Fields within fields. */
  readonly depth: number;
  /** Renamed fields in one operation: the way to ask the same question many times. */
  readonly aliases: number;
  /** Words and signs of the operation's text. */
  readonly tokens: number;
  /** Sum of the prices in `@cost`. */
  readonly cost: number;
}

/** The limits of both endpoints. They are published: a change that makes one smaller breaks callers. */
export const OPERATION_LIMITS: OperationLimits = { depth: 12, aliases: 15, tokens: 2_000, cost: 1_000 };

type LimitOptions = Pick<
  ApolloServerOptions<BaseContext>,
  'parseOptions' | 'validationRules' | 'plugins' | 'csrfPrevention' | 'includeStacktraceInErrorResponses'
>;

/**
 * The part of Apollo Server's options that keeps an operation small and an answer silent about the inside. Tokens are
 * counted while parsing, depth and aliases while validating, cost before execution: each stops what is too large for
 * the next step.
 */
export function limitOptions(limits: OperationLimits = OPERATION_LIMITS): LimitOptions {
  return {
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [operationKindRule, depthRule(limits.depth), aliasRule(limits.aliases), storableTextRule],
    plugins: [ApolloServerPluginCacheControlDisabled(), storableTextPlugin(), costPlugin(limits.cost)],
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
  };
}
