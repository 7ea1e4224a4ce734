/**
 * Marks of seats at one size, each drawn once and then copied: copying takes a microsecond, writing a
 * number fifty.
 */
import { drawMark, type Mark } from './seat-marks.ts';
import type { Theme } from './theme.ts';

type Page = { readonly canvas: HTMLCanvasElement; readonly pen: CanvasRenderingContext2D };
export type Stamp = { readonly page: HTMLCanvasElement; readonly x: number; readonly y: number };

const PAGE_PX = 1_024;

export class MarkAtlas {
  /** Width and height of every mark, in device pixels. */
  readonly sizePx: number;
  readonly #theme: Theme;
  readonly #columns: number;
  readonly #pages: Page[] = [];
  readonly #stamps = new Map<number, Stamp>();

  constructor(sizePx: number, theme: Theme) {
    this.sizePx = Math.max(2, Math.round(sizePx));
    this.#theme = theme;
    this.#columns = Math.max(1, Math.floor(PAGE_PX / this.sizePx));
  }

  /** `key` stands for all of the mark; `describe` is asked only the first time. */
  stamp(key: number, describe: () => Mark): Stamp {
    const known = this.#stamps.get(key);
    if (known !== undefined) return known;
    const perPage = this.#columns * this.#columns;
    const place = this.#stamps.size % perPage;
    const page = place === 0 ? this.#addPage() : (this.#pages.at(-1) ?? this.#addPage());
    const x = (place % this.#columns) * this.sizePx;
    const y = Math.floor(place / this.#columns) * this.sizePx;
    page.pen.save();
    page.pen.beginPath();
    page.pen.rect(x, y, this.sizePx, this.sizePx);
    page.pen.clip();
    page.pen.translate(x, y);
    drawMark(page.pen, describe(), this.sizePx, this.#theme);
    page.pen.restore();
    const stamp = { page: page.canvas, x, y };
    this.#stamps.set(key, stamp);
    return stamp;
  }

  #addPage(): Page {
    const canvas = document.createElement('canvas');
    canvas.width = this.#columns * this.sizePx;
    canvas.height = canvas.width;
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no 2d context');
    const page = { canvas, pen };
    this.#pages.push(page);
    return page;
  }
}
