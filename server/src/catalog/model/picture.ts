/**
 * What kind of picture some bytes are and how large it is, by its first bytes and headers. Nothing is
 * decoded: what a browser makes of the rest is a picture or nothing, because it is served as one.
 */
import type { PosterType } from '@onsale/contract/product-posters.ts';

export type Picture = {
  readonly type: PosterType;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
};

type Reader = (view: DataView) => Omit<Picture, 'type'> | undefined;

const readers: Readonly<Record<PosterType, Reader>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
  'image/avif': readAvif,
};

/** Undefined: none of the kinds that are taken, or broken. */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const type of Object.keys(readers) as PosterType[]) {
    try {
      const size = readers[type](view);
      if (size !== undefined && size.width > 0 && size.height > 0) return { type, ...size };
    } catch (error) {
      // It says that there is more than there is.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

const textAt = (view: DataView, at: number, length: number): string =>
  String.fromCodePoint(...Array.from({ length }, (_, i) => view.getUint8(at + i)));

/** https://www.w3.org/TR/png/#5PNG-file-signature: IHDR comes first. */
function readPng(view: DataView): ReturnType<Reader> {
  const isPng = view.getUint32(0) === 0x89_50_4e_47 && view.getUint32(4) === 0x0d_0a_1a_0a;
  if (!isPng || textAt(view, 12, 4) !== 'IHDR') return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** ITU T.81, B.1: segments, until the one that begins a frame. */
function readJpeg(view: DataView): ReturnType<Reader> {
  if (view.getUint16(0) !== 0xff_d8) return undefined;
  for (let at = 2; at < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // The picture itself begins, and there was no frame.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

/** https://developers.google.com/speed/webp/docs/riff_container: three forms. */
function readWebp(view: DataView): ReturnType<Reader> {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') return undefined;
  switch (textAt(view, 12, 4)) {
    case 'VP8 ':
      if (view.getUint8(23) !== 0x9d || view.getUint16(24) !== 0x01_2a) return undefined;
      return {
        width: view.getUint16(26, true) & 0x3f_ff,
        height: view.getUint16(28, true) & 0x3f_ff,
      };
    case 'VP8L': {
      if (view.getUint8(20) !== 0x2f) return undefined;
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return undefined;
  }
}

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;

type Box = { readonly type: string; readonly from: number; readonly to: number };
const BOXES_MAX = 200;

/** Boxes of ISO 14496-12 between two places, a bounded number. */
function boxesOf(view: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to && boxes.length < BOXES_MAX;) {
    const size = view.getUint32(at);
    const end = size === 0 ? to : at + size;
    if (size !== 0 && (size < 8 || end > to)) return boxes;
    boxes.push({ type: textAt(view, at + 4, 4), from: at + 8, to: end });
    at = end;
  }
  return boxes;
}

/** ISO 23000-22 and 23008-12: the largest of the sizes that the file has properties for. */
function readAvif(view: DataView): ReturnType<Reader> {
  const top = boxesOf(view, 0, view.byteLength);
  const [first] = top;
  if (first?.type !== 'ftyp') return undefined;
  const brands = textAt(view, first.from, first.to - first.from);
  if (!brands.includes('avif')) return undefined;
  const inside = (boxes: readonly Box[], type: string, skip = 0): Box[] =>
    boxes
      .filter((box) => box.type === type)
      .flatMap((box) => boxesOf(view, box.from + skip, box.to));
  // `meta` begins with four bytes of version and flags.
  const properties = inside(inside(inside(top, 'meta', 4), 'iprp'), 'ipco');
  const sizes = properties
    .filter(({ type }) => type === 'ispe')
    .map(({ from }) => ({ width: view.getUint32(from + 4), height: view.getUint32(from + 8) }));
  return sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
}
