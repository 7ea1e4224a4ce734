/** The lines around a field of react-aria: help below it, or what is wrong. */
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Text } from 'react-aria-components/Text';
import './field.css';

export type FieldTexts = {
  readonly label: string;
  readonly help?: string | undefined;
  /** What is wrong and how to mend it. */
  readonly error?: string | undefined;
};

export function FieldNotes({ help, error }: Omit<FieldTexts, 'label'>): ReactNode {
  return (
    <>
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </>
  );
}
