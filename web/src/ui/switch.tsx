/** On or off, at once. What only counts when a form is sent is a `Checkbox`. */
import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import { Aria } from './aria.tsx';
import './switch.css';

type SwitchProps = {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
};

export function Switch({
  label,
  help,
  isOn,
  onChange,
  isDisabled = false,
}: SwitchProps): ReactNode {
  return (
    <Aria>
      <AriaSwitch className="switch" isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
        <span className="switch-text">
          {label}
          {help !== undefined && <small>{help}</small>}
        </span>
        <span className="switch-track" />
      </AriaSwitch>
    </Aria>
  );
}
