/** Tickets as PDF, opened by Poppler: another program than the one that wrote them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { havePoppler, runProgram } from '../../test/support/programs.ts';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import { type Fonts, readFonts } from './fonts.ts';
import { createPdfMaker } from './pdf-maker.ts';
import { sampleSheet } from './sample-sheet.ts';
import { ticketPdf } from './ticket-pdf.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await readFonts();
});

const about = { language: 'ko', title: '티켓 0190a5c6', madeAtMs: 1_780_000_000_000 } as const;
const english = sampleSheet({
  language: 'en',
  event: `Letters of a Spring Night, ${'a title that goes on and on '.repeat(8)}`,
  venue: 'Olympic Hall',
  place: `Floor 1, Section 101, Row 3, Seat 5 ${'behind the pillar '.repeat(5)}`,
  status: 'cancelled',
  holder: undefined,
  tier: undefined,
});

async function onDisk(bytes: Buffer): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(() => folder.remove());
  const path = join(folder.path, 'tickets.pdf');
  await writeFile(path, bytes);
  return path;
}

it('is the same for the same input, and another for another', async () => {
  const one = await ticketPdf([sampleSheet()], about, fonts);
  expect(await ticketPdf([sampleSheet()], about, fonts)).toEqual(one);
  expect(await ticketPdf([sampleSheet({ admission: 2 })], about, fonts)).not.toEqual(one);
  expect(one.subarray(0, 5).toString()).toBe('%PDF-');
});

describe.runIf(havePoppler())('opened by Poppler', () => {
  it('says all there is on a ticket, in both languages, one ticket to a page', async () => {
    const bytes = await ticketPdf([sampleSheet(), english], about, fonts);
    const path = await onDisk(bytes);
    const page = (nth: number): string =>
      runProgram('pdftotext', ['-raw', '-f', `${nth}`, '-l', `${nth}`, path, '-'])
        .toString()
        .replaceAll(/\s+/g, ' ');
    for (const text of [
      '봄밤의 편지: 첫 단독 콘서트',
      '2026년 12월 3일 (목) 오후 7:30 (대한민국 시간)',
      '올림픽홀',
      '1층 101구역 3열 5번',
      'VIP석',
      '일반',
      '2매 중 1번째',
      '김지민',
      '한빛기획',
      '0190a5c6-6b1c-7c3e-8a51-1a2b3c4d5e6f',
    ]) {
      expect(page(1)).toContain(text);
    }
    for (const text of ['Letters of a Spring Night', 'Cancelled', 'at 19:30 (South Korea Time)']) {
      expect(page(2)).toContain(text);
    }
  });

  it('embeds subsets of both fonts, and can be read out', async () => {
    const bytes = await ticketPdf([sampleSheet()], about, fonts);
    const path = await onDisk(bytes);
    const table = runProgram('pdffonts', [path]).toString().trim().split('\n').slice(2);
    expect(table).toHaveLength(2);
    for (const font of table) expect(font).toMatch(/\+Pretendard-\w+ .* yes yes yes /);
    // The whole fonts are 3 MB.
    expect(bytes.length).toBeLessThan(100_000);
    const info = runProgram('pdfinfo', [path]).toString();
    expect(info).toMatch(/^Title: +티켓 0190a5c6$/m);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Pages: +1$/m);
    const structure = runProgram('pdfinfo', ['-struct-text', path]).toString();
    expect(structure).toMatch(/H1[^\n]*\n\s+"봄밤의 편지: 첫 단독 콘서트"/);
    expect(structure).toContain('Figure');
    expect(bytes.toString('latin1')).toMatch(/\/Lang \(ko\)/);
  });
});

describe('made in a thread', () => {
  it('is the same as made here, many at a time', async () => {
    const maker = createPdfMaker();
    onTestFinished(() => maker.close());
    const expected = await ticketPdf([sampleSheet()], about, fonts);
    const made = await Promise.all([1, 2, 3].map(() => maker.tickets([sampleSheet()], about)));
    expect(made).toEqual([expected, expected, expected]);
  });

  it('refuses when too many wait, and goes on after one that failed', async () => {
    const maker = createPdfMaker();
    onTestFinished(() => maker.close());
    const broken = sampleSheet({ timeZone: 'Nowhere/Else' });
    await expect(maker.tickets([broken], about)).rejects.toThrow(/Nowhere/);
    const many = Array.from({ length: 45 }, () => maker.tickets([sampleSheet()], about));
    const ends = Promise.allSettled(many);
    expect(await many.at(-1)).toBeUndefined();
    expect((await many[0])?.subarray(0, 5).toString()).toBe('%PDF-');
    // Those who still wait are told, and nothing is begun again.
    await maker.close();
    expect((await ends).map(({ status }) => status)).toContain('rejected');
  });
});
