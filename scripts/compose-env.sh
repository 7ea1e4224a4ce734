#!/bin/sh
# Makes .env for compose.yaml, with fresh secrets:  sh scripts/compose-env.sh
# Not over one that is there: the database keeps the password it was made with.
set -euC
umask 077
for name in DATABASE_PASSWORD SESSION_SECRET PAYMENT_SIMULATOR_SECRET PAYMENT_WEBHOOK_SECRET; do
  printf '%s=%s\n' "$name" "$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')"
done > .env
echo 'Made .env.'
