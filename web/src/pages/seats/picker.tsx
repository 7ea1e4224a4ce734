/** Choosing places of an event: the party, the map or the list, the cart, and holding what is in it. */
import { type ReactNode, useEffect, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { paths } from '../../paths.ts';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { countOf, placeLines, placesMaxOf, type Places } from '../../purchase/place-lines.ts';
import { isNumbers, isRecord, useStored } from '../../purchase/stored.ts';
import { useHolds } from '../../purchase/hold-bar.tsx';
import { useHolding } from '../../purchase/use-holding.ts';
import { AdmissionClock } from '../../queue/admission-clock.tsx';
import type { MapPlan } from '../../seat-map/model/map-plan.ts';
import type { AreaChoice } from '../../seat-map/seat-map.tsx';
import { useSession } from '../../session/use-session.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { BestAvailable } from './best-available.tsx';
import { Cart } from './cart.tsx';
import { ChoiceArea } from './choice-area.tsx';
import { HoldAnswer } from './hold-answer.tsx';
import { OfferDialog, useOffer } from './offer-dialog.tsx';
import { OwnHold } from './own-hold.tsx';
import { PartySize } from './party-size.tsx';
import { SeatsHead } from './seats-head.tsx';

const PARTY_DEFAULT = 2;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const isAreaChoice = (value: unknown): value is AreaChoice =>
  isRecord(value) && isCount(value['pool']) && isCount(value['quantity']);

type PickerProps = { readonly event: Event; readonly map: MapPlan | undefined };

export function Picker({ event, map }: PickerProps): ReactNode {
  const plan = map?.plan;
  const t = useTranslations();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const { say } = useToasts();
  const { name } = useEventText(event);
  const max = placesMaxOf(event);
  const eventId = event.id;
  const [party, setParty] = useStored('party', Math.min(PARTY_DEFAULT, max), isCount);
  const [selected, setSelected] = useStored(`seats:${eventId}`, [], isNumbers);
  const [kept, keepArea] = useStored<AreaChoice | null>(
    `places:${eventId}`,
    null,
    (value): value is AreaChoice | null => value === null || isAreaChoice(value),
  );
  const area = kept ?? undefined;
  const [show, setShow] = useState<readonly number[]>();
  const holding = useHolding(eventId);
  const offer = useOffer(eventId);
  const own = useHolds().find((one) => one.eventId === eventId);
  const { session, begin } = useSession();
  // Before it is needed: in the moment of holding, another round trip may cost the seat.
  useEffect(() => {
    if (session === null) void begin();
  }, [session, begin]);
  const size = Math.max(1, Math.min(party, max));

  function chooseSeats(seats: readonly number[]): void {
    holding.forget();
    setSelected(seats);
  }
  function choosePlaces(next: AreaChoice | undefined): void {
    holding.forget();
    keepArea(next ?? null);
  }
  function choosePicked(seats: readonly number[]): void {
    choosePlaces(undefined);
    chooseSeats(seats);
    setShow([...seats]);
  }

  const chosen: Places | undefined =
    selected.length > 0 ? { seats: selected } : area === undefined ? undefined : area;
  const lines = chosen === undefined ? [] : placeLines({ event, plan, language }, chosen);

  async function hold(wanted: Places): Promise<void> {
    const held = await holding.hold(wanted);
    if (held === undefined) return;
    setSelected([]);
    choosePlaces(undefined);
    if (held.offer !== undefined) {
      offer.make(held.offer);
      return;
    }
    say(t('seats.heldSaid', { count: countOf(wanted) }));
    await navigate(paths.checkout(eventId, held.reservation.id));
  }

  // What was chosen is kept for the way back.
  if (holding.refusal?.refused.code === 'admission_required') {
    return <Navigate replace to={paths.queue(eventId)} />;
  }
  return (
    <div className="seats">
      <meta name="description" content={`${name}: ${t('seats.title')}`} />
      <OfflineBanner waiting={holding.waiting} />
      <SeatsHead event={event} clock={own === undefined && <AdmissionClock eventId={eventId} />}>
        {/* Where places are only counted, the counters ask. */}
        {plan !== undefined && (
          <PartySize size={size} max={max} isBusy={holding.isBusy} onSize={setParty} />
        )}
        {plan !== undefined && plan.seatCount > 0 && own === undefined && (
          <BestAvailable
            event={event}
            party={size}
            isBusy={holding.isBusy}
            onSeats={(seats) => {
              choosePicked(seats);
              const found = placeLines({ event, plan, language }, { seats });
              say(t('seats.bestSaid', { places: found.map((line) => line.name).join(', ') }));
            }}
          />
        )}
      </SeatsHead>
      <ChoiceArea
        {...{ event, map, show, places: area, selected }}
        partySize={size}
        placesMax={max}
        own={own}
        isBusy={holding.isBusy || own !== undefined}
        isHolding={holding.isBusy}
        onSelect={chooseSeats}
        onPlaces={choosePlaces}
      />
      <aside className="seats-side" aria-label={t('seats.cart')}>
        {own !== undefined && offer.offer === undefined ? (
          <OwnHold {...{ event, plan, own }} onReleased={choosePicked} />
        ) : (
          <>
            {holding.refusal !== undefined && (
              <HoldAnswer
                {...{ event, plan }}
                refusal={holding.refusal}
                isBusy={holding.isBusy}
                onTake={(seats) => {
                  choosePicked(seats);
                  void hold({ seats });
                }}
                onDismiss={holding.forget}
              />
            )}
            <Cart
              lines={lines}
              currency={event.currency}
              waiting={holding.waiting}
              isBusy={holding.isBusy}
              onRemove={(line) =>
                line.seat === undefined
                  ? choosePlaces(
                      area && area.quantity > 1
                        ? { ...area, quantity: area.quantity - 1 }
                        : undefined,
                    )
                  : chooseSeats(selected.filter((seat) => seat !== line.seat))
              }
              onHold={() => {
                if (chosen !== undefined) void hold(chosen);
              }}
            />
          </>
        )}
      </aside>
      {offer.offer !== undefined && (
        <OfferDialog {...{ event, plan }} offer={offer.offer} onEnd={offer.end} />
      )}
    </div>
  );
}
