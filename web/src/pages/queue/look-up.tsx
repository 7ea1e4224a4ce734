/** For who has no place here, or somebody else's ticket: which place a number has drawn. */
import { readDrawTicket } from '@onsale/contract/read-draw-ticket.ts';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DrawRecord } from '../../queue/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

type LookUpProps = {
  readonly record: DrawRecord;
  /** By number - 1. */
  readonly positions: Uint32Array;
};

/** Undefined when it is neither a number nor a ticket of this event. */
function numberOf(text: string, eventId: number): number | undefined {
  const plain = text.trim().replaceAll(/[,.\s]/g, '');
  if (/^[1-9]\d{0,9}$/.test(plain)) return Number(plain);
  const ticket = readDrawTicket(text);
  return ticket === undefined || (ticket.eventId ?? eventId) !== eventId
    ? undefined
    : ticket.number;
}

export function LookUp({ record, positions }: LookUpProps): ReactNode {
  const t = useTranslations('verify');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<string>();
  const number = asked === undefined ? undefined : numberOf(asked, record.eventId);
  const drawn = number === undefined ? undefined : positions[number - 1];
  function look(sent: SubmitEvent<HTMLFormElement>): void {
    sent.preventDefault();
    setAsked(text);
  }
  return (
    <section className="verify-section">
      <h2>{t('lookTitle')}</h2>
      <form className="verify-look" noValidate onSubmit={look}>
        <Field
          label={t('lookLabel')}
          help={t('lookHelp', { size: record.cohortSize ?? 0 })}
          error={asked !== undefined && number === undefined ? t('lookInvalid') : undefined}
          value={text}
          autoComplete="off"
          spellCheck={false}
          maxLength={10_000}
          onChange={({ target }) => {
            setAsked(undefined);
            setText(target.value);
          }}
        />
        <Button type="submit">{t('lookButton')}</Button>
      </form>
      <p role="status" className="verify-found">
        {number !== undefined &&
          (drawn === undefined
            ? t('lookLater', { number, position: number })
            : t('lookAnswer', { number, position: drawn }))}
      </p>
    </section>
  );
}
