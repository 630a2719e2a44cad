import type { ApolloServerPlugin } from '@apollo/server';
import { AnswerTooLarge } from '#delivery';

/**
 * Characters of an answer. A text that was read once can stand in it many times, under other names or beside each of many
 * articles, and takes memory only when the answer is written down: then the whole of it, several times.
 */
const MOST_CHARACTERS = 8_000_000;

/** Signs around a value, roughly. */
const AROUND = 4;

/** Whether data would be longer than an answer may be. It stops looking once it is. */
export function isTooLong(data: unknown, most = MOST_CHARACTERS): boolean {
  let left = most;
  const fits = (value: unknown): boolean => {
    left -= AROUND;
    if (typeof value === 'string') left -= value.length;
    else if (Array.isArray(value)) return value.every(fits);
    else if (typeof value === 'object' && value !== null) return objectFits(value as Record<string, unknown>);
    return left >= 0;
  };
  const objectFits = (value: Record<string, unknown>): boolean => {
    for (const key in value) {
      left -= key.length;
      if (!fits(value[key])) return false;
    }
    return left >= 0;
  };
  return !fits(data);
}

/** Refuses an answer of the engine that would be too long, before it is written down. */
export function answerLengthPlugin(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single' || !isTooLong(body.singleResult.data)) return;
          const { message, extensions } = new AnswerTooLarge();
          body.singleResult = { data: null, errors: [{ message, extensions }] };
        },
      };
    },
  };
}
