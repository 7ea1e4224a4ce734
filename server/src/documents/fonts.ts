/** The fonts of documents: Korean and Latin in one, embedded as subsets of what is used. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Fonts = { readonly regular: Buffer; readonly bold: Buffer };

const folder = join(import.meta.dirname, '../../assets/fonts');
const read = (name: string): Promise<Buffer> => readFile(join(folder, name));

export async function readFonts(): Promise<Fonts> {
  const [regular, bold] = await Promise.all([
    read('Pretendard-Regular.otf'),
    read('Pretendard-Bold.otf'),
  ]);
  return { regular, bold };
}
