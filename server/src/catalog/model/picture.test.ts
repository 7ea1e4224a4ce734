/** Kinds and sizes of pictures, told from headers that are written here byte by byte. */
import { expect, it } from 'vitest';
import { readPicture } from './picture.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(Buffer.from(part, 'latin1')) : part,
    ),
  );
const u32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const u16 = (n: number): number[] => [(n >>> 8) & 255, n & 255];
const box = (type: string, ...content: readonly (string | readonly number[])[]): number[] => {
  const inside = bytes(...content);
  return [...u32(inside.length + 8), ...bytes(type), ...inside];
};

const png = bytes(
  [0x89],
  'PNG\r\n\u001a\n',
  u32(13),
  'IHDR',
  u32(800),
  u32(1_000),
  [8, 6, 0, 0, 0],
);
const jpeg = bytes(
  [0xff, 0xd8, 0xff, 0xe0],
  u16(4),
  [0, 0],
  [0xff, 0xff, 0xc2],
  u16(11),
  [8],
  u16(600),
  u16(480),
  [1, 0, 0, 0],
);
const webp = (kind: string, content: readonly number[]): Uint8Array =>
  bytes('RIFF', u32(0), 'WEBP', kind, u32(0), content);
const avif = bytes(
  box('ftyp', 'avif', u32(0), 'mif1avif'),
  box(
    'meta',
    u32(0),
    box(
      'iprp',
      box(
        'ipco',
        box('ispe', u32(0), u32(90), u32(120)),
        box('ispe', u32(0), u32(900), u32(1_200)),
      ),
    ),
  ),
);

it.each([
  ['image/png', png, 800, 1_000],
  ['image/jpeg', jpeg, 480, 600],
  ['image/webp', webp('VP8X', [0, 0, 0, 0, 0x1f, 0x03, 0, 0xe7, 0x03, 0]), 800, 1_000],
  ['image/webp', webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x20, 0x03, 0xe8, 0x03]), 800, 1_000],
  // 799 and 999 in fourteen bits each.
  ['image/webp', webp('VP8L', [0x2f, 0x1f, 0xc3, 0xf9, 0x00]), 800, 1_000],
  ['image/avif', avif, 900, 1_200],
] as const)('%s', (type, picture, width, height) => {
  expect(readPicture(picture)).toEqual({ type, width, height });
});

it('nothing else is a picture, however it is cut off', () => {
  for (const text of ['', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<!doctype html>'])
    expect(readPicture(bytes(text))).toBeUndefined();
  for (const whole of [png, jpeg, avif])
    for (let length = 0; length < 16; length++)
      expect(readPicture(whole.subarray(0, length))).toBeUndefined();
  expect(
    readPicture(
      bytes(
        [0xff, 0xd8],
        Array.from({ length: 5_000 }, () => 0xff),
      ),
    ),
  ).toBeUndefined();
});
