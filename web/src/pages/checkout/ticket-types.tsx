/** The places of the hold; with a choice of ticket type for each, where the event has several. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import type { PlaceLine, TicketType } from '../../purchase/place-lines.ts';
import { PlaceList, priceOf } from '../../purchase/price-summary.tsx';
import '../../ui/native-select.css';

type TicketTypesProps = {
  readonly lines: readonly PlaceLine[];
  readonly ticketTypes: readonly TicketType[];
  readonly types: readonly (TicketType | undefined)[];
  readonly currency: string;
  readonly isBusy: boolean;
  readonly onType: (at: number, code: string) => void;
};

export function TicketTypes(props: TicketTypesProps): ReactNode {
  const { lines, ticketTypes, types, currency, isBusy, onType } = props;
  const t = useTranslations('checkout');
  const { language } = useLanguage();
  const { money } = useFormats();
  if (ticketTypes.length < 2) return <PlaceList {...{ lines, currency }} />;
  return (
    <ul className="place-list type-list">
      {lines.map((line, at) => (
        <li key={line.key}>
          <span className="place-name">
            <strong>{line.name}</strong>
            {line.tierName !== line.name && <span>{line.tierName}</span>}
          </span>
          <select
            aria-label={t('ticketType', { place: line.name, number: at + 1 })}
            value={types[at]?.code ?? ''}
            disabled={isBusy}
            onChange={({ target }) => onType(at, target.value)}
          >
            {ticketTypes.map(({ code, name }) => (
              <option key={code} value={code}>
                {translated(name, language, code)}
              </option>
            ))}
          </select>
          <span className="place-price">{money(priceOf(line), currency)}</span>
        </li>
      ))}
    </ul>
  );
}
