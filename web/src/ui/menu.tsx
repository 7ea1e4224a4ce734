/** Things to do, behind one button: for what is not worth a button of its own. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { useNavigate } from 'react-router';
import { Aria } from './aria.tsx';
import './menu.css';

export type MenuEntry = {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** An address of the app, or what to do. */
  readonly to?: string;
  readonly onAction?: () => void;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
};

type MenuProps = {
  /** What the button says to those who cannot see it, if it shows an icon only. */
  readonly label?: string;
  readonly button: ReactNode;
  readonly entries: readonly MenuEntry[];
};

export function Menu({ label, button, entries }: MenuProps): ReactNode {
  const navigate = useNavigate();
  return (
    <Aria>
      <MenuTrigger>
        <AriaButton
          className="button button-secondary button-medium"
          {...(label !== undefined && { 'aria-label': label })}
        >
          {button}
        </AriaButton>
        <Popover className="overlay" placement="bottom end">
          <AriaMenu className="options">
            {entries.map(({ id, label: text, icon, to, onAction, isDanger, isDisabled }) => (
              <MenuItem
                key={id}
                id={id}
                textValue={text}
                isDisabled={isDisabled ?? false}
                className={`option menu-item${isDanger === true ? ' menu-item-danger' : ''}`}
                onAction={() => {
                  onAction?.();
                  if (to !== undefined) void navigate(to);
                }}
              >
                {icon}
                <span>{text}</span>
              </MenuItem>
            ))}
          </AriaMenu>
        </Popover>
      </MenuTrigger>
    </Aria>
  );
}
