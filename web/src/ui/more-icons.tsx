/** Icons that the pages load with themselves: see `icons.tsx`. */
import { drawn } from './icons.tsx';

export const GlobeIcon = /* @__PURE__ */ drawn(
  'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3.5 9.5h17M3.5 14.5h17M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
);
export const CheckIcon = /* @__PURE__ */ drawn('M5 12.5l4.5 4.5L19 7.5');
export const ChevronDownIcon = /* @__PURE__ */ drawn('M6 9.5l6 6 6-6');
export const PlusIcon = /* @__PURE__ */ drawn('M12 5v14M5 12h14');
export const MinusIcon = /* @__PURE__ */ drawn('M5 12h14');
export const CalendarIcon = /* @__PURE__ */ drawn(
  'M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v11.5a1.5 1.5 0 0 1-1.5 1.5H5a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 5 5.5zM3.5 10h17M8 3.5v4M16 3.5v4',
);
export const PlaceIcon = /* @__PURE__ */ drawn(
  'M12 21c-4.5-4.5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6.5-6.5 11zM12 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
);
export const ClockIcon = /* @__PURE__ */ drawn(
  'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V12l3 2',
);
export const InfoIcon = /* @__PURE__ */ drawn(
  'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5.5M12 7.7v.1',
);
export const WarningIcon = /* @__PURE__ */ drawn('M12 4.5L21 19.5H3zM12 10.5v4M12 17v.1');
export const CheckCircleIcon = /* @__PURE__ */ drawn(
  'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM8 12.3l2.8 2.8L16 9.5',
);
export const DownloadIcon = /* @__PURE__ */ drawn('M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14');
export const ShareIcon = /* @__PURE__ */ drawn('M12 15V4M7.5 8L12 3.5 16.5 8M5 12v7.5h14V12');
export const BellIcon = /* @__PURE__ */ drawn('M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4');
export const FilterIcon = /* @__PURE__ */ drawn('M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4');
