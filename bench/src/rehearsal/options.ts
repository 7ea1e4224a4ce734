/** The command line of a rehearsal. */
import { parseArgs } from 'node:util';
import { profileNames, type ProfileName } from './behaviour.ts';

export type Options = {
  readonly url: URL;
  readonly eventId: number;
  readonly buyers: number;
  readonly profile: ProfileName;
  readonly key: string | undefined;
  readonly workers: number;
  readonly seed: number;
  readonly out: string;
  readonly json: string | undefined;
  readonly opensInSeconds: number;
  readonly holdSeconds: number | undefined;
  readonly keep: boolean;
  readonly remove: boolean;
  /** Of 127.0.0.0/8 that buyers come from, when the deployment is on this machine. */
  readonly addresses: number;
  readonly socketsPerWorker: number;
  /** Human times are multiplied with it: 0.2 makes people five times as quick. */
  readonly pace: number;
  readonly room: 'copy' | 'always';
  readonly activeMax: number | undefined;
  readonly perMinuteMax: number | undefined;
  readonly challenge: boolean;
  readonly sharedStatus: boolean;
  readonly limitMinutes: number;
  readonly allowHttp: boolean;
  readonly databaseUrl: string | undefined;
};

export const usage = `npm run rehearse -- --url URL --event ID [options]

  --url URL            the deployment; https, or http on this machine
  --event ID           the event to rehearse, or a rehearsal that exists already
  --key KEY            API key with events:write of its organization (or ONSALE_KEY); makes the copy
  --buyers N           virtual buyers (20000)
  --profile NAME       how they arrive: ${profileNames.join(', ')} (onsale)
  --opens-in S         seconds until the sale opens; the pre-queue is open meanwhile (60)
  --workers N          load processes (2)
  --seed S             the same seed, the same people (1)
  --pace X             human times are multiplied with X (1)
  --hold-seconds S     how long holds last in the rehearsal (as those of the event)
  --room copy|always   the waiting room of the event, or one for everybody (copy)
  --active N           people who may buy at the same time; with --room always
  --per-minute N       people let in per minute at most; with --room always
  --no-challenge       no proof of work before joining
  --shared-status      one question about the waiting room per worker and second, as a CDN would
  --addresses N        loopback addresses that buyers come from (64)
  --sockets N          connections per worker at most (256)
  --limit M            give up after so many minutes (20)
  --out FILE           the report (rehearsal.html)
  --json FILE          the figures behind it
  --keep | --remove    what becomes of the rehearsal afterwards; it goes when this run has made it
  --database-url URL   also runs the audit of the deployment's database
  --allow-http         plain http to another machine: keys and cookies can be read on the way`;

const count = (name: string, text: string, least = 1, most = 1_000_000): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least || value > most) {
    throw new RangeError(`--${name} is a number from ${least} to ${most}`);
  }
  return value;
};
const whole = (name: string, text: string, least = 1, most = 1_000_000): number => {
  const value = count(name, text, least, most);
  if (!Number.isInteger(value)) throw new RangeError(`--${name} is a whole number`);
  return value;
};

/** Throws a TypeError for unknown options and a RangeError for values that are none. */
export function readOptions(args: readonly string[], envKey: string | undefined): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      event: { type: 'string' },
      key: { type: 'string' },
      buyers: { type: 'string', default: '20000' },
      profile: { type: 'string', default: 'onsale' },
      workers: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: 'rehearsal.html' },
      json: { type: 'string' },
      'opens-in': { type: 'string', default: '60' },
      'hold-seconds': { type: 'string' },
      keep: { type: 'boolean', default: false },
      remove: { type: 'boolean', default: false },
      addresses: { type: 'string', default: '64' },
      sockets: { type: 'string', default: '256' },
      pace: { type: 'string', default: '1' },
      room: { type: 'string', default: 'copy' },
      active: { type: 'string' },
      'per-minute': { type: 'string' },
      'no-challenge': { type: 'boolean', default: false },
      'shared-status': { type: 'boolean', default: false },
      limit: { type: 'string', default: '20' },
      'allow-http': { type: 'boolean', default: false },
      'database-url': { type: 'string' },
    },
  });
  if (values.url === undefined || !URL.canParse(values.url)) {
    throw new RangeError(
      '--url is the address of the deployment, e.g. https://tickets.example.org',
    );
  }
  if (values.event === undefined) throw new RangeError('--event is the number of an event');
  if (values.keep && values.remove) throw new RangeError('--keep or --remove, not both');
  const profile = profileNames.find((name) => name === values.profile);
  if (profile === undefined) throw new RangeError(`--profile is one of ${profileNames.join(', ')}`);
  if (values.room !== 'copy' && values.room !== 'always') {
    throw new RangeError('--room is copy or always');
  }
  const optional = (name: 'hold-seconds' | 'active' | 'per-minute'): number | undefined => {
    const text = values[name];
    return text === undefined ? undefined : whole(name, text);
  };
  return {
    url: new URL(values.url),
    eventId: whole('event', values.event, 1, Number.MAX_SAFE_INTEGER),
    buyers: whole('buyers', values.buyers, 1, 50_000),
    profile,
    key: values.key ?? envKey,
    workers: whole('workers', values.workers, 1, 64),
    seed: whole('seed', values.seed, 0, 4_294_967_295),
    out: values.out,
    json: values.json,
    opensInSeconds: whole('opens-in', values['opens-in'], 5, 3_600),
    holdSeconds: optional('hold-seconds'),
    keep: values.keep,
    remove: values.remove,
    addresses: whole('addresses', values.addresses, 1, 10_000),
    socketsPerWorker: whole('sockets', values.sockets, 1, 10_000),
    pace: count('pace', values.pace, 0, 10),
    room: values.room,
    activeMax: optional('active'),
    perMinuteMax: optional('per-minute'),
    challenge: !values['no-challenge'],
    sharedStatus: values['shared-status'],
    limitMinutes: count('limit', values.limit, 0.1, 240),
    allowHttp: values['allow-http'],
    databaseUrl: values['database-url'],
  };
}
