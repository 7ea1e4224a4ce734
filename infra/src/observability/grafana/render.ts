/**
 * Writes Grafana's dashboards as files to import: `node scripts/with-node.mjs
 * infra/src/observability/grafana/render.ts [folder]`. The same sources give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { boards } from './boards.ts';
import { toGrafana } from './to-grafana.ts';

/** Paths of the files, in the order of the dashboards. */
export function renderBoards(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return boards.map((board) => {
    const path = join(folder, `${board.uid}.json`);
    writeFileSync(path, `${JSON.stringify(toGrafana(board), undefined, 2)}\n`);
    return path;
  });
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..', '..', '..');
  const { positionals } = parseArgs({ allowPositionals: true });
  const folder = positionals[0] ?? join(root, 'dist', 'grafana');
  for (const path of renderBoards(folder)) console.log(relative(process.cwd(), path));
}
