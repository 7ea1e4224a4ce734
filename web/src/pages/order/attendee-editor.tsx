/** Saying anew who comes, until the event starts. What friends were given is theirs to name. */
import { productApi } from '@onsale/contract/product-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AnyCode } from '../../api/outcome.ts';
import type { Event } from '../../api/queries.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp, useNow } from '../../main/app-services.ts';
import { type Order, orderKey } from '../../purchase/queries.ts';
import { untilDefinite } from '../../purchase/until-definite.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';

type AttendeeEditorProps = { readonly order: Order; readonly event: Event };

export function AttendeeEditor({ order, event }: AttendeeEditorProps): ReactNode {
  const t = useTranslations('attendees');
  const [isOpen, setOpen] = useState(false);
  const nowMs = useNow();
  if (event.askNames !== true || nowMs >= Date.parse(event.startsAt)) return null;
  return isOpen ? (
    <Editor order={order} onClose={() => setOpen(false)} />
  ) : (
    <div className="order-actions">
      <Button onClick={() => setOpen(true)}>{t('edit')}</Button>
    </div>
  );
}

type EditorProps = { readonly order: Order; readonly onClose: () => void };

function Editor({ order, onClose }: EditorProps): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const queries = useQueryClient();
  const { language } = useLanguage();
  const { show } = useToasts();
  const form = useRef<HTMLFormElement>(null);
  const [names, setNames] = useState(() => order.lines.map(({ attendee = '' }) => attendee));
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AnyCode>();

  async function save(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setShown(true);
    if (names.some((name) => name.trim() === '')) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    const params = { eventId: order.eventId, orderId: order.id };
    const body = { attendees: names.map((name) => name.trim()) };
    const outcome = await untilDefinite<typeof productApi.nameAttendees>(() =>
      api.call(productApi.nameAttendees, { params, body }),
    );
    setBusy(false);
    if (!outcome.ok) {
      setProblem(outcome.code);
      return;
    }
    queries.setQueryData(orderKey(order.eventId, order.id), outcome.value.order);
    await queries.invalidateQueries({ queryKey: ['tickets'] });
    void queries.invalidateQueries({ queryKey: ['ticket'] });
    show(t('attendees.saved'), 'positive');
    onClose();
  }
  return (
    <form
      className="order-card"
      ref={form}
      noValidate
      aria-label={t('attendees.edit')}
      onSubmit={(sent) => void save(sent)}
    >
      {order.lines.map((line, at) => (
        <Field
          key={line.line}
          label={t('attendees.label', { number: at + 1, place: translated(line.label, language) })}
          name={`attendee-${at}`}
          autoComplete="off"
          maxLength={100}
          required
          value={names[at] ?? ''}
          onChange={({ target }) =>
            setNames(names.map((name, index) => (index === at ? target.value : name)))
          }
          error={isShown && (names[at] ?? '').trim() === '' ? t('attendees.missing') : undefined}
        />
      ))}
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {t(`errors.${problem}`)}
        </p>
      )}
      <div className="order-actions">
        <Button type="submit" look="primary" busy={isBusy}>
          {t('attendees.save')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t('attendees.cancel')}
        </Button>
      </div>
    </form>
  );
}
