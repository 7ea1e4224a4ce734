/**
 * The generated bindings do not look as expected: most likely `@cdktn/provider-aws` was raised and
 * its generator writes something differently. The readers beside this file have to be adapted.
 */
import { basename } from 'node:path';

export class BindingFormError extends Error {
  constructor(folder: string, what: string) {
    super(`The binding ${basename(folder)} does not have the expected form: ${what}.`);
    this.name = 'BindingFormError';
  }
}
