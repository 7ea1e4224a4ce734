/**
 * How letters look: one column of 600 pixels in tables and inline styles, because that is what readers
 * of mail agree on; no pictures and nothing from elsewhere. Colours turn dark where the reader does.
 */
import type { Language } from '../letter.ts';
import type { Sheet } from './data.ts';
import type { LetterTexts } from './texts.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

const FONT =
  "font-family:Pretendard,-apple-system,'Segoe UI','Apple SD Gothic Neo','Malgun Gothic',sans-serif";
const INK = 'color:#17151f';
const SOFT = 'color:#595667';

const styles = {
  body: 'margin:0;padding:0;background:#faf9fc;word-break:keep-all;overflow-wrap:anywhere',
  hidden: 'display:none;max-height:0;overflow:hidden',
  brand: `padding:0 8px 16px;${FONT};font-size:17px;font-weight:800;${INK}`,
  card:
    'padding:32px;background:#ffffff;border:1px solid #e3e0eb;border-radius:16px;' +
    `${FONT};font-size:16px;line-height:1.6;${INK}`,
  title: `margin:0 0 16px;font-size:24px;line-height:1.3;${INK}`,
  paragraph: `margin:0 0 16px;${INK}`,
  small: `margin:0 0 8px;${FONT};font-size:13px;line-height:1.5;${SOFT}`,
  address: `margin:0 0 16px;${FONT};font-size:12px;line-height:1.5;${SOFT};word-break:break-all`,
  panel: `padding:20px;background:#f4f1fb;border-radius:12px;${FONT}`,
  event: `margin:0 0 4px;font-size:18px;font-weight:700;line-height:1.35;${INK}`,
  fact: `margin:0;font-size:15px;line-height:1.5;${SOFT}`,
  cell: `padding:10px 0;border-top:1px solid #e3e0eb;${FONT};font-size:15px;line-height:1.4;${INK}`,
  button:
    `display:inline-block;padding:14px 28px;${FONT};font-size:16px;font-weight:700;` +
    'color:#ffffff;text-decoration:none;border-radius:12px',
} as const;

/** Readers that know dark themes; the others keep the colours of the elements. */
const dark = [
  '.ground{background:#121018 !important}',
  '.card{background:#1d1a26 !important;border-color:#37323f !important}',
  '.ink{color:#f3f1f8 !important}',
  '.soft{color:#b3afc1 !important}',
  '.line{border-color:#37323f !important}',
  '.panel{background:#272234 !important}',
];

/** Keeps the text of the letter itself out of what mailboxes show beside the subject. */
const FILL = '&#8204;&nbsp;'.repeat(40);

export function htmlOf(sheet: Sheet, language: Language, t: LetterTexts): string {
  const { button, stop } = sheet;
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escaped(sheet.subject)}</title>`,
    `<style>@media (prefers-color-scheme:dark){\n${dark.join('\n')}\n}</style>`,
    '</head>',
    `<body class="ground" style="${styles.body}">`,
    `<div style="${styles.hidden}">${escaped(sheet.preheader)}${FILL}</div>`,
    table('class="ground" width="100%" style="background:#faf9fc"'),
    '<tr><td align="center" style="padding:32px 16px">',
    table('width="600" style="width:100%;max-width:600px"'),
    `<tr><td class="ink" style="${styles.brand}">Onsale</td></tr>`,
    `<tr><td class="card" style="${styles.card}">`,
    ...cardHtml(sheet),
    '</td></tr>',
    '<tr><td style="padding:16px 8px 0">',
    ...(button === undefined ? [] : [line('small', t.linkBelow), line('address', button.url)]),
    ...(stop === undefined ? [] : [stopHtml(stop)]),
    line('small', t.footer),
    '</td></tr></table>',
    '</td></tr></table>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const table = (rest: string): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${rest}>`;

const inks = {
  paragraph: 'ink',
  event: 'ink',
  fact: 'soft',
  small: 'soft',
  address: 'soft',
} as const;

const line = (style: keyof typeof inks, text: string): string =>
  `<p class="${inks[style]}" style="${styles[style]}">${escaped(text)}</p>`;

function cardHtml({ title, paragraphs, event, rows, button, notes }: Sheet): readonly string[] {
  return [
    `<h1 class="ink" style="${styles.title}">${escaped(title)}</h1>`,
    ...paragraphs.map((text) => line('paragraph', text)),
    ...(event === undefined ? [] : eventHtml(event)),
    ...(rows === undefined ? [] : rowsHtml(rows)),
    ...(button === undefined ? [] : buttonHtml(button)),
    ...notes.map((text) => line('small', text)),
  ];
}

const eventHtml = ({ name, lines }: NonNullable<Sheet['event']>): readonly string[] => [
  table('width="100%" style="margin:0 0 24px"'),
  `<tr><td class="panel" style="${styles.panel}">`,
  line('event', name),
  ...lines.map((text) => line('fact', text)),
  '</td></tr></table>',
];

function rowsHtml(rows: NonNullable<Sheet['rows']>): readonly string[] {
  const cells = rows.flatMap(({ label, value, strong }) => {
    const style = strong === true ? `${styles.cell};font-weight:700` : styles.cell;
    // Amounts stay in one piece, places may break.
    const right = `${style};padding-left:16px${value.length < 20 ? ';white-space:nowrap' : ''}`;
    return [
      `<tr><td class="ink line" style="${style}">${escaped(label)}</td>`,
      `<td class="ink line" align="right" style="${right}">${escaped(value)}</td></tr>`,
    ];
  });
  return [table('width="100%" style="margin:0 0 24px"'), ...cells, '</table>'];
}

const buttonHtml = ({ label, url }: NonNullable<Sheet['button']>): readonly string[] => [
  table('style="margin:0 0 24px"'),
  '<tr><td style="border-radius:12px;background:#5b2be0">',
  `<a href="${escaped(url)}" style="${styles.button}">${escaped(label)}</a>`,
  '</td></tr></table>',
];

function stopHtml({ label, url }: NonNullable<Sheet['stop']>): string {
  const link = `<a class="soft" href="${escaped(url)}" style="${SOFT}">${escaped(label)}</a>`;
  return `<p class="soft" style="${styles.small}">${link}</p>`;
}

const link = ({ label, url }: { readonly label: string; readonly url: string }): string =>
  `${label}:\n${url}`;

/** The same, for whoever reads text alone. */
export function textOf(sheet: Sheet, t: LetterTexts): string {
  const { title, paragraphs, event, rows, button, notes, stop } = sheet;
  const parts = [
    title,
    ...paragraphs,
    ...(event === undefined ? [] : [[event.name, ...event.lines].join('\n')]),
    ...(rows === undefined ? [] : [rows.map((row) => `${row.label}: ${row.value}`).join('\n')]),
    ...(button === undefined ? [] : [link(button)]),
    ...notes,
    ...(stop === undefined ? [] : [link(stop)]),
    `-- \nOnsale\n${t.footer}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
