/** What can be pressed: a button, and a link that looks like one. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link, type LinkProps } from 'react-router';
import './button.css';

export type ButtonLook = {
  /** `primary` once per view, for what most people came to do. */
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'large' | 'small';
  readonly wide?: boolean;
};

const classOf = ({ look = 'secondary', size = 'medium', wide = false }: ButtonLook): string =>
  `button button-${look} button-${size}${wide ? ' button-wide' : ''}`;

type ButtonProps = ButtonLook &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    /** Shows that the press is being worked on; further presses do nothing. */
    readonly busy?: boolean;
    readonly ref?: Ref<HTMLButtonElement>;
  };

export function Button(props: ButtonProps): ReactNode {
  const { look, size, wide, busy = false, children, onClick, type = 'button', ...rest } = props;
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ ...(look && { look }), ...(size && { size }), ...(wide && { wide }) })}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      aria-busy={busy || undefined}
      onClick={(press) => {
        if (busy) press.preventDefault();
        else onClick?.(press);
      }}
    >
      {busy && <span className="button-spinner" />}
      {children}
    </button>
  );
}

export function ButtonLink(props: ButtonLook & Omit<LinkProps, 'className'>): ReactNode {
  const { look, size, wide, ...rest } = props;
  const shown = { ...(look && { look }), ...(size && { size }), ...(wide && { wide }) };
  return <Link {...rest} className={classOf(shown)} />;
}
