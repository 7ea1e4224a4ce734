/** Light, dark, or as the device has it. Native radio buttons: arrows and screen readers know them. */
import { type ReactNode, useId, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { chooseTheme, readTheme, themeChoices, watchTheme } from '../theme/theme-choice.ts';
import { DeviceIcon, MoonIcon, SunIcon } from '../ui/icons.tsx';
import './theme-switch.css';

const icons = { system: DeviceIcon, light: SunIcon, dark: MoonIcon } as const;

export function ThemeSwitch(): ReactNode {
  const t = useTranslations('site.theme');
  const name = useId();
  const chosen = useSyncExternalStore(watchTheme, readTheme, () => 'system' as const);
  return (
    <fieldset className="theme-switch">
      <legend className="unseen">{t('title')}</legend>
      {themeChoices.map((choice) => {
        const Icon = icons[choice];
        return (
          <label key={choice} className="theme-choice">
            <input
              type="radio"
              name={name}
              checked={choice === chosen}
              onChange={() => chooseTheme(choice)}
            />
            <Icon />
            <span>{t(choice)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
