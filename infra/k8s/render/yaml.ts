/** Objects as YAML, the same bytes for the same objects. */
import { stringify } from 'yaml';

const options = { lineWidth: 0, aliasDuplicateObjects: false } as const;

export const yamlOf = (value: unknown): string => stringify(value, options);
