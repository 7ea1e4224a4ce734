/** All stacks of all topologies and environments, with the settings of the example. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environments, topologies } from '../../config/names.ts';
import { readSettings } from '../../config/settings.ts';
import { synthesise, type SynthesisedStack } from '../../topologies/synthesise.ts';

const example = join(import.meta.dirname, '..', '..', '..', 'settings.example.json');

/** Including each account's own stack, which comes first. What is written is removed again. */
export function synthesiseEverything(): readonly SynthesisedStack[] {
  const scratch = mkdtempSync(join(tmpdir(), 'onsale-diagrams-'));
  try {
    return synthesise(
      environments.flatMap((environment) => {
        const settings = readSettings(example, environment);
        return (['account', ...topologies] as const).map((topology) => ({
          settings,
          topology,
          environment,
        }));
      }),
      scratch,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
