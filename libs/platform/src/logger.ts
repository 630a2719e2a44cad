import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * The process' log: one JSON line an event, ids only. Addresses and bodies do not belong here; the redaction is the
 * net below that rule, not a licence to pass them.
 */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: [
        'email',
        '*.email',
        'password',
        '*.password',
        'token',
        '*.token',
        'req.headers.cookie',
        'secret',
        '*.secret',
      ],
      censor: '[redacted]',
    },
  });
}
