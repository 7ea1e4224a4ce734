/** The table of rules that the documents show. */
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

export function describeRules(described: readonly Rule[] = rules): string {
  const rows = described.map(
    ({ id, title, reason, environments }) =>
      `| \`${id}\` | ${title} | ${environments?.join(', ') ?? 'all'} | ${reason} |`,
  );
  return ['| Rule | What holds | Where | Why |', '| --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  );
}
