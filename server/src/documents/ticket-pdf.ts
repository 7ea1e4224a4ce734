/**
 * Tickets as a PDF, one to a page of A5: readable on a phone, and two fit on a sheet. The text is text
 * (embedded fonts, tagged for screen readers), the code is drawn as vectors. The same input gives the
 * same bytes.
 */
// The type package knows the default export alone.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit';
import type { Fonts } from './fonts.ts';
import { formatDate, type Language, zoneName } from '@onsale/contract/formats.ts';
import { qrRuns } from './qr.ts';
import type { TicketSheet } from './ticket-sheet.ts';
import { ticketWords } from './words.ts';

export type PdfAbout = {
  readonly language: Language;
  readonly title: string;
  /** When it is made, in ms since the epoch. */
  readonly madeAtMs: number;
};

type Doc = InstanceType<typeof PDFDocument>;
type Section = ReturnType<Doc['struct']>;

const colors = {
  ink: '#17151f',
  soft: '#595667',
  line: '#cfcadb',
  accent: '#5b2be0',
  danger: '#b8203c',
} as const;

// Points; 72 to the inch. A5 is 419.53 by 595.28.
const MARGIN = 36;
const WIDTH = 419.53 - 2 * MARGIN;
const CODE_TOP = 330;
/** 60 mm: a camera at arm's length. */
const CODE_SIDE = 170;
const QUIET = 4;

export function ticketPdf(
  sheets: readonly TicketSheet[],
  about: PdfAbout,
  fonts: Fonts,
): Promise<Buffer> {
  const at = new Date(about.madeAtMs);
  const doc = new PDFDocument({
    size: 'A5',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: about.language,
    tagged: true,
    displayTitle: true,
    info: { Title: about.title, Creator: 'Onsale', CreationDate: at, ModDate: at },
  });
  const whole = collect(doc);
  doc.registerFont('regular', fonts.regular);
  doc.registerFont('bold', fonts.bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const sheet of sheets) drawPage(doc, root, sheet);
  root.end();
  doc.end();
  return whole;
}

function collect(doc: Doc): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

function drawPage(doc: Doc, root: Section, sheet: TicketSheet): void {
  const { language } = sheet;
  const words = ticketWords[language];
  doc.addPage();
  const page = doc.struct('Sect');
  root.add(page);
  const add = (tag: string, draw: () => void): void => void page.add(doc.struct(tag, {}, draw));

  artifact(doc, () => doc.rect(0, 0, doc.page.width, 6).fill(colors.accent));
  add('P', () => {
    doc.font('bold').fontSize(9).fillColor(colors.accent);
    doc.text(words.ticket.toUpperCase(), MARGIN, 30, { width: WIDTH, characterSpacing: 1 });
  });
  let top = 46;
  add('H1', () => {
    doc.fillColor(colors.ink);
    top = fitted(doc, sheet.event, { top, sizes: [24, 20, 17], heightMax: 64 });
  });
  if (sheet.status === 'cancelled' || sheet.status === 'postponed') {
    const word = words[sheet.status];
    add('P', () => {
      doc
        .font('bold')
        .fontSize(12)
        .fillColor(colors.danger)
        .text(word, MARGIN, top + 4);
    });
    top += 18;
  }
  drawFacts(doc, add, sheet, top + 18);
  drawTear(doc);
  page.add(
    doc.struct('Figure', { alt: words.codeAlt }, () => {
      drawCode(doc, sheet.code);
    }),
  );
  const below = CODE_TOP + CODE_SIDE + 12;
  add('P', () => {
    doc.font('regular').fontSize(9).fillColor(colors.ink);
    doc.text(words.atTheDoor, MARGIN, below, { width: WIDTH, align: 'center' });
  });
  add('P', () => {
    doc.font('regular').fontSize(7.5).fillColor(colors.soft);
    const ids = [`${words.number} ${sheet.ticketId}`];
    if (sheet.orderId !== undefined) ids.push(`${words.order} ${sheet.orderId}`);
    doc.text(ids.join('\n'), MARGIN, below + 30, { width: WIDTH, align: 'center', lineGap: 2 });
  });
  page.end();
}

type Fact = {
  readonly label: string;
  readonly value: string | undefined;
  readonly size?: number;
  /** Lines it may take. */
  readonly lines?: number;
};

function factsOf(sheet: TicketSheet): readonly (readonly Fact[])[] {
  const { language, startsAtMs, timeZone } = sheet;
  const words = ticketWords[language];
  const zone = zoneName(language, startsAtMs, timeZone);
  const when = `${formatDate(language, startsAtMs, 'full', timeZone)} (${zone})`;
  return [
    [{ label: words.when, value: when }],
    [{ label: words.venue, value: sheet.venue }],
    [{ label: words.place, value: sheet.place, size: 15, lines: 2 }],
    [
      { label: words.tier, value: sheet.tier },
      { label: words.type, value: sheet.ticketType },
      { label: words.admission, value: words.ofAdmissions(sheet.admission, sheet.of) },
    ],
    [
      { label: words.holder, value: sheet.holder },
      { label: words.organizer, value: sheet.organizer },
    ],
  ];
}

const FACT_GAP = 8;
const LABEL_HEIGHT = 11;

function drawFacts(
  doc: Doc,
  add: (tag: string, draw: () => void) => void,
  sheet: TicketSheet,
  begin: number,
): void {
  let top = begin;
  for (const row of factsOf(sheet)) {
    const shown = row.filter(({ value }) => value !== undefined && value !== '');
    const width = (WIDTH - 12 * (shown.length - 1)) / Math.max(1, shown.length);
    let bottom = top;
    for (const [at, { label, value = '', size = 11, lines = 1 }] of shown.entries()) {
      const left = MARGIN + at * (width + 12);
      const box = {
        left,
        width,
        sizes: [size, size - 1.5, size - 3],
        heightMax: lines * size * 1.25,
      };
      add('P', () => {
        doc.font('regular').fontSize(8).fillColor(colors.soft).text(label, left, top, { width });
        doc.fillColor(colors.ink);
        bottom = Math.max(bottom, fitted(doc, value, { ...box, top: top + LABEL_HEIGHT }));
      });
    }
    if (shown.length > 0) top = bottom + FACT_GAP;
  }
}

/** In the largest of these sizes that fits, else cut in the smallest. Answers where it ends. */
function fitted(
  doc: Doc,
  text: string,
  box: {
    readonly top: number;
    readonly left?: number;
    readonly width?: number;
    readonly sizes: readonly number[];
    readonly heightMax: number;
  },
): number {
  const { top, left = MARGIN, width = WIDTH, sizes, heightMax } = box;
  doc.font('bold');
  const fits = (size: number): boolean =>
    doc.fontSize(size).heightOfString(text, { width }) <= heightMax + 0.5;
  doc.fontSize(sizes.find(fits) ?? sizes.at(-1) ?? 10);
  const height = Math.min(heightMax, doc.heightOfString(text, { width }));
  doc.text(text, left, top, { width, height: heightMax, ellipsis: true });
  return top + height;
}

function drawTear(doc: Doc): void {
  const y = CODE_TOP - 14;
  artifact(doc, () =>
    doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .lineWidth(0.8)
      .dash(3, { space: 3 })
      .stroke(colors.line)
      .undash(),
  );
}

/** Black on white with the quiet zone that scanners need. */
function drawCode(doc: Doc, code: string): void {
  const { size, runs } = qrRuns(code);
  const step = CODE_SIDE / (size + 2 * QUIET);
  const left = (doc.page.width - CODE_SIDE) / 2 + QUIET * step;
  const top = CODE_TOP + QUIET * step;
  for (const { x, y, length } of runs) {
    doc.rect(left + x * step, top + y * step, length * step, step);
  }
  doc.fill('#000000');
}

/** Decoration: nothing that is read out. */
function artifact(doc: Doc, draw: () => unknown): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}
