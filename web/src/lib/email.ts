/** Whether a text looks like an e-mail address, by the pattern that the server has. */
import { emailPattern } from '@onsale/contract/account.ts';

const pattern = new RegExp(emailPattern, 'u');

export const isEmail = (text: string): boolean => pattern.test(text);
