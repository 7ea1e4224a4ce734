/** Who comes: a name per ticket, where the event asks. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '../../ui/field.tsx';
import type { PlaceLine } from '../../purchase/place-lines.ts';

type AttendeeFieldsProps = {
  readonly lines: readonly Pick<PlaceLine, 'key' | 'name'>[];
  readonly names: readonly string[];
  readonly onName: (at: number, name: string) => void;
  /** Say what is missing. */
  readonly isShown: boolean;
};

export function AttendeeFields({ lines, names, onName, isShown }: AttendeeFieldsProps): ReactNode {
  const t = useTranslations('attendees');
  return (
    <fieldset className="checkout-card">
      <legend>{t('title')}</legend>
      <p className="checkout-hint">{t('hint')}</p>
      {lines.map(({ key, name }, at) => (
        <Field
          key={key}
          label={t('label', { number: at + 1, place: name })}
          name={`attendee-${at}`}
          autoComplete={at === 0 ? 'name' : 'off'}
          maxLength={100}
          required
          value={names[at] ?? ''}
          onChange={({ target }) => onName(at, target.value)}
          error={isShown && (names[at] ?? '').trim() === '' ? t('missing') : undefined}
        />
      ))}
    </fieldset>
  );
}
