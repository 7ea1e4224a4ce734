/** How to pay: the cards of the simulator, honestly labelled, laid out like those of a wallet. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { cardNames, cards, type CardName } from './cards.ts';

type PaymentFieldsProps = {
  readonly card: CardName;
  readonly onCard: (card: CardName) => void;
};

export function PaymentFields({ card, onCard }: PaymentFieldsProps): ReactNode {
  const t = useTranslations('checkout');
  return (
    <fieldset className="checkout-card">
      <legend>{t('payment')}</legend>
      <p className="simulated">
        <strong>{t('simulated')}</strong> {t('simulatedText')}
      </p>
      <div className="card-face" aria-hidden="true" data-card={card}>
        <span className="card-bank">Onsale Test Bank</span>
        <span className="card-chip" />
        <span className="card-number">•••• •••• •••• {cards[card].last4}</span>
        <span className="card-meta">
          <span>{t(`cards.${card}.name`)}</span>
          <span>12/34</span>
        </span>
      </div>
      <ul className="card-list">
        {cardNames.map((one) => (
          <li key={one}>
            <label className="card-choice">
              <input
                type="radio"
                name="card"
                value={one}
                checked={card === one}
                onChange={() => onCard(one)}
              />
              <span className="card-choice-text">
                <strong>{t(`cards.${one}.name`)}</strong>
                <span>{t(`cards.${one}.text`)}</span>
              </span>
              <span className="card-choice-number">•••• {cards[one].last4}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
