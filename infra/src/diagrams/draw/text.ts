/** Text in an SVG: escaped, and broken into lines by an estimate of how wide it will be. */

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Of sans-serif fonts, in parts of the font's size; a little too much rather than too little. */
const widthOfLetter = 0.55;
const widthOfBoldLetter = 0.59;

export type Weight = 'plain' | 'bold';

export const textWidth = (text: string, size: number, weight: Weight = 'plain'): number =>
  text.length * size * (weight === 'bold' ? widthOfBoldLetter : widthOfLetter);

/** Breaks between words; a word that is too long for a line has one of its own. */
export function wrap(
  text: string,
  width: number,
  size: number,
  weight: Weight = 'plain',
): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || textWidth(longer, size, weight) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
