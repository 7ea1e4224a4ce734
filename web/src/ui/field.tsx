/** A field of a form: label above, help and error below, all tied together for assistive technology. */
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import './field.css';

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'> & {
  readonly label: string;
  readonly help?: string | undefined;
  /** What is wrong and how to mend it. */
  readonly error?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
};

export function Field({ label, help, error, ...rest }: FieldProps): ReactNode {
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={described === '' ? undefined : described}
      />
      {help !== undefined && (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

type CheckFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id' | 'type'> & {
  readonly label: ReactNode;
  readonly error?: string | undefined;
};

export function CheckField({ label, error, ...rest }: CheckFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <div className="field-check">
        <input
          {...rest}
          id={id}
          type="checkbox"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
        />
        <label htmlFor={id}>{label}</label>
      </div>
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
