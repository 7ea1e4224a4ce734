/**
 * Takes the place of the library's formatter of texts in what is built (`build/compiled-texts.ts`): the
 * same, with whole numbers written as `formatNumber` does, without making a formatter of numbers.
 */
import { formatNumber } from '@onsale/contract/formats.ts';
import format from 'use-intl/format-message/format-only';
import { isLanguage } from '../language/language.ts';

type Args = Parameters<typeof format>;
type Formatters = Args[3]['formatters'];

const light = new WeakMap<Formatters, Formatters>();

function lightOf(formatters: Formatters): Formatters {
  const known = light.get(formatters);
  if (known !== undefined) return known;
  const made: Formatters = {
    ...formatters,
    getNumberFormat(language, options) {
      const isPlain = options === undefined && typeof language === 'string' && isLanguage(language);
      const plain = { format: (value: number) => formatNumber(language as 'ko' | 'en', value) };
      return isPlain ? (plain as Intl.NumberFormat) : formatters.getNumberFormat(language, options);
    },
  };
  light.set(formatters, made);
  return made;
}

export default function formatMessage(...args: Args): ReturnType<typeof format> {
  const [key, message, values, options] = args;
  return format(key, message, values, { ...options, formatters: lightOf(options.formatters) });
}
formatMessage.raw = format.raw;
