/** A small number: two buttons and a field between them that can be typed into. */
import type { ReactNode } from 'react';
import { Button, Group, Input, Label, NumberField } from 'react-aria-components/NumberField';
import { Aria } from './aria.tsx';
import { FieldNotes, type FieldTexts } from './field-texts.tsx';
import { MinusIcon, PlusIcon } from './more-icons.tsx';
import './stepper.css';

type StepperProps = FieldTexts & {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly least?: number;
  readonly most: number;
  readonly isDisabled?: boolean;
};

export function Stepper(props: StepperProps): ReactNode {
  const { label, help, error, value, onChange, least = 0, most, isDisabled = false } = props;
  return (
    <Aria>
      <NumberField
        className="field stepper"
        value={value}
        onChange={(next) => onChange(Number.isFinite(next) ? next : least)}
        minValue={least}
        maxValue={most}
        isDisabled={isDisabled}
        isInvalid={error !== undefined}
      >
        <Label className="field-label">{label}</Label>
        <Group className="stepper-box">
          <Button slot="decrement" className="stepper-button">
            <MinusIcon />
          </Button>
          <Input className="stepper-input" />
          <Button slot="increment" className="stepper-button">
            <PlusIcon />
          </Button>
        </Group>
        <FieldNotes help={help} error={error} />
      </NumberField>
    </Aria>
  );
}
