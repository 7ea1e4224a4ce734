/** Tables in Markdown. Columns of figures are right-aligned. */
export type Column = { readonly title: string; readonly isFigure?: boolean };

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ isFigure }) => (isFigure === true ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

export const textColumn = (title: string): Column => ({ title });
export const figureColumn = (title: string): Column => ({ title, isFigure: true });
