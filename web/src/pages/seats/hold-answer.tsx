/** Why the places could not be held, and in one click what can be instead. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { paths } from '../../paths.ts';
import { useHolds } from '../../purchase/hold-bar.tsx';
import { placeLines, totalsOf } from '../../purchase/place-lines.ts';
import { isNumbers, isText } from '../../purchase/stored.ts';
import type { Refusal } from '../../purchase/use-holding.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CountdownClock } from '../../ui/countdown.tsx';
import { Notice } from '../../ui/notice.tsx';

type HoldAnswerProps = {
  readonly event: Event;
  readonly plan: SeatingPlan | undefined;
  readonly refusal: Refusal;
  readonly isBusy: boolean;
  readonly onTake: (seats: readonly number[]) => void;
  readonly onDismiss: () => void;
};

const numbers = (value: unknown): readonly number[] => (isNumbers(value) ? value : []);

const lists = (value: unknown): readonly (readonly number[])[] =>
  Array.isArray(value) ? value.filter(isNumbers).filter((seats) => seats.length > 0) : [];

export function HoldAnswer(props: HoldAnswerProps): ReactNode {
  const { event, plan, refusal, isBusy, onTake, onDismiss } = props;
  const t = useTranslations();
  const { language } = useLanguage();
  const { money } = useFormats();
  const { code, details } = refusal.refused;
  const source = { event, plan, language };
  const nameOf = (seats: readonly number[]): string =>
    placeLines(source, { seats })
      .map(({ name }) => name)
      .join(', ');
  const instead =
    code === 'single_seat_gap'
      ? lists([details['instead']])
      : code === 'seats_unavailable'
        ? lists(details['alternatives'])
        : [];
  const taken = numbers(details['seats']);
  return (
    <Notice
      tone={code === 'single_seat_gap' ? 'warning' : 'danger'}
      title={t(`refused.${titleOf(code, details)}`)}
      level="h3"
      actions={
        <>
          {instead.map((seats) => (
            <Button
              key={seats.join()}
              look="primary"
              wide
              busy={isBusy}
              onClick={() => onTake(seats)}
            >
              {t('refused.take', {
                places: nameOf(seats),
                price: money(totalsOf(placeLines(source, { seats })).totalMinor, event.currency),
              })}
            </Button>
          ))}
          {code === 'limit_reached' && <HoldLinks />}
          <Button look="quiet" size="small" onClick={onDismiss}>
            {t('refused.dismiss')}
          </Button>
        </>
      }
    >
      <p>
        {code === 'single_seat_gap'
          ? t('refused.gapText', { places: nameOf(numbers(details['gaps'])) })
          : code === 'seats_unavailable' && taken.length > 0
            ? t('refused.takenText', { places: nameOf(taken) })
            : code === 'limit_reached'
              ? t(`refused.${limitText(details)}`, { limit: Number(details['limit'] ?? 0) })
              : t(`errors.${code}`)}
      </p>
      {code === 'sale_not_open' && isText(details['opensAt']) && (
        <p className="seats-opening">
          <CountdownClock untilMs={Date.parse(details['opensAt'])} />
        </p>
      )}
    </Notice>
  );
}

type Details = Readonly<Record<string, unknown>>;

function titleOf(code: string, details: Details) {
  if (code === 'single_seat_gap') return 'gapTitle';
  if (code === 'seats_unavailable') return 'takenTitle';
  if (code === 'limit_reached') return details['scope'] === 'holds' ? 'holdsTitle' : 'limitTitle';
  if (code === 'sold_out') return 'soldOutTitle';
  if (code === 'sale_not_open') return 'notOpenTitle';
  return 'title';
}

function limitText({ scope }: Details) {
  if (scope === 'holds') return 'limitHolds';
  return scope === 'person' ? 'limitPerson' : 'limitOrder';
}

/** What is held already stands in the way: the ways to it. */
function HoldLinks(): ReactNode {
  const t = useTranslations('refused');
  return useHolds().map(({ id, eventId, quantity }) => (
    <ButtonLink key={id} wide to={paths.checkout(eventId, id)}>
      {t('toHold', { count: quantity })}
    </ButtonLink>
  ));
}
