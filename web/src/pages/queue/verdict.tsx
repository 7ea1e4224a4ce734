/** What came of recomputing the draw: one word for all of it, then every check in a sentence. */
import type { DrawCheck, DrawCheckName } from '@onsale/contract/verify-draw-checks.ts';
import type { DrawVerdict } from '@onsale/contract/verify-draw.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { DrawRecord, QueueEntry } from '../../queue/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';

type VerdictProps = {
  readonly record: DrawRecord;
  readonly entry: QueueEntry | undefined;
  /** Undefined while it is being computed. */
  readonly verdict: DrawVerdict | undefined;
};

export function Verdict({ record, entry, verdict }: VerdictProps): ReactNode {
  const t = useTranslations('verify');
  if (verdict === undefined) {
    return (
      <p role="status" className="verify-computing">
        {t('computing')}
      </p>
    );
  }
  const isLater = entry !== undefined && entry.number > (record.cohortSize ?? Infinity);
  return (
    <section className="verify-section" aria-label={t('checksTitle')}>
      <div role="status">
        <Summary verdict={verdict} number={entry?.number} />
      </div>
      {verdict.checks.length > 0 && (
        <ul className="verify-checks">
          {verdict.checks.map((check) => (
            <li key={check.name}>
              <Badge tone={tones[check.outcome]}>{t(`outcome.${check.outcome}`)}</Badge>
              <span>
                {check.name === 'entry' && isLater && check.outcome === 'passed'
                  ? t('check.entryLater')
                  : t(textOf(check))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const tones = { passed: 'positive', failed: 'danger', remark: 'warning' } as const;

function Summary(props: {
  readonly verdict: DrawVerdict;
  readonly number: number | undefined;
}): ReactNode {
  const t = useTranslations('verify');
  const { isValid, isDrawn, position } = props.verdict;
  if (!isValid) {
    return (
      <Notice tone="danger" title={t('badTitle')}>
        <p>{t('badText')}</p>
      </Notice>
    );
  }
  if (!isDrawn) {
    return (
      <Notice title={t('notYetTitle')}>
        <p>{t('notYetText')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="positive" title={t('goodTitle')}>
      <p>{t('goodText')}</p>
      {props.number !== undefined && position !== undefined && (
        <p>{t('goodMine', { position, number: props.number })}</p>
      )}
    </Notice>
  );
}

/** Which of them has a sentence of its own for a remark. */
const remarked: ReadonlySet<DrawCheckName> = new Set(['chain', 'round', 'basis', 'order']);

function textOf({ name, outcome }: DrawCheck) {
  if (outcome === 'remark' && remarked.has(name)) {
    return `check.${name as 'chain' | 'round' | 'basis' | 'order'}.remark` as const;
  }
  return `check.${name}.${outcome === 'failed' ? 'failed' : 'passed'}` as const;
}
