/**
 * Passkeys in this browser. They exist on https and on this very machine only, and never for an address
 * that is a number; where they do not, nothing offers them.
 */
import { type AuthProblem, askAuth } from './auth-client.ts';

export type PasskeyProblem = 'cancelled' | 'unknown' | 'exists' | 'failed';

type Asked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: PasskeyProblem; readonly cause?: AuthProblem };

const isNumber = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host);

export const canUsePasskeys = (): boolean =>
  isSecureContext && 'PublicKeyCredential' in globalThis && !isNumber(location.hostname);

/** Whether the browser offers them while somebody fills in the field for the address. */
export async function canAutofillPasskeys(): Promise<boolean> {
  if (!canUsePasskeys()) return false;
  const { browserSupportsWebAuthnAutofill } = await import('@simplewebauthn/browser');
  return browserSupportsWebAuthnAutofill();
}

/** What the browser says when somebody closes its dialog, waits too long, or another one opens. */
const isCancelled = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');

function problemOf(error: unknown): PasskeyProblem {
  if (isCancelled(error)) return 'cancelled';
  return error instanceof Error && error.name === 'InvalidStateError' ? 'exists' : 'failed';
}

/**
 * Asks the device who this is. The answer goes to `passkey/verify-authentication`.
 * @param autofill waits, without a dialog, for somebody who picks a passkey in the field
 */
export async function askPasskey(autofill = false): Promise<Asked<object>> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const options = await askAuth('passkey/generate-authenticate-options');
  if (!options.ok) return { ok: false, problem: 'failed', cause: options.problem };
  try {
    const optionsJSON = options.body as Parameters<typeof startAuthentication>[0]['optionsJSON'];
    const value = await startAuthentication({ optionsJSON, useBrowserAutofill: autofill });
    return { ok: true, value };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Makes a passkey on the device and keeps its public half. */
export async function addPasskey(name: string): Promise<Asked<true>> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const options = await askAuth('passkey/generate-register-options');
  if (!options.ok) return { ok: false, problem: 'failed', cause: options.problem };
  try {
    const optionsJSON = options.body as Parameters<typeof startRegistration>[0]['optionsJSON'];
    const response = await startRegistration({ optionsJSON });
    const kept = await askAuth('passkey/verify-registration', { response, name });
    if (kept.ok) return { ok: true, value: true };
    return { ok: false, problem: 'failed', cause: kept.problem };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Ends the waiting of the field, e.g. when its page is left. */
export async function stopAutofill(): Promise<void> {
  const { WebAuthnAbortService } = await import('@simplewebauthn/browser');
  WebAuthnAbortService.cancelCeremony();
}
