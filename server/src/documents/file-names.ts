/** Names of files that any system can keep: letters of any language, no paths, not long. */
const LENGTH_MAX = 80;

export function fileName(parts: readonly string[], extension: string): string {
  const text = parts
    .join(' ')
    .normalize('NFC')
    // Neither separators of paths, nor what Windows refuses, nor what cannot be seen.
    .replaceAll(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  // A character that was cut in two would be none.
  const short = text
    .slice(0, LENGTH_MAX)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return `${short === '' ? 'onsale' : short}.${extension}`;
}
