/**
 * The log: one JSON object a line on standard output. It carries ids of events, routes, traces and
 * keys' numbers, and never personal data: no buyers, no addresses, no secrets.
 */
import pino, { type DestinationStream } from 'pino';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

type Fields = Readonly<Record<string, unknown>>;
type Write = (fields: Fields, message: string) => void;

/** `fields.error`, when present, is an Error: its type, message, code and stack are logged. */
export type Log = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  readonly fatal: Write;
  /** A log that adds these fields to every line. Not for requests: it costs microseconds. */
  child(fields: Fields): Log;
};

export type LogOptions = {
  readonly level: LogLevel;
  /** Standard output when absent. */
  readonly destination?: DestinationStream;
};

// A net below the rule, not a licence: nobody should pass these to begin with.
const secret = [
  'buyer',
  'buyerId',
  'userId',
  'user',
  'email',
  'phone',
  'ip',
  'address',
  'remoteAddress',
  'authorization',
  'cookie',
  'key',
  'apiKey',
  'token',
  'password',
  'secret',
  'body',
  'headers',
];

export function createLog(options: LogOptions): Log {
  return wrap(
    pino(
      {
        level: options.level,
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        serializers: { error: describeError },
        redact: { paths: [...secret, ...secret.map((name) => `*.${name}`)], remove: true },
      },
      options.destination ?? pino.destination({ fd: 1, sync: true }),
    ),
  );
}

function wrap(logger: pino.Logger): Log {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    fatal: (fields, message) => logger.fatal(fields, message),
    child: (fields) => wrap(logger.child(fields)),
  };
}

/**
 * Only these fields: a database error also carries `detail` and `where`, which quote the values of
 * the row.
 */
export function describeError(error: unknown): Fields {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
