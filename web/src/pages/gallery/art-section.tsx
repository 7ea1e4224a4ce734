/** Posters: each genre with some numbers, so that every scene is among them, and names on them. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Poster } from '../../art/poster.tsx';
import { useGalleryTexts } from './gallery-texts.ts';

const genres = [
  'concert',
  'musical',
  'theatre',
  'comedy',
  'classical',
  'jazz',
  'dance',
  'festival',
  'sports',
  'family',
] as const;
const EACH = 4;

export function ArtSection(): ReactNode {
  const texts = useGalleryTexts();
  const t = useTranslations('genre');
  return (
    <section className="gallery-section">
      <h2>{texts.art}</h2>
      <ul className="gallery-art">
        {genres.flatMap((genre, row) =>
          Array.from({ length: EACH }, (_, column) => {
            const id = 1 + row * EACH + column;
            return (
              <li key={id}>
                <Poster
                  event={{ id, genre }}
                  place="gallery"
                  {...(column === 0 && { title: t(genre) })}
                />
              </li>
            );
          }),
        )}
      </ul>
    </section>
  );
}
