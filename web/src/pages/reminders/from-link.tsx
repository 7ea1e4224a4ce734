/**
 * What a link in a mail leads to: a button, because readers of mail look at links before people do. What it
 * does is done once it is pressed.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AnyCode } from '../../api/outcome.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp, useVisitorZone } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import type { Reminder } from '../../reminders/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type FromLinkProps = { readonly does: 'confirm' | 'stop'; readonly token: string };

type Outcome =
  | { readonly kind: 'confirmed'; readonly reminder: Reminder }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly code: AnyCode };

const TOKEN_MAX = 1_000;

export function FromLink({ does, token }: FromLinkProps): ReactNode {
  const t = useTranslations('reminder');
  const { api } = useApp();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const isBad = token === '' || token.length > TOKEN_MAX;

  async function act(): Promise<void> {
    setBusy(true);
    const body = { token };
    if (does === 'confirm') {
      const { value, code } = parts(await api.call(productApi.confirmReminder, { body }));
      setOutcome(
        value === undefined
          ? { kind: 'failed', code }
          : { kind: 'confirmed', reminder: value.reminder },
      );
    } else {
      const { value, code } = parts(await api.call(productApi.stopReminder, { body }));
      setOutcome(value === undefined ? { kind: 'failed', code } : { kind: 'stopped' });
    }
    setBusy(false);
  }

  if (isBad) return <After outcome={{ kind: 'failed', code: 'link_invalid' }} />;
  const isOver = outcome !== undefined && outcome.kind !== 'failed';
  if (isOver || (outcome?.kind === 'failed' && outcome.code === 'link_invalid'))
    return <After outcome={outcome} />;
  return (
    <Notice
      level="h1"
      size="large"
      title={t(does === 'confirm' ? 'confirmTitle' : 'stopTitle')}
      actions={
        <Button look="primary" size="large" busy={isBusy} onClick={() => void act()}>
          {t(does)}
        </Button>
      }
    >
      <p>{t(does === 'confirm' ? 'confirmText' : 'stopText')}</p>
      {outcome?.kind === 'failed' && <Failed code={outcome.code} />}
    </Notice>
  );
}

/** Either of both, without asking twice. */
function parts<Value>(
  outcome:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly code: AnyCode },
): { readonly value?: Value; readonly code: AnyCode } {
  return outcome.ok ? { value: outcome.value, code: 'internal' } : { code: outcome.code };
}

function Failed({ code }: { readonly code: AnyCode }): ReactNode {
  const t = useTranslations('errors');
  return <p role="alert">{t(code)}</p>;
}

function After({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const t = useTranslations('reminder');
  const { language } = useLanguage();
  const { date } = useFormats();
  const zone = useVisitorZone();
  if (outcome.kind === 'failed') {
    return (
      <Notice
        level="h1"
        size="large"
        tone="warning"
        title={t('badLinkTitle')}
        actions={<ButtonLink to={paths.reminders()}>{t('manage')}</ButtonLink>}
      >
        <p>{t('badLinkText')}</p>
      </Notice>
    );
  }
  if (outcome.kind === 'stopped')
    return (
      <div role="status">
        <Notice level="h1" size="large" title={t('stoppedTitle')} />
      </div>
    );
  const { eventId, name, translations, remindsAt } = outcome.reminder;
  return (
    <div role="status">
      <Notice
        level="h1"
        size="large"
        tone="positive"
        title={t('confirmedTitle')}
        actions={
          <ButtonLink to={paths.event(eventId)}>
            {translated(translations, language, name)}
          </ButtonLink>
        }
      >
        <p>
          {t('confirmedText', {
            name: translated(translations, language, name),
            date: date(remindsAt, 'full', zone),
          })}
        </p>
      </Notice>
    </div>
  );
}
