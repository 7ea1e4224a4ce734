/** What is put into a page cannot end the element it is in. */
import { expect, it } from 'vitest';
import { inScript } from './handover.ts';

it('is JSON that holds no tag and no comment', () => {
  const value = { name: '</script><script>alert(1)</script><!--', line: '\u2028\u2029' };
  const text = inScript(value);
  expect(text).not.toMatch(/<|\u2028|\u2029/);
  expect(JSON.parse(text)).toEqual(value);
});
