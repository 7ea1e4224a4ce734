/**
 * Choosing without the picture: section, row, seat. Each step lists only what can be chosen, and what it
 * listed stays where it is while the sale goes on; what is taken meanwhile says so.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { textIn } from '@onsale/contract/seating-plan-places.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useMapText } from '../messages.ts';
import type { MapPlan, MapRow, MapSection } from '../model/map-plan.ts';
import { listRows, listSeats, listSections, type Choosable } from '../model/list-model.ts';
import { blockName, type SeatWords } from '../seat-words.ts';
import type { SceneInput } from '../view/update-scene.ts';
import { ListSteps } from './list-steps.tsx';
import './seat-list.css';

export type SeatListProps = {
  readonly map: MapPlan;
  readonly input: SceneInput;
  readonly words: SeatWords;
  readonly canChoose: Choosable;
  readonly onChooseSeat: (seat: number) => void;
};

type Step =
  | { readonly at: 'sections'; readonly indexes: readonly number[] }
  | { readonly at: 'rows'; readonly section: MapSection; readonly indexes: readonly number[] }
  | {
      readonly at: 'seats';
      readonly section: MapSection;
      readonly row: MapRow;
      readonly seats: readonly number[];
    };

export function SeatList({ map, input, words, canChoose, onChooseSeat }: SeatListProps): ReactNode {
  const text = useMapText();
  const { language } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const selected = [...input.selected];

  const sectionsStep = (): Step => ({
    at: 'sections',
    indexes: listSections(map, canChoose).map(({ section }) => section.index),
  });
  const rowsStep = (section: MapSection): Step => ({
    at: 'rows',
    section,
    indexes: listRows(map, section, canChoose).map(({ row }) => row.index),
  });
  const seatsStep = (section: MapSection, row: MapRow): Step => ({
    at: 'seats',
    section,
    row,
    seats: listSeats(row, canChoose, selected),
  });

  const [step, setStep] = useState(sectionsStep);
  const hasStepped = useRef(false);
  function go(next: Step): void {
    hasStepped.current = true;
    setStep(next);
  }
  useEffect(() => {
    // The next step replaces the button that led to it: the focus goes to its heading.
    if (hasStepped.current) heading.current?.focus();
  }, [step]);

  const sectionName = ({ section }: MapSection): string => textIn(section.label, language);

  if (step.at === 'sections') {
    const now = new Map(listSections(map, canChoose).map((one) => [one.section.index, one]));
    const known = step.indexes
      .map((index) => map.sections[index])
      .filter((one) => one !== undefined);
    const isManyLevels = new Set(known.map(({ level }) => level.code)).size > 1;
    return (
      <ListSteps heading={heading} title={text('chooseSection')} isEmpty={known.length === 0}>
        {known.map((section) => {
          const free = now.get(section.index)?.free ?? 0;
          const price = input.words.section(section, free).lines[1]?.[0] ?? '';
          const name = blockName(section.level, section.section, language, text);
          return (
            <li key={section.index}>
              <button type="button" disabled={free === 0} onClick={() => go(rowsStep(section))}>
                <i className="seat-map-swatch" data-colour={colourOf(input, section.tiers[0])} />
                <strong>{isManyLevels ? name : sectionName(section)}</strong>
                <span>{price}</span>
                <span>{free > 0 ? text('left', { count: free }) : text('soldOut')}</span>
              </button>
            </li>
          );
        })}
      </ListSteps>
    );
  }

  const back = [{ label: text('allSections'), onClick: () => go(sectionsStep()) }];
  if (step.at === 'rows') {
    const now = new Map(listRows(map, step.section, canChoose).map((one) => [one.row.index, one]));
    return (
      <ListSteps
        heading={heading}
        title={`${sectionName(step.section)} · ${text('chooseRow')}`}
        back={back}
        isEmpty={step.indexes.length === 0}
      >
        {step.indexes.map((index) => {
          const row = map.rows[index];
          const { free = 0, together = 0 } = now.get(index) ?? {};
          if (row === undefined) return null;
          return (
            <li key={index}>
              <button
                type="button"
                disabled={free === 0}
                onClick={() => go(seatsStep(step.section, row))}
              >
                <strong>{text('row', { row: row.label })}</strong>
                <span>{free > 1 ? text('together', { count: together }) : ''}</span>
                <span>{free > 0 ? text('left', { count: free }) : text('soldOut')}</span>
              </button>
            </li>
          );
        })}
      </ListSteps>
    );
  }

  const { section, row } = step;
  const allRows = text('allRows', { section: sectionName(section) });
  return (
    <ListSteps
      heading={heading}
      title={`${sectionName(section)}, ${text('row', { row: row.label })} · ${text('chooseSeat')}`}
      back={[...back, { label: allRows, onClick: () => go(rowsStep(section)) }]}
      isEmpty={step.seats.length === 0}
      isGrid
    >
      {step.seats.map((seat) => {
        const isChosen = input.selected.has(seat);
        const isFree = isChosen || canChoose(seat);
        const { price, tier, marks } = words.facts(seat, input.states, isChosen);
        const label = map.labels[map.labelOf[seat] ?? 0] ?? '';
        return (
          <li key={seat}>
            <button
              type="button"
              aria-pressed={isChosen}
              disabled={!isFree}
              onClick={() => onChooseSeat(seat)}
            >
              <i className="seat-map-swatch" data-colour={colourOf(input, map.seats.tier[seat])} />
              <strong>{text('seat', { seat: label })}</strong>
              <span>{isFree ? [tier, price].join(' · ') : text('noLonger')}</span>
              <span>{marks.join(' · ')}</span>
            </button>
          </li>
        );
      })}
    </ListSteps>
  );
}

const colourOf = ({ palette }: SceneInput, tier: number | undefined): number =>
  (palette[tier ?? 0] ?? 0) + 1;
