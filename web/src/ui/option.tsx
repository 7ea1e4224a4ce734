/** One line of a list to choose from: what it is, a quieter line, a mark when it is chosen. */
import type { ReactNode } from 'react';
import { ListBoxItem } from 'react-aria-components/ListBox';
import { Text } from 'react-aria-components/Text';
import type { Choice } from './aria.tsx';
import { CheckIcon } from './more-icons.tsx';

export function Option({ id, label, detail, isDisabled = false }: Choice): ReactNode {
  return (
    <ListBoxItem id={id} textValue={label} isDisabled={isDisabled} className="option">
      <Text slot="label">{label}</Text>
      {detail !== undefined && (
        <Text slot="description" className="option-detail">
          {detail}
        </Text>
      )}
      <CheckIcon className="icon option-mark" />
    </ListBoxItem>
  );
}
