/** Fixtures of the rule `state-locked`. */
import { fails, passes } from '../fixture.ts';

const backend = (s3: object) => ({ file: { terraform: { backend: { s3 } } } });

export const fixtures = [
  fails('no backend', ['terraform.backend'], {}),
  fails(
    'a local one',
    ['terraform.backend'],
    {},
    {
      file: { terraform: { backend: { local: { path: 'terraform.tfstate' } } } },
    },
  ),
  fails('no lock', ['terraform.backend'], {}, backend({ encrypt: true })),
  fails('no encryption', ['terraform.backend'], {}, backend({ use_lockfile: true })),
  fails(
    'a lock table',
    ['terraform.backend'],
    {},
    backend({ encrypt: true, use_lockfile: true, dynamodb_table: 'terraform-lock' }),
  ),
  passes('encrypted and locked', {}, backend({ encrypt: true, use_lockfile: true })),
];
