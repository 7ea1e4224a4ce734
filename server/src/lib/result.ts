/** Expected outcomes return, bugs throw: commands answer with a Result, `assert` guards the impossible. */
import type { ErrorCode } from '@onsale/contract/errors.ts';

export type Refusal<Code extends ErrorCode = ErrorCode> = {
  readonly ok: false;
  readonly code: Code;
  /** Facts that help the caller to go on, e.g. the seats that are taken. Never personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
};

export type Ok<Value> = { readonly ok: true; readonly value: Value };

export type Result<Value, Code extends ErrorCode = ErrorCode> = Ok<Value> | Refusal<Code>;

export const ok = <Value>(value: Value): Ok<Value> => ({ ok: true, value });

export const refuse = <Code extends ErrorCode>(
  code: Code,
  details?: Readonly<Record<string, unknown>>,
): Refusal<Code> => (details === undefined ? { ok: false, code } : { ok: false, code, details });
