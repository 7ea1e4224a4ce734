/** A promo code, applied at once: what it takes off is said, what is wrong stands beside the field. */
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../language/use-formats.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import type { PromoProblem, PromoUse } from './use-promo.ts';

type PromoFieldProps = {
  readonly promo: PromoUse;
  readonly discountMinor: number;
  readonly currency: string;
  readonly timeZone: string;
  readonly ticketTypes: readonly string[] | undefined;
  readonly isBusy: boolean;
};

export function PromoField(props: PromoFieldProps): ReactNode {
  const { promo, discountMinor, currency, timeZone, ticketTypes } = props;
  const t = useTranslations('promo');
  const { money } = useFormats();
  const { say } = useToasts();
  const problemText = useProblemText(timeZone);
  const removal = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { applied, problem } = promo;

  async function apply(): Promise<void> {
    if (promo.isBusy || props.isBusy) return;
    const isApplied = await promo.apply(ticketTypes);
    // What was pressed is gone or stands beside an error: the focus goes where one can go on.
    requestAnimationFrame(() => (isApplied ? removal : field).current?.focus());
  }
  const error = problem && problemText(problem);
  if (applied !== undefined) {
    return (
      <div className="promo" id="promo">
        <p className="promo-applied" role="status">
          {t('applied', { code: applied.code, amount: money(discountMinor, currency) })}
        </p>
        <Button
          ref={removal}
          size="small"
          aria-label={t('removeLabel', { code: applied.code })}
          aria-describedby={error === undefined ? undefined : 'promo-error'}
          onClick={() => {
            promo.remove();
            say(t('removed'));
            requestAnimationFrame(() => field.current?.focus());
          }}
        >
          {t('remove')}
        </Button>
        {error !== undefined && (
          <p className="field-error" id="promo-error" role="alert">
            {error}
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="promo" id="promo">
      <Field
        ref={field}
        label={t('label')}
        name="promo"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={32}
        value={promo.text}
        onChange={({ target }) => promo.setText(target.value)}
        onKeyDown={(press) => {
          // Enter means this field, not paying.
          if (press.key !== 'Enter' || press.nativeEvent.isComposing) return;
          press.preventDefault();
          void apply();
        }}
        error={error}
      />
      <Button busy={promo.isBusy} onClick={() => void apply()}>
        {t('apply')}
      </Button>
    </div>
  );
}

function useProblemText(timeZone: string): (problem: PromoProblem) => string {
  const t = useTranslations();
  const { date } = useFormats();
  return (problem) => {
    if (problem.kind === 'format') return t('promo.format');
    if (problem.kind !== 'refused') return t('promo.notApplied');
    const { code, details } = problem;
    const { quantityMin, startsAt, scope } = details;
    if (code === 'promo_not_for_these' && typeof quantityMin === 'number' && quantityMin > 1) {
      return t('promo.needsMore', { count: quantityMin });
    }
    if (code === 'promo_ended' && typeof startsAt === 'string') {
      return t('promo.startsAt', { date: date(startsAt, 'full', timeZone) });
    }
    if (code === 'promo_used_up' && scope === 'person') return t('promo.person');
    return t(`errors.${code}`);
  };
}
