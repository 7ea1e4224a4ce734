/** Values for tests: the example's, and the same as they could come from a real account. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterValues } from '../values/cluster-values.ts';

const path = join(import.meta.dirname, '..', 'values', 'cluster-values.example.json');
const example = readFileSync(path, 'utf8');

export const exampleValues = JSON.parse(example) as ClusterValues;

/** Nothing in it is a placeholder, so prod takes it. */
export const realValues = JSON.parse(
  example
    .replaceAll('111122223333', '480012345678')
    .replaceAll('tickets.example.com', 'onsale.tickets')
    .replaceAll('.example.com', '.internal.aws')
    .replaceAll('example/onsale', 'onsale/onsale')
    .replaceAll('0123456789abcdef', '9f8e7d6c5b4a3928')
    .replaceAll('al2023@latest', 'al2023@v20261110'),
) as ClusterValues;
