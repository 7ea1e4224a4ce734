/**
 * Short messages that come and go, and a voice for screen readers. `say` is only heard, `show` is
 * seen and heard. Nothing that has to be acted on belongs in a toast: it goes away.
 */
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';
import './toasts.css';

export type ToastTone = 'neutral' | 'positive' | 'danger';
type Toast = { readonly id: number; readonly text: string; readonly tone: ToastTone };

export type Toasts = {
  readonly show: (text: string, tone?: ToastTone) => void;
  /** For screen readers, politely: after what is being read. */
  readonly say: (text: string) => void;
};

const ToastsContext = createContext<Toasts | undefined>(undefined);
const SHOWN_MS = 6_000;
const TOASTS_MAX = 3;

export function useToasts(): Toasts {
  const value = use(ToastsContext);
  if (value === undefined) throw new Error('useToasts needs a ToastProvider');
  return value;
}

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [heard, setHeard] = useState('');
  const lastId = useRef(0);

  const say = useCallback((text: string) => {
    lastId.current++;
    // The same words again are only read when the text differs: an invisible space alternates.
    setHeard(lastId.current % 2 === 0 ? text : `${text}\u200b`);
  }, []);
  const show = useCallback(
    (text: string, tone: ToastTone = 'neutral') => {
      say(text);
      const id = lastId.current;
      setToasts((now) => [...now, { id, text, tone }].slice(-TOASTS_MAX));
      setTimeout(() => setToasts((now) => now.filter((toast) => toast.id !== id)), SHOWN_MS);
    },
    [say],
  );
  const value = useMemo(() => ({ show, say }), [show, say]);

  return (
    <ToastsContext value={value}>
      {children}
      <div className="toasts" aria-hidden="true">
        {toasts.map(({ id, text, tone }) => (
          <p key={id} className={`toast toast-${tone}`}>
            {text}
          </p>
        ))}
      </div>
      <div className="unseen" role="status" aria-live="polite">
        {heard}
      </div>
    </ToastsContext>
  );
}
