/** Taking a place: a press, and where it is asked for a proof of work, a code, an account. */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { useEffect, useRef, useState } from 'react';
import type { AnyCode, Outcome } from '../api/outcome.ts';
import { useApp } from '../main/app-services.ts';
import { untilDefinite } from '../purchase/until-definite.ts';
import { setSessionHint } from '../session/hint.ts';
import { useSession } from '../session/use-session.ts';
import { noteCommitment } from './notes.ts';
import { mineKey, mineQuery, type QueueStatus } from './queries.ts';

export type JoinProblem = AnyCode | 'insecure';

export type Joining = {
  readonly isBusy: boolean;
  /** Tries of a proof of work so far; undefined while there is none to be done. */
  readonly tries: number | undefined;
  readonly problem: JoinProblem | undefined;
  readonly forget: () => void;
  /** True: there is a place now. */
  readonly join: (status: QueueStatus, code: string | undefined) => Promise<boolean>;
};

type JoinOutcome = Outcome<typeof productApi.joinQueue>;

/** A proof that came too late is asked for anew so many times. */
const PROOFS_MAX = 2;

export function useJoining(eventId: number): Joining {
  const { api, clock } = useApp();
  const queries = useQueryClient();
  const { session, begin } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [tries, setTries] = useState<number>();
  const [problem, setProblem] = useState<JoinProblem>();
  const underWay = useRef<AbortController>(undefined);
  useEffect(() => () => underWay.current?.abort(), []);

  const ask = (body: { code?: string; solution?: string }): Promise<JoinOutcome> =>
    untilDefinite<typeof productApi.joinQueue>(() =>
      api.call(productApi.joinQueue, { params: { eventId }, body }),
    );

  /** Undefined: it could not be solved, and `problem` says why. */
  async function prove(signal: AbortSignal): Promise<string | undefined> {
    const { canSolve, solve } = await import('./solve.ts');
    if (!canSolve()) {
      setProblem('insecure');
      return undefined;
    }
    setTries(0);
    const asked = await untilDefinite<typeof productApi.askChallenge>(() =>
      api.call(productApi.askChallenge, { params: { eventId } }),
    );
    if (!asked.ok) {
      setProblem(asked.code);
      return undefined;
    }
    const solution = await solve(asked.value.challenge, { signal, onTries: setTries }).catch(
      () => undefined,
    );
    if (solution === undefined && !signal.aborted) setProblem('challenge_failed');
    return solution;
  }

  async function attempt(code: string | undefined, signal: AbortSignal): Promise<JoinOutcome> {
    const wish = code === undefined ? {} : { code };
    let outcome = await ask(wish);
    for (let proofs = 0; proofs < PROOFS_MAX && isProofWanted(outcome); proofs++) {
      // One proof after the other.
      // oxlint-disable-next-line no-await-in-loop
      const solution = await prove(signal);
      if (solution === undefined) return outcome;
      // oxlint-disable-next-line no-await-in-loop
      outcome = await ask({ ...wish, solution });
    }
    return outcome;
  }

  async function join(status: QueueStatus, code: string | undefined): Promise<boolean> {
    if (underWay.current !== undefined) return false;
    const abort = new AbortController();
    underWay.current = abort;
    setBusy(true);
    setProblem(undefined);
    try {
      if (session === null) await begin();
      const outcome = await attempt(code, abort.signal);
      if (outcome.ok) {
        setSessionHint(true);
        if (status.commitment !== undefined) {
          noteCommitment(eventId, status.commitment, clock.nowMs());
        }
        queries.setQueryData(mineKey(eventId), { entry: outcome.value.entry });
        // Who had a place already may be in as well.
        void queries.invalidateQueries({ queryKey: mineQuery(api, eventId).queryKey });
        return true;
      }
      if (!isProofWanted(outcome)) setProblem(outcome.code);
      return false;
    } finally {
      underWay.current = undefined;
      setBusy(false);
      setTries(undefined);
    }
  }
  return { isBusy, tries, problem, forget: () => setProblem(undefined), join };
}

const isProofWanted = (outcome: JoinOutcome): boolean =>
  !outcome.ok && (outcome.code === 'challenge_required' || outcome.code === 'challenge_failed');
