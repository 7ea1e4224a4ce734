/** A letter as a subject, text and HTML. Pure: the same data gives the same letter. */
import type { Language } from '../letter.ts';
import type { LetterData } from './data.ts';
import { htmlOf, textOf } from './layout.ts';
import { sheetOf } from './sheets.ts';
import { en } from './texts.en.ts';
import { ko } from './texts.ko.ts';
import type { LetterTexts } from './texts.ts';

export type Rendered = { readonly subject: string; readonly text: string; readonly html: string };

const texts: Readonly<Record<Language, LetterTexts>> = { ko, en };

const SUBJECT_MAX = 150;

/** Line breaks would end a header; what cannot be seen could hide what is there. */
const inOneLine = (text: string): string => {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length <= SUBJECT_MAX ? line : `${line.slice(0, SUBJECT_MAX - 1)}…`;
};

export function renderLetter(data: LetterData): Rendered {
  const t = texts[data.language];
  const sheet = sheetOf(data, t);
  return {
    subject: inOneLine(sheet.subject),
    text: textOf(sheet, t),
    html: htmlOf(sheet, data.language, t),
  };
}
