import { type DestinationStream, type Logger, pino } from 'pino';

type Told = { readonly type: string; readonly message: string; readonly code?: string; readonly stack?: string };

/** An error's own fields may hold a row's values (PostgreSQL's `detail`), so only these leave. */
function tellError(error: unknown): Told {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: error.name, message: error.message, ...code, ...(error.stack ? { stack: error.stack } : {}) };
}

/** Structured logs, one JSON line each; who calls it hands in ids and templates, never content. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: tellError }, timestamp: pino.stdTimeFunctions.isoTime };
  return stream ? pino(options, stream) : pino(options);
}
