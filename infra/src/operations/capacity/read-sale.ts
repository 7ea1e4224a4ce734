/** The files that `plan-capacity` is given: the sale, past sales, and what a process bears. */
import { readFile } from 'node:fs/promises';
import {
  type Curve,
  type Measure,
  measures,
  type PastSale,
  type SaleTraits,
} from '../../forecast/model/sale.ts';
import { type PlannedRole, plannedRoles } from '../../forecast/plan/role-capacity.ts';
import { ConfigError } from '../../lib/problem.ts';
import { Reader } from './reader.ts';

export type SaleFile = SaleTraits & {
  readonly id: string;
  readonly opensAtMs: number;
  readonly registrations: number;
  readonly arrivals: Curve;
};

export type Bearing = {
  readonly perProcess: number;
  readonly bootSeconds: number;
  readonly step: number;
};
export type CapacityFile = Readonly<Partial<Record<PlannedRole, Bearing>>>;

/** Names of scheduled actions and folders are made of it. */
const idShape = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
/** What one writes by hand or exports is far below. */
const pastSalesMax = 5_000;

export const readSale = async (file: string): Promise<SaleFile> => saleOf(await open(file));

function saleOf(reader: Reader): SaleFile {
  const opensAt = reader.at('opensAt');
  const opensAtMs = Date.parse(opensAt.text());
  if (Number.isNaN(opensAtMs)) opensAt.fail('is no time.', 'Write 2026-11-27T10:00:00Z.');
  const id = reader.at('id');
  if (!idShape.test(id.text())) {
    id.fail('is no id.', 'Use 1 to 40 lower-case letters, digits and hyphens.');
  }
  return {
    ...traitsOf(reader),
    id: id.text(),
    opensAtMs,
    registrations: reader.at('registrations').count(),
    arrivals: curveOf(reader.at('arrivals')),
  };
}

export async function readHistory(file: string): Promise<readonly PastSale[]> {
  const reader = await open(file);
  const sales = reader.list();
  if (sales.length > pastSalesMax) reader.fail(`has ${sales.length}.`, `Keep ${pastSalesMax}.`);
  return sales.map(pastSaleOf);
}

function pastSaleOf(reader: Reader): PastSale {
  const load = reader.at('load');
  return {
    ...traitsOf(reader),
    id: reader.at('id').text(),
    registrations: reader
      .at('registrations')
      .list()
      .map((one) => ({
        leadMinutes: one.at('leadMinutes').count(),
        count: one.at('count').count(),
      })),
    arrivals: curveOf(reader.at('arrivals')),
    load: Object.fromEntries(
      measures.map((measure) => [measure, curveOf(load.at(measure))]),
    ) as Record<Measure, Curve>,
  };
}

const traitsOf = (reader: Reader): SaleTraits => {
  const capacity = reader.at('capacity');
  if (!(capacity.count() >= 1)) capacity.fail('sells nothing.', 'Use the number of tickets.');
  return {
    organizer: reader.at('organizer').text(),
    genre: reader.at('genre').text(),
    capacity: capacity.count(),
  };
};

const curveOf = (reader: Reader): Curve => ({
  fromMinute: reader.at('fromMinute').whole(),
  values: reader
    .at('values')
    .list()
    .map((one) => one.count()),
});

export async function readCapacity(file: string): Promise<CapacityFile> {
  const reader = await open(file);
  const unknown = reader.keys().filter((key) => !plannedRoles.some((role) => role === key));
  if (unknown.length > 0) {
    reader.fail(`has ${unknown.join(', ')}.`, `Roles are ${plannedRoles.join(', ')}.`);
  }
  return Object.fromEntries(
    plannedRoles
      .filter((role) => reader.keys().includes(role))
      .map((role) => [role, bearingOf(reader.at(role))]),
  );
}

function bearingOf(reader: Reader): Bearing {
  const perProcess = reader.at('perProcess');
  if (!(perProcess.count() > 0)) perProcess.fail('bears nothing.', 'Measure it in a rehearsal.');
  const step = reader.at('step');
  if (!(step.whole() >= 1)) step.fail('is no step.', 'Use 1, or 2 for two zones.');
  return {
    perProcess: perProcess.count(),
    bootSeconds: reader.at('bootSeconds').count(),
    step: step.whole(),
  };
}

async function open(file: string): Promise<Reader> {
  try {
    return new Reader(file, JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      { setting: file, problem: `cannot be read: ${problem}.`, remedy: 'See --help.' },
    ]);
  }
}
