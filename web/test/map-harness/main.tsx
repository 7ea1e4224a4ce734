/**
 * The seat map on a page of its own, without a server: for measuring it and for looking at it.
 * `?plan=URL` loads a plan, `sold` is the share that is taken, `party`, `lang`, `live` (changes/second).
 */
// The order of the layers comes before everything that uses them.
import '../../src/ui/layers.css';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import { applyMessage, emptyTopicState, type TopicState } from '@onsale/contract/realtime-state.ts';
import { eventTopic, type DeltaMessage } from '@onsale/contract/realtime.ts';
import { encodeSeatStates, packSeatStates } from '@onsale/contract/seat-state.ts';
import { tierCodes } from '@onsale/contract/seating-plan-seats.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { isLanguage } from '../../src/language/language.ts';
import { LanguageProvider } from '../../src/language/language-provider.tsx';
import { allTexts } from '../../src/messages/all-texts.ts';
import { fixedTexts } from '../../src/messages/text-store.ts';
import type { MapPlan } from '../../src/seat-map/model/map-plan.ts';
import { prepareMapPlan } from '../../src/seat-map/prepare-map-plan.ts';
import { SeatMap, type AreaChoice, type MapTier } from '../../src/seat-map/seat-map.tsx';
import './harness.css';
import { bowl } from './bowl.ts';

const query = new URLSearchParams(location.search);
const number = (name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
const topic = eventTopic(1);

/** The same every time: a small linear congruential generator (Numerical Recipes). */
let seed = 42;
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

function firstState(plan: SeatingPlan): TopicState {
  const sold = number('sold', 0.5);
  // Sold in clumps, as houses are: whole stretches of rows, dearer places first.
  const states = new Uint8Array(plan.seatCount);
  let run = 0;
  let state = 0;
  for (let seat = 0; seat < states.length; seat++) {
    if (run === 0) {
      run = 1 + Math.floor(random() * 6);
      const dear = 1.5 - seat / states.length;
      state = random() < sold * dear ? (random() < 0.12 ? 1 : 2) : random() < 0.02 ? 3 : 0;
    }
    run -= 1;
    states[seat] = state;
  }
  const pools = plan.levels.flatMap(({ areas }) =>
    areas.map(({ pool, capacity }): [number, number, number, number, number] => [
      pool,
      capacity,
      40,
      Math.floor(capacity * sold),
      0,
    ]),
  );
  const seats = encodeSeatStates(packSeatStates(states));
  const snapshot = {
    v: 1,
    t: 'snapshot',
    topic,
    seq: 1,
    seatCount: plan.seatCount,
    seats,
    pools,
  } as const;
  return applyMessage(emptyTopicState(topic), snapshot);
}

const prices = [198_000, 176_000, 154_000, 132_000, 99_000, 77_000, 55_000];

function Harness({ map }: { readonly map: MapPlan }) {
  const { plan } = map;
  const [state, setState] = useState(() => firstState(plan));
  const [selected, setSelected] = useState<readonly number[]>([]);
  const [places, setPlaces] = useState<AreaChoice>();
  const [tiers] = useState(() =>
    tierCodes(plan).map((code, index): MapTier => {
      const name = query.get('lang') === 'en' ? code : `${code}석`;
      return { code, name, priceMinor: prices[index] ?? 44_000, currency: 'KRW' };
    }),
  );
  useEffect(() => {
    const perSecond = number('live', 0);
    if (perSecond === 0) return undefined;
    const timer = setInterval(() => {
      setState((before) => {
        const count = Math.ceil(perSecond / 5);
        const seats = Array.from({ length: count }, (): [number, number, number] => [
          Math.floor(random() * before.seatCount),
          Math.floor(random() * 3),
          1,
        ]);
        const { seq } = before;
        const next = { from: seq, seq: seq + 1, seats, pools: [] };
        const delta: DeltaMessage = { v: 1, t: 'delta', topic, ...next };
        return applyMessage(before, delta);
      });
    }, 200);
    return () => clearInterval(timer);
  }, []);
  return (
    <SeatMap
      map={map}
      state={state}
      status={query.has('live') ? 'live' : 'polling'}
      tiers={tiers}
      partySize={number('party', 2)}
      placesMax={8}
      selected={selected}
      onSelect={(next) => setSelected(next)}
      places={places}
      onPlaces={setPlaces}
    />
  );
}

const planUrl = query.get('plan');
const plan: SeatingPlan =
  planUrl === null ? bowl() : ((await (await fetch(planUrl)).json()) as SeatingPlan);
const map = await prepareMapPlan(plan);
const asked = query.get('lang');
const language = isLanguage(asked) ? asked : 'ko';
const root = document.querySelector('#root');
if (root === null) throw new Error('no root');
document.documentElement.dataset['seats'] = String(plan.seatCount);
createRoot(root).render(
  <StrictMode>
    <LanguageProvider texts={fixedTexts({ language, texts: allTexts[language] })}>
      <Harness map={map} />
    </LanguageProvider>
  </StrictMode>,
);
