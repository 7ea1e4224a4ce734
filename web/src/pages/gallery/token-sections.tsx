/** Colours, type, space: the tokens by their names. */
import type { ReactNode } from 'react';
import { useGalleryTexts } from './gallery-texts.ts';

const colours = [
  ['paper', 'surface', 'sunken', 'overlay', 'inverse'],
  ['ink', 'ink-soft', 'ink-faint', 'line', 'line-strong'],
  ['accent', 'accent-strong', 'accent-soft', 'accent-ink', 'focus'],
  ['positive', 'positive-soft', 'warning', 'warning-soft', 'danger', 'danger-soft'],
] as const;
const sizes = ['4xl', '3xl', '2xl', 'xl', 'l', 'm', 's', 'xs'] as const;
const spaces = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const corners = ['s', 'm', 'l', 'xl', 'full'] as const;
const shadows = [1, 2, 3] as const;

export function TokenSections(): ReactNode {
  const texts = useGalleryTexts();
  return (
    <>
      <section className="gallery-section">
        <h2>{texts.colours}</h2>
        {colours.map((row) => (
          <ul key={row[0]} className="gallery-swatches">
            {row.map((name) => (
              <li key={name}>
                <span style={{ background: `var(--${name})` }} />
                <code>{name}</code>
              </li>
            ))}
          </ul>
        ))}
      </section>
      <section className="gallery-section">
        <h2>{texts.type}</h2>
        {sizes.map((size) => (
          <div key={size} className="gallery-type">
            <code>{size}</code>
            <p
              style={{
                fontSize: `var(--text-${size})`,
                fontWeight: size.endsWith('xl') ? 'var(--weight-heavy)' : 'var(--weight-medium)',
              }}
            >
              {texts.sample}
            </p>
          </div>
        ))}
      </section>
      <section className="gallery-section">
        <h2>{texts.shapes}</h2>
        <div className="gallery-shapes">
          {spaces.map((step) => (
            <figure key={step}>
              <span
                className="gallery-space"
                style={{ width: `var(--space-${step})`, height: `var(--space-${step})` }}
              />
              <figcaption>space-{step}</figcaption>
            </figure>
          ))}
        </div>
        <div className="gallery-shapes">
          {corners.map((corner) => (
            <figure key={corner}>
              <span className="gallery-tile" style={{ borderRadius: `var(--radius-${corner})` }} />
              <figcaption>radius-{corner}</figcaption>
            </figure>
          ))}
          {shadows.map((step) => (
            <figure key={step}>
              <span className="gallery-tile" style={{ boxShadow: `var(--shadow-${step})` }} />
              <figcaption>shadow-{step}</figcaption>
            </figure>
          ))}
        </div>
      </section>
    </>
  );
}
