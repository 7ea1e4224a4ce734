/** Yes or no, and several of several: a list, or chips for filters. */
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  Label,
} from 'react-aria-components/CheckboxGroup';
import { Aria, type Choice } from './aria.tsx';
import { FieldNotes, type FieldTexts } from './field-texts.tsx';
import { CheckIcon } from './more-icons.tsx';
import './checkbox.css';

type CheckboxProps = {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  /** Some of what it stands for, not all. */
  readonly isMixed?: boolean;
  readonly isInvalid?: boolean;
  readonly isDisabled?: boolean;
};

export function Checkbox(props: CheckboxProps): ReactNode {
  const { label, isChecked, onChange, isMixed, isInvalid, isDisabled } = props;
  return (
    <Aria>
      <AriaCheckbox
        className="checkbox"
        isSelected={isChecked}
        onChange={onChange}
        isIndeterminate={isMixed ?? false}
        isInvalid={isInvalid ?? false}
        isDisabled={isDisabled ?? false}
      >
        <Box />
        <span>{label}</span>
      </AriaCheckbox>
    </Aria>
  );
}

const Box = (): ReactNode => (
  <span className="checkbox-box">
    <CheckIcon />
  </span>
);

type CheckboxGroupProps = FieldTexts & {
  readonly choices: readonly Choice[];
  readonly values: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly look?: 'list' | 'chips';
};

export function CheckboxGroup(props: CheckboxGroupProps): ReactNode {
  const { label, help, error, choices, values, onChange, look = 'list' } = props;
  return (
    <Aria>
      <AriaCheckboxGroup
        className="field"
        value={[...values]}
        onChange={onChange}
        isInvalid={error !== undefined}
      >
        <Label className="field-label">{label}</Label>
        <div className={look === 'chips' ? 'chips' : 'checkboxes'}>
          {choices.map(({ id, label: text, detail, isDisabled }) => (
            <AriaCheckbox
              key={id}
              value={id}
              className={look === 'chips' ? 'chip' : 'checkbox'}
              isDisabled={isDisabled ?? false}
            >
              {look === 'chips' ? <CheckIcon /> : <Box />}
              <span>
                {text}
                {detail !== undefined && <small>{detail}</small>}
              </span>
            </AriaCheckbox>
          ))}
        </div>
        <FieldNotes help={help} error={error} />
      </AriaCheckboxGroup>
    </Aria>
  );
}
