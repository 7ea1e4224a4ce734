/** The choices of a reminder. What cannot work here is not offered; what is over already is not either. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { featuresQuery } from '../../api/features.ts';
import type { Event } from '../../api/queries.ts';
import { isEmail } from '../../lib/email.ts';
import { useApp, useNow } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { usePush } from '../../push/use-push.ts';
import { type Lead, leads, type Reminder } from '../../reminders/queries.ts';
import { useReminding } from '../../reminders/use-reminding.ts';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { DownloadIcon } from '../../ui/more-icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';

type Channel = Reminder['channel'] | 'file';
type ReminderFormProps = { readonly event: Event; readonly opensAtMs: number };

const leadText = { 10: 'minutes10', 60: 'minutes60', 1_440: 'minutes1440' } as const;
const MINUTE_MS = 60_000;

export function ReminderForm({ event, opensAtMs }: ReminderFormProps): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const { session } = useSession();
  const { data: features } = useQuery(featuresQuery(api));
  const push = usePush();
  const { isBusy, done, trouble, ask } = useReminding(event.id, push);
  const minutesLeft = (opensAtMs - useNow()) / MINUTE_MS;
  const possible = leads.filter((minutes) => minutes < minutesLeft);
  const [lead, setLead] = useState<Lead>();
  const [chosen, setChannel] = useState<Channel>();
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);

  const ownEmail = session?.emailVerified === true ? session.email : undefined;
  const offered = useChannels(ownEmail, features?.mail ?? false, push.state);
  // Too late for anything of ours; a calendar may still be of use.
  const channels = possible.length > 0 ? offered : offered.filter(({ id }) => id === 'file');
  const channel =
    channels.find(({ id }) => id === chosen)?.id ??
    channels.find(({ isDisabled }) => !isDisabled)?.id;
  const leadMinutes = lead !== undefined && possible.includes(lead) ? lead : possible[0];
  const needsEmail = channel === 'mail' && ownEmail === undefined;

  if (done !== undefined) return <Done reminder={done} />;

  const submit = (sent: FormEvent): void => {
    sent.preventDefault();
    if (channel === undefined || channel === 'file' || leadMinutes === undefined) return;
    const isBad = needsEmail && !isEmail(email.trim());
    setWrong(isBad);
    if (!isBad) void ask({ channel, leadMinutes, ...(needsEmail && { email: email.trim() }) });
  };

  return (
    <form className="reminder-form" onSubmit={submit} noValidate>
      <RadioGroup
        label={t('reminder.channel')}
        look="cards"
        choices={channels}
        value={channel ?? null}
        onChange={(id) => setChannel(channels.find((one) => one.id === id)?.id)}
      />
      {channel !== 'file' && (
        <RadioGroup
          label={t('reminder.lead')}
          look="segments"
          choices={leads.map((minutes) => ({
            id: `${minutes}`,
            label: t(`reminder.${leadText[minutes]}`),
            ...(!possible.includes(minutes) && {
              detail: t('reminder.tooLate'),
              isDisabled: true,
            }),
          }))}
          value={leadMinutes === undefined ? null : `${leadMinutes}`}
          onChange={(id) => setLead(leads.find((minutes) => `${minutes}` === id))}
        />
      )}
      {needsEmail && (
        <Field
          label={t('reminder.email')}
          help={t('reminder.mailHelp')}
          error={isWrong ? t('reminder.emailWrong') : undefined}
          type="email"
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
      )}
      {trouble !== undefined && (
        <Notice tone="danger" level="h2" title={troubleText(t, trouble, push.state)} />
      )}
      {channel === 'file' ? (
        <a
          className="button button-primary button-large"
          href={`/api/v1/events/${event.id}/calendar.ics?for=sale`}
          download
        >
          <DownloadIcon />
          {t('reminder.fileGet')}
        </a>
      ) : (
        <Button
          type="submit"
          look="primary"
          size="large"
          busy={isBusy}
          disabled={leadMinutes === undefined}
        >
          {t('reminder.submit')}
        </Button>
      )}
    </form>
  );
}

type ChannelChoice = {
  readonly id: Channel;
  readonly label: string;
  readonly detail: string;
  readonly isDisabled: boolean;
};

function useChannels(
  ownEmail: string | undefined,
  hasMail: boolean,
  push: ReturnType<typeof usePush>['state'],
): readonly ChannelChoice[] {
  const t = useTranslations('reminder');
  const isDenied = push === 'denied';
  const hasPush = push !== undefined && push !== 'unsupported';
  const mailHelp = ownEmail === undefined ? t('mailHelp') : t('mailKnown', { email: ownEmail });
  return [
    ...(hasMail
      ? [{ id: 'mail' as const, label: t('mail'), detail: mailHelp, isDisabled: false }]
      : []),
    ...(hasPush
      ? [
          {
            id: 'push' as const,
            label: t('push'),
            detail: t(isDenied ? 'pushDenied' : 'pushHelp'),
            isDisabled: isDenied,
          },
        ]
      : []),
    { id: 'file' as const, label: t('file'), detail: t('fileHelp'), isDisabled: false },
  ];
}

type Translate = ReturnType<typeof useTranslations<never>>;

function troubleText(
  t: Translate,
  trouble: NonNullable<ReturnType<typeof useReminding>['trouble']>,
  push: ReturnType<typeof usePush>['state'],
): string {
  if (trouble !== 'push_failed') return t(`errors.${trouble}`);
  return t(push === 'denied' ? 'reminder.pushDenied' : 'reminder.pushFailed');
}

function Done({ reminder }: { readonly reminder: Reminder }): ReactNode {
  const t = useTranslations('reminder');
  const time = t(leadText[reminder.leadMinutes]);
  const text =
    reminder.status === 'unconfirmed'
      ? t('doneUnconfirmed', { email: reminder.email ?? '' })
      : t(reminder.channel === 'push' ? 'donePush' : 'doneMail', { time });
  return (
    <div role="status">
      <Notice
        tone="positive"
        title={text}
        actions={<ButtonLink to={paths.reminders()}>{t('manage')}</ButtonLink>}
      />
    </div>
  );
}
