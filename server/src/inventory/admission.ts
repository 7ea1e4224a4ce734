/** What the inventory asks the waiting room, if there is one. */
import type { Refusal } from '../lib/result.ts';

/**
 * May this person (`g:…`, `a:…`) take places of this event now? `pass`: what the waiting room gave
 * them. Undefined: yes. Answers without a promise wherever it can: it is asked for every booking.
 */
export type AdmissionCheck = (
  personId: string,
  eventId: number,
  pass: string | undefined,
) => Verdict | Promise<Verdict>;

type Verdict = Refusal<'admission_required' | 'unavailable'> | undefined;
