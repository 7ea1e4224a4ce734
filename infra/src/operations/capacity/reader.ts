/** Reads a JSON value, and says at which place of which file something else was expected. */
import { ConfigError } from '../../lib/problem.ts';

export class Reader {
  readonly #where: string;
  readonly #value: unknown;

  constructor(where: string, value: unknown) {
    this.#where = where;
    this.#value = value;
  }

  at(key: string): Reader {
    const value = this.#object()[key];
    return new Reader(`${this.#where} ${key}`, value);
  }

  keys(): readonly string[] {
    return Object.keys(this.#object());
  }

  list(): readonly Reader[] {
    if (!Array.isArray(this.#value)) return this.fail('is no list.', 'See --help.');
    return this.#value.map((one, index) => new Reader(`${this.#where}[${index}]`, one));
  }

  text(): string {
    if (typeof this.#value === 'string' && this.#value !== '') return this.#value;
    return this.fail('is no text.', 'See --help.');
  }

  /** 0 or more. */
  count(): number {
    const value = this.#value;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    return this.fail('is no number from 0 on.', 'See --help.');
  }

  whole(): number {
    const value = this.#value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    return this.fail('is no whole number.', 'See --help.');
  }

  fail(problem: string, remedy: string): never {
    throw new ConfigError([{ setting: this.#where, problem, remedy }]);
  }

  #object(): Readonly<Record<string, unknown>> {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail('is no object.', 'See --help.');
    }
    return value as Readonly<Record<string, unknown>>;
  }
}
