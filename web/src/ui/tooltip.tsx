/** A word about a button that shows only an icon. It repeats the button's label; nothing is only here. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Aria } from './aria.tsx';
import './tooltip.css';

type IconButtonProps = {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
};

const DELAY_MS = 400;

export function IconButton({ label, icon, onPress, isDisabled }: IconButtonProps): ReactNode {
  return (
    <Aria>
      <TooltipTrigger delay={DELAY_MS}>
        <AriaButton
          aria-label={label}
          className="icon-button"
          onPress={onPress}
          isDisabled={isDisabled ?? false}
        >
          {icon}
        </AriaButton>
        <AriaTooltip className="tooltip" offset={6} aria-hidden="true">
          {label}
        </AriaTooltip>
      </TooltipTrigger>
    </Aria>
  );
}
