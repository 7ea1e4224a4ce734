/** What became of the stacks, as Markdown for a comment on a pull request or the page of a run. */
import { changesNothing } from './changes.ts';
import type { StackResult } from './run-stacks.ts';

/** GitHub takes 65,536 characters in a comment that may have a dozen of these. */
const addressesMax = 40;

export function summaryOf(deployment: string, results: readonly StackResult[]): string {
  const rows = results.map((result) => {
    const cells =
      'changes' in result
        ? [
            result.changes.created,
            result.changes.updated,
            result.changes.replaced.length,
            result.changes.deleted.length,
          ]
        : ['–', '–', '–', '–'];
    return `| ${result.stack} | ${result.status} | ${cells.join(' | ')} |`;
  });
  return [
    `### ${deployment}`,
    '',
    '| stack | | create | update | replace | delete |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    ...results.flatMap(remarksOf),
  ].join('\n');
}

function remarksOf(result: StackResult): readonly string[] {
  const reason = 'reason' in result ? [`- **${result.stack}**: ${result.reason}`] : [];
  if (result.status === 'waiting') {
    return [`- **${result.stack}** can be planned when the stacks before it are applied.`];
  }
  if (!('changes' in result)) return reason;
  const { replaced, deleted } = result.changes;
  const list = (verb: string, addresses: readonly string[]): readonly string[] => {
    if (addresses.length === 0) return [];
    const named = addresses.slice(0, addressesMax).map((address) => `\`${address}\``);
    const others = addresses.length - named.length;
    const more = others > 0 ? ` and ${others} more` : '';
    return [`- **${result.stack}** ${verb} ${named.join(', ')}${more}`];
  };
  return [...reason, ...list('replaces', replaced), ...list('deletes', deleted)];
}

/** Whether something is not as the code says. What could not be planned counts, too. */
export const hasDrift = (results: readonly StackResult[]): boolean =>
  results.some(
    (result) =>
      !('changes' in result) || !changesNothing(result.changes) || result.changes.outputsChange,
  );

export const hasFailed = (results: readonly StackResult[]): boolean =>
  results.some(({ status }) => status === 'failed' || status === 'refused');
