/** One of a few things, all shown: a list, cards, or segments beside each other. */
import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { Aria, type Choice } from './aria.tsx';
import { FieldNotes, type FieldTexts } from './field-texts.tsx';
import './radio-group.css';

type RadioGroupProps = FieldTexts & {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly look?: 'list' | 'cards' | 'segments';
  readonly isDisabled?: boolean;
};

export function RadioGroup(props: RadioGroupProps): ReactNode {
  const { label, help, error, choices, value, onChange, look = 'list' } = props;
  return (
    <Aria>
      <AriaRadioGroup
        className="field"
        value={value}
        onChange={onChange}
        isInvalid={error !== undefined}
        isDisabled={props.isDisabled ?? false}
        orientation={look === 'segments' ? 'horizontal' : 'vertical'}
      >
        <Label className="field-label">{label}</Label>
        <div className={`radios radios-${look}`}>
          {choices.map(({ id, label: text, detail, isDisabled }) => (
            <Radio key={id} value={id} className="radio" isDisabled={isDisabled ?? false}>
              <span className="radio-mark" />
              <span>
                {text}
                {detail !== undefined && <small>{detail}</small>}
              </span>
            </Radio>
          ))}
        </div>
        <FieldNotes help={help} error={error} />
      </AriaRadioGroup>
    </Aria>
  );
}
