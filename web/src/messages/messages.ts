/**
 * The texts of the app. English defines which there are and with which arguments; another language
 * that lacks one does not compile.
 */
import type { AnyCode } from '../api/outcome.ts';
import type { Language } from '../language/language.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** The same keys, any text. */
export type MessagesLike<Value> = {
  readonly [Key in keyof Value]: Value[Key] extends string ? string : MessagesLike<Value[Key]>;
};

/** Every refusal has a text in every language. */
export type ErrorMessages = Readonly<Record<AnyCode, string>>;

export type Messages = typeof en;

export const messages = { en, ko } satisfies Record<Language, MessagesLike<Messages>>;

declare module 'use-intl' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only these can merge
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
