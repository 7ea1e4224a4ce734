/** One of a few known things, in a list that opens. For up to five, `RadioGroup` shows them at once. */
import type { ReactNode } from 'react';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Button, Label, Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Aria, type Choice } from './aria.tsx';
import { FieldNotes, type FieldTexts } from './field-texts.tsx';
import { ChevronDownIcon } from './more-icons.tsx';
import { Option } from './option.tsx';
import './select.css';

type SelectProps = FieldTexts & {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** For forms: the value is sent under this name. */
  readonly name?: string;
};

export function Select(props: SelectProps): ReactNode {
  const { label, help, error, choices, value, onChange, isDisabled = false } = props;
  return (
    <Aria>
      <AriaSelect
        className="field"
        value={value}
        onChange={(id) => {
          if (id !== null) onChange(String(id));
        }}
        isDisabled={isDisabled}
        isInvalid={error !== undefined}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        {...(props.name !== undefined && { name: props.name })}
      >
        <Label className="field-label">{label}</Label>
        <Button className="field-box select-button">
          <SelectValue className="select-value" />
          <ChevronDownIcon />
        </Button>
        <FieldNotes help={help} error={error} />
        <Popover className="overlay">
          <ListBox className="options">
            {choices.map((choice) => (
              <Option key={choice.id} {...choice} />
            ))}
          </ListBox>
        </Popover>
      </AriaSelect>
    </Aria>
  );
}
