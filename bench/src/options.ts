/** The command line of the bench. */
import { parseArgs } from 'node:util';

export type Options = {
  readonly quick: boolean;
  /** Where the report goes besides `bench/results/`. */
  readonly jsonFile: string | undefined;
  /** Ids of the scenarios to run. */
  readonly only: readonly string[];
  readonly help: boolean;
};

export const usage = (ids: readonly string[]): string =>
  `npm run bench [-- --quick] [-- --json FILE] [-- --only ID,ID]

  --quick       two short rounds and fewer variants: a smoke test, not figures to quote
  --json FILE   writes the report there as well
  --only IDS    some of: ${ids.join(', ')}`;

/** Throws a TypeError for unknown options and a RangeError for unknown scenarios. */
export function readArguments(args: readonly string[], ids: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only === undefined ? ids : values.only.split(',').map((id) => id.trim());
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new RangeError(`there is no scenario "${unknown}"; there are: ${ids.join(', ')}`);
  }
  return { quick: values.quick, jsonFile: values.json, only, help: values.help };
}
