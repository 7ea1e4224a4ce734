/** Which level lies on top where stands hang over each other. */
import { textIn } from '@onsale/contract/seating-plan-places.ts';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language/language-provider.tsx';
import { useMapText } from '../messages.ts';
import type { TopLevel } from '../model/levels.ts';
import type { MapPlan } from '../model/map-plan.ts';

type LevelPickerProps = {
  readonly map: MapPlan;
  readonly level: TopLevel;
  readonly onLevel: (level: number) => void;
};

export function LevelPicker({ map, level, onLevel }: LevelPickerProps): ReactNode {
  const text = useMapText();
  const { language } = useLanguage();
  return (
    <div className="seat-map-levels" role="group" aria-label={text('levels')}>
      {map.plan.levels
        .map((one, index) => (
          <button
            key={one.code}
            type="button"
            aria-pressed={index === level}
            onClick={() => onLevel(index)}
          >
            {textIn(one.label, language)}
          </button>
        ))
        .toReversed()}
    </div>
  );
}
