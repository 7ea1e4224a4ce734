/**
 * A field with suggestions. Who holds the text decides what is suggested: from the server, or by
 * filtering; nothing is filtered here.
 */
import type { ReactNode } from 'react';
import { ComboBox as AriaComboBox, Input, Label } from 'react-aria-components/ComboBox';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Aria, type Choice } from './aria.tsx';
import { FieldNotes, type FieldTexts } from './field-texts.tsx';
import { Option } from './option.tsx';

type ComboBoxProps = FieldTexts & {
  readonly choices: readonly Choice[];
  readonly text: string;
  readonly onText: (text: string) => void;
  /** One of the suggestions was taken; its label has become the text. */
  readonly onChoose: (id: string) => void;
  /** Shown instead of suggestions when there are none; the list stays closed without it. */
  readonly emptyText?: string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
};

export function ComboBox(props: ComboBoxProps): ReactNode {
  const { label, help, error, choices, text, onText, onChoose, emptyText } = props;
  return (
    <Aria>
      <AriaComboBox
        className="field"
        items={choices}
        onChange={(id) => {
          if (id !== null) onChoose(String(id));
        }}
        inputValue={text}
        onInputChange={onText}
        allowsCustomValue
        allowsEmptyCollection={emptyText !== undefined}
        isDisabled={props.isDisabled ?? false}
        isInvalid={error !== undefined}
      >
        <Label className="field-label">{label}</Label>
        <Input className="field-box" placeholder={props.placeholder ?? ''} />
        <FieldNotes help={help} error={error} />
        <Popover className="overlay">
          <ListBox<Choice>
            className="options"
            renderEmptyState={() => <p className="options-empty">{emptyText}</p>}
          >
            {(choice) => <Option {...choice} />}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </Aria>
  );
}
