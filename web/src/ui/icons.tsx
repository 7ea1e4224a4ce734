/**
 * Icons: lines on a grid of 24, in the colour of the text, as large as their `className` or 1.25rem.
 * They are ornaments; what they mean is said in words beside them or in the label of what holds them. Here are
 * those of the frame, which come with every page; `more-icons.tsx` has the rest.
 */
import type { ReactNode } from 'react';

export type IconProps = { readonly className?: string };

export const drawn =
  (path: string) =>
  ({ className = 'icon' }: IconProps): ReactNode => (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true">
      <path d={path} />
    </svg>
  );

export const TicketIcon = /* @__PURE__ */ drawn(
  'M3 8.5V7a1.5 1.5 0 0 1 1.5-1.5h15A1.5 1.5 0 0 1 21 7v1.5a3.5 3.5 0 0 0 0 7V17a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17v-1.5a3.5 3.5 0 0 0 0-7zM14.5 6v12',
);
export const PersonIcon = /* @__PURE__ */ drawn(
  'M12 4.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
);
export const SearchIcon = /* @__PURE__ */ drawn(
  'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20.5 20.5',
);
export const SunIcon = /* @__PURE__ */ drawn(
  'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
);
export const MoonIcon = /* @__PURE__ */ drawn(
  'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
);
export const DeviceIcon = /* @__PURE__ */ drawn(
  'M4.5 5h15A1.5 1.5 0 0 1 21 6.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 15.5v-9A1.5 1.5 0 0 1 4.5 5zM8.5 20.5h7M12 17v3.5',
);
export const ChevronLeftIcon = /* @__PURE__ */ drawn('M14.5 6l-6 6 6 6');
export const ChevronRightIcon = /* @__PURE__ */ drawn('M9.5 6l6 6-6 6');
export const CloseIcon = /* @__PURE__ */ drawn('M6 6l12 12M18 6L6 18');
