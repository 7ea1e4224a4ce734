/** A code as a picture: one path, sharp at any size, with the quiet zone that scanners need. */
import { correction, generate } from 'lean-qr';
import { type ReactNode, useMemo } from 'react';

const QUIET = 4;

/** Runs of dark modules, row by row. */
function pathOf(text: string): { readonly path: string; readonly size: number } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const parts: string[] = [];
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (code.get(x + 1, y)) x++;
      const length = x - start + 1;
      parts.push(`M${start + QUIET} ${y + QUIET}h${length}v1h-${length}z`);
    }
  }
  return { path: parts.join(''), size: code.size + 2 * QUIET };
}

export function QrCode({
  text,
  label,
}: {
  readonly text: string;
  readonly label: string;
}): ReactNode {
  const { path, size } = useMemo(() => pathOf(text), [text]);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      data-modules={size}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
