-- phase: expand
-- What buyers get besides a sale: finding events, pictures and reminders, letters, safer accounts,
-- waiting lists, promo codes and transfers, notifications.

-- ---------- discover ----------
-- Finding events: a text to search in, the cities of venues, posters, reminders of openings.

-- Trusted since PostgreSQL 13: it takes CREATE on the database, no superuser. Where the role lacks it,
-- the check of the server says so before any migration runs.
create extension if not exists pg_trgm;

-- The code is what addresses and filters name; the text is what people read.
alter table venues
  add column city_code text check (city_code ~ '^[a-z0-9-]{1,40}$'),
  add column city jsonb,
  add constraint venues_city_whole check ((city_code is null) = (city is null));

-- What is searched of an event, written with it: one row per event that is no rehearsal. `words` are
-- all its words with Hangul taken apart into letters, `names` the beginnings of its names in the same
-- form (the server's model/search-words.ts says how; `form` is the version of that rule). Prices include
-- fees. Demand is measured by a worker and may be a minute old.
create table event_search (
  event_id bigint primary key references events,
  form smallint not null,
  words text not null check (length(words) <= 20000),
  names text not null check (length(names) <= 20000),
  city_code text,
  price_min bigint,
  price_max bigint,
  taken_lately integer not null default 0 check (taken_lately >= 0),
  has_places boolean not null default true,
  measured_at timestamptz not null default '-infinity',
  indexed_at timestamptz not null default now()
);
-- Every reader walks through what is still to be put in, so that list is kept short.
create index event_search_words on event_search using gin (words gin_trgm_ops) with (gin_pending_list_limit = 256);

-- A worker looks for sales that open soon, and home shows them in this order.
create index events_by_opening on events (sale_opens_at, id);
create index events_by_series on events (series_id, starts_at) where series_id is not null;

-- One poster per event, as it was sent: pictures are compressed already.
create table event_posters (
  event_id bigint primary key references events,
  hash bytea not null check (length(hash) = 32),
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp', 'image/avif')),
  width integer not null check (width between 1 and 10000),
  height integer not null check (height between 1 and 10000),
  bytes bytea not null check (length(bytes) between 1 and 1048576),
  updated_at timestamptz not null default now()
);
alter table event_posters alter column bytes set storage external;
create index event_posters_by_hash on event_posters (hash);

-- "Tell me before the sale opens". When it is due follows from the event's own row, so a sale that moves
-- takes its reminders along. `told_for` is the opening that was told; another one is told again.
create table reminders (
  id uuid primary key,
  event_id bigint not null references events,
  person text not null check (length(person) between 1 and 200),
  channel text not null check (channel in ('mail', 'push')),
  lead_minutes integer not null check (lead_minutes in (10, 60, 1440)),
  email text check (length(email) between 3 and 320),
  language text not null check (language in ('ko', 'en')),
  created_at timestamptz not null default now(),
  -- Null: whoever gave the address has not said yet that it is theirs.
  confirmed_at timestamptz,
  told_for timestamptz,
  told_at timestamptz,
  unique (event_id, person, channel),
  check ((channel = 'mail') = (email is not null)),
  check ((told_for is null) = (told_at is null))
);
create index reminders_by_person on reminders (person, id);
create index reminders_by_email on reminders (email, created_at) where email is not null;
create index reminders_unconfirmed on reminders (created_at) where confirmed_at is null;

-- ---------- letters ----------
-- Letters: mails that are to be sent, written in the transaction of what they tell of and sent by a worker
-- afterwards. A letter names what it is about by ids; its text is made when it is sent.

-- state: 0 WAITING, 1 SENT, 2 REFUSED (the mail server does not want it), 3 GIVEN_UP, 4 VOID (there was
-- nothing to say any more). `takes` names the lease a worker has of it: an answer of an older lease does
-- not count. next_attempt_at is when it may be taken, again while one has it. Content can hold a secret
-- link; it is emptied once nothing is to be sent any more.
create table letters (
  id bigint generated always as identity primary key,
  kind text not null check (length(kind) between 1 and 50),
  recipient text not null check (length(recipient) between 3 and 320),
  language text not null check (language in ('ko', 'en')),
  content jsonb not null check (length(content::text) <= 8000),
  key text not null unique check (length(key) between 1 and 300),
  state smallint not null default 0 check (state between 0 and 4),
  attempts smallint not null default 0 check (attempts >= 0),
  takes integer not null default 0 check (takes >= 0),
  next_attempt_at timestamptz default now(),
  problem text check (length(problem) <= 200),
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  constraint letters_waiting check ((state = 0) = (next_attempt_at is not null)),
  constraint letters_settled check ((state = 0) = (settled_at is null))
) with (fillfactor = 70);
create index letters_due on letters (next_attempt_at) where state = 0;
create index letters_by_settling on letters (settled_at) where state <> 0;

-- Its place in the outbox: from now on. Nobody is written to about an order of the past.
insert into outbox_cursors (consumer, position)
select 'letters', last_position from outbox_relay on conflict do nothing;

-- ---------- accounts ----------
-- Accounts, grown up: second factors, passkeys, what an account prefers, and what is left of one that was
-- deleted.

-- null: not chosen, the page decides. Language and zone apply wherever the account signs in.
alter table auth."user"
  add column "twoFactorEnabled" boolean default false,
  add column language text check (language in ('ko', 'en')),
  add column "timeZone" text check (length("timeZone") between 1 and 64);

-- The secret of an authenticator app and recovery codes, encrypted by the library.
create table auth."twoFactor" (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" on delete cascade,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" (secret);
create unique index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create table auth.passkey (
  id text primary key,
  name text check (length(name) <= 100),
  "publicKey" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "credentialID" text not null,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  "createdAt" timestamptz,
  aaguid text
);
create index "passkey_userId_idx" on auth.passkey ("userId");
create unique index "passkey_credentialID_idx" on auth.passkey ("credentialID");

-- Links that letters carry, each good once. Only hashes of their tokens are here. purpose: `sign_up` makes
-- the account that draft describes, `verify` and `change` confirm an address of an account, `reset` sets a
-- password. browser_hash: of a cookie of the browser that signed up; any other has to know the password.
create table account_links (
  token_hash bytea primary key check (length(token_hash) = 32),
  purpose text not null check (purpose in ('sign_up', 'verify', 'change', 'reset')),
  account_id text references auth."user" on delete cascade,
  email text not null check (length(email) between 3 and 320 and email = lower(email)),
  draft jsonb,
  browser_hash bytea check (length(browser_hash) = 32),
  tries smallint not null default 0,
  expires_at timestamptz not null,
  check ((purpose = 'sign_up') = (account_id is null)),
  check ((purpose = 'sign_up') = (draft is not null))
);
create index account_links_by_account on account_links (account_id) where account_id is not null;
create index account_links_by_end on account_links (expires_at);

-- Whoever signs in elsewhere is one account here, also when two requests link it at once.
create unique index account_by_key on auth.account ("providerId", "accountId");
-- Links and challenges that nobody came back for are tidied away by age; those of an account by account.
create index verification_by_end on auth.verification ("expiresAt");
create index verification_by_value on auth.verification (md5(value));

-- People whose account was deleted. What the law lets us forget only later is forgotten by a worker:
-- looked_at says when it last tried. Nothing here says who it was.
create table forgotten_people (
  person_id text primary key check (length(person_id) between 3 and 100),
  forgotten_at timestamptz not null default now(),
  look_at timestamptz
);
create index forgotten_people_to_look_at on forgotten_people (look_at) where look_at is not null;

-- ---------- waiting-lists ----------
-- Waiting lists after sell-out: who waits for what, what was offered to whom, and orders whose buyers
-- would give their places to the list.

-- Somebody waits and the house is sold out: what comes free is theirs first, so the engine holds and books
-- for the list alone. Set and unset under the lock of the list's row.
alter table events add column list_only boolean not null default false;

-- return_asked_at: the buyer would give all of it to the list. returned_to: the hold of somebody of the list
-- that takes its places over; from then on it cannot be withdrawn.
alter table orders
  add column return_asked_at timestamptz,
  add column returned_to uuid,
  drop constraint orders_end_reason_check,
  add constraint orders_end_reason_check check (end_reason in
    ('expired', 'cancelled_by_buyer', 'cancelled_by_organizer', 'event_cancelled', 'places_lost',
     'returned')),
  add constraint orders_returned_was_asked check (returned_to is null or return_asked_at is not null);
create index orders_to_pass_on on orders (event_id, return_asked_at, id)
  where return_asked_at is not null and state = 3;

-- One row per event that has ever had a list. Every change of the list locks it, so numbers have no gaps and
-- whoever serves it is alone. holder, held_until: which worker serves it now. due_at: when one looks again.
create table waiting_lists (
  event_id bigint primary key references events,
  organization_id bigint not null references organizations,
  enabled boolean not null default true,
  returns boolean not null default true,
  last_number bigint not null default 0 check (last_number >= 0),
  waiting integer not null default 0 check (waiting >= 0),
  holder text not null default '',
  held_until timestamptz not null default '-infinity',
  due_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  check (waiting <= last_number)
) with (fillfactor = 50);
create index waiting_lists_due on waiting_lists (due_at) where waiting > 0;

-- state: 0 WAITING, 1 OFFERED, 2 ENDED. tiers: those that will do; null: any. The order is that of number.
create table waitlist_entries (
  event_id bigint not null,
  id uuid not null,
  number bigint not null check (number > 0),
  person_id text not null check (length(person_id) between 1 and 200),
  state smallint not null default 0 check (state between 0 and 2),
  end_reason text check (end_reason in
    ('bought', 'left', 'declined', 'lapsed', 'sale_over', 'limit_reached', 'merged')),
  party smallint not null check (party between 1 and 20),
  tiers text[] check (cardinality(tiers) between 1 and 50),
  together boolean not null,
  wheelchairs smallint not null default 0 check (wheelchairs between 0 and party),
  email text check (length(email) between 3 and 254),
  language text not null check (language in ('ko', 'en')),
  joined_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (event_id, id),
  constraint waitlist_entries_number unique (event_id, number),
  constraint waitlist_entries_ended check ((state = 2) = (ended_at is not null)
                                           and (state = 2) = (end_reason is not null))
);
create index waitlist_entries_waiting on waitlist_entries (event_id, number) where state = 0;
-- The person first: signing in moves what a guest waits for to the account.
create unique index waitlist_entries_once on waitlist_entries (person_id, event_id) where state < 2;
create index waitlist_entries_by_person on waitlist_entries (person_id, id);

-- state: 0 MAKING (written before the hold is asked for), 1 HELD, 2 TAKEN (bought), 3 DECLINED, 4 LAPSED.
-- order_id: the order whose places it takes over.
create table waitlist_offers (
  event_id bigint not null,
  reservation_id uuid not null,
  entry_id uuid not null,
  order_id uuid,
  state smallint not null default 0 check (state between 0 and 4),
  made_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz,
  settled_at timestamptz,
  primary key (event_id, reservation_id),
  foreign key (event_id, entry_id) references waitlist_entries,
  check (state = 0 or ends_at is not null),
  check ((state >= 2) = (settled_at is not null))
);
create unique index waitlist_offers_open on waitlist_offers (event_id, entry_id) where state in (0, 1);
create index waitlist_offers_by_entry on waitlist_offers (event_id, entry_id);

-- ---------- transfers-and-codes ----------
-- Promo codes, names on tickets, and tickets that are given to friends.

-- Whether buyers name who comes, and whether tickets may be given away.
alter table events
  add column ask_names boolean not null default false,
  add column transfers_refused boolean not null default false;

-- kind: 0 per cent of each ticket, 1 an amount per ticket, 2 an amount per order. amount: per cent, or
-- minor units. tiers: null is every tier. used counts the orders that have a use of it (orders.promo_used):
-- it is changed with them, in their transaction, so it is never over its limit.
create table promo_codes (
  event_id bigint not null references events,
  code text not null check (code ~ '^[A-Z0-9_-]{3,32}$'),
  kind smallint not null check (kind in (0, 1, 2)),
  amount bigint not null check (amount between 1 and case when kind = 0 then 100 else 9007199254740991 end),
  tiers text[] check (cardinality(tiers) between 1 and 100),
  quantity_min smallint not null default 1 check (quantity_min between 1 and 100),
  uses_max integer check (uses_max between 1 and 100000000),
  per_person_max integer check (per_person_max between 1 and 100000),
  starts_at timestamptz,
  ends_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  used integer not null default 0,
  primary key (event_id, code),
  constraint promo_codes_used check (used >= 0 and (uses_max is null or used <= uses_max)),
  check (starts_at < ends_at)
) with (fillfactor = 70);

-- What is taken off is kept in the lines, as prices are. promo_used: it has a use of the code, which is
-- freed when the order has ended, and never taken again.
alter table orders
  add column discount_minor bigint not null default 0
    check (discount_minor between 0 and 9007199254740991),
  add column promo_code text,
  add column promo_used boolean not null default false,
  drop constraint orders_total,
  add constraint orders_total check (total_minor = subtotal_minor - discount_minor + fees_minor),
  add constraint orders_promo check (case when promo_used then promo_code is not null and state <> 5
                                          else promo_code is null or state in (4, 5) end
                                     and (discount_minor = 0 or promo_code is not null));
create index orders_with_code on orders (event_id, promo_code) where promo_used;

alter table order_lines
  add column discount_minor bigint not null default 0,
  add column attendee text check (length(attendee) between 1 and 100),
  add constraint order_lines_discount check (discount_minor between 0 and unit_minor);

-- holder: who was given the ticket; null: it is its buyer's. holder_name: who comes, as the holder says.
alter table tickets
  add column holder text check (length(holder) between 1 and 200),
  add column holder_name text check (length(holder_name) between 1 and 100),
  add constraint tickets_holder check (holder is not null or holder_name is null);
create index tickets_by_holder on tickets (holder, reservation_id desc) where holder is not null;

-- One row per offer of a ticket. state: 0 OFFERED, 1 ACCEPTED, 2 WITHDRAWN, 3 LAPSED (an OFFERED one whose
-- time is over may still say 0). token_hash: SHA-256 of what the link says. to_email is forgotten once it is
-- settled; receiver_email is where the receiver is told of what they give away in turn.
create table ticket_transfers (
  event_id bigint not null,
  id uuid not null,
  ticket_id uuid not null,
  reservation_id uuid not null,
  state smallint not null default 0 check (state between 0 and 3),
  token_hash bytea not null check (length(token_hash) = 32),
  from_name text not null check (length(from_name) between 1 and 100),
  to_email text check (length(to_email) between 3 and 254),
  language text not null check (language in ('ko', 'en')),
  offered_at timestamptz not null default now(),
  ends_at timestamptz not null,
  settled_at timestamptz,
  receiver text check (length(receiver) between 1 and 200),
  receiver_email text check (length(receiver_email) between 3 and 254),
  receiver_language text check (receiver_language in ('ko', 'en')),
  primary key (event_id, id),
  foreign key (ticket_id, event_id) references tickets on delete cascade,
  constraint ticket_transfers_settled check ((state = 0) = (settled_at is null)
                                             and (state = 0 or to_email is null)),
  constraint ticket_transfers_accepted check ((state = 1) = (receiver is not null)
    and (receiver_email is null or state = 1) and (state = 1) = (receiver_language is not null))
);
create unique index ticket_transfers_one_open on ticket_transfers (ticket_id, event_id) where state = 0;
create unique index ticket_transfers_by_token on ticket_transfers (token_hash);
create index ticket_transfers_of_ticket on ticket_transfers (ticket_id, event_id, offered_at);
create index ticket_transfers_of_reservation on ticket_transfers (reservation_id, event_id);
create index ticket_transfers_by_receiver on ticket_transfers (receiver) where receiver is not null;

-- ---------- push ----------
-- Web push: which devices of whom may be told something, and what they have still to be told.

-- One row per browser that was allowed to show notifications. The endpoint is a secret of the device and
-- its push service, so the id is its SHA-256 in base64url: it can be named in an address and in a log.
-- The keys are those of the browser; only it can read what is encrypted for them.
create table push_subscriptions (
  id text primary key check (length(id) = 43),
  buyer text not null check (length(buyer) between 1 and 200),
  endpoint text not null check (length(endpoint) between 1 and 1000),
  p256dh bytea not null check (length(p256dh) = 65),
  auth bytea not null check (length(auth) = 16),
  language text not null check (language in ('ko', 'en')),
  created_at timestamptz not null default now(),
  -- When the page said last that it still wants this.
  seen_at timestamptz not null default now(),
  last_ok_at timestamptz
);
create index push_subscriptions_by_buyer on push_subscriptions (buyer, seen_at);
create index push_subscriptions_by_age on push_subscriptions (seen_at);

-- One row per message and device. The text is made when it is sent, from ids. A row that was sent or given
-- up stays for a while, so that the same key is not told twice. state: 0 waiting, 1 sent, 2 given up.
create table push_messages (
  subscription_id text not null references push_subscriptions on delete cascade,
  key text not null check (length(key) between 1 and 200),
  kind text not null check (length(kind) between 1 and 50),
  content jsonb not null check (octet_length(content::text) <= 2000),
  state smallint not null default 0 check (state in (0, 1, 2)),
  attempts smallint not null default 0 check (attempts >= 0),
  -- While a worker sends it, this lies in the future: should the worker die, another one takes over.
  due_at timestamptz not null default now(),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (subscription_id, key)
);
create index push_messages_due on push_messages (due_at) where state = 0;
create index push_messages_by_age on push_messages (created_at);
