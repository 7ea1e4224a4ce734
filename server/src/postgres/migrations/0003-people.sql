-- phase: expand
-- People: accounts, their sign-ins, their roles in organizations, and what ends a session early.

-- The tables of better-auth, in a schema of their own because their names and spelling are its own. It
-- writes the queries; the columns are ours to keep in step (accounts.pg.test.ts asks its own checker).
create schema auth;

create table auth."user" (
  id text primary key check (length(id) between 1 and 64),
  name text not null check (length(name) between 1 and 200),
  email text not null unique check (length(email) between 3 and 320 and email = lower(email)),
  "emailVerified" boolean not null,
  image text check (length(image) <= 2000),
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);

-- One row per device that is signed in. Addresses are not recorded.
create table auth.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" on delete cascade
);
create index "session_userId_idx" on auth.session ("userId");
create index session_by_end on auth.session ("expiresAt");

-- The ways an account can sign in; `password` is a salted scrypt hash.
create table auth.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on auth.account ("userId");

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index verification_identifier_idx on auth.verification (identifier);

create table organization_members (
  organization_id bigint not null references organizations,
  account_id text not null references auth."user" on delete cascade,
  role text not null check (role in ('owner', 'manager', 'staff')),
  created_at timestamptz not null default now(),
  primary key (account_id, organization_id)
);
create index organization_members_by_organization on organization_members (organization_id);

-- A session token carries the epoch of its account at the time it was made; a token of an earlier epoch
-- is refused. No row is epoch 0. No reference to the account: what ended stays ended when it is deleted.
create table session_epochs (
  account_id text primary key check (length(account_id) between 1 and 64),
  epoch bigint not null check (epoch > 0),
  revoked_at timestamptz not null default now()
);
create index session_epochs_recent on session_epochs (revoked_at);

-- Secrets that the processes of one deployment have to agree on when none was configured.
create table deployment_secrets (
  name text primary key check (length(name) between 1 and 50),
  secret bytea not null check (length(secret) = 32),
  created_at timestamptz not null default now()
);
