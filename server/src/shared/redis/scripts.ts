/**
 * What has to happen in Redis in one piece. A script is known by its digest, so a new version of it is
 * another script: processes of two releases run side by side, each with its own.
 */
import { createHash } from 'node:crypto';

export type Script = { readonly name: string; readonly lua: string; readonly sha: string };

const script = (name: string, body: string): Script => {
  const lua = `-- onsale ${name}\n${body.trim()}\n`;
  return { name, lua, sha: createHash('sha1').update(lua).digest('hex') };
};

/**
 * GCRA with the server's clock, in microseconds; the same arithmetic as `lib/gcra.ts`. The value is
 * when the bucket will be full again and goes when it is. A bucket that is full later than a whole
 * burst from now was written under another clock (of a server that failed): it is emptied, no more.
 * KEYS: the bucket. ARGV: microseconds of the cost, of the burst. Answers microseconds to wait.
 */
export const takeScript = script(
  'take 1',
  `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local cost = tonumber(ARGV[1])
local burst = tonumber(ARGV[2])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
if full < now then full = now end
if full > now + burst then full = now + burst end
local next = full + cost
local wait = next - now - burst
if wait > 1 then return math.ceil(wait) end
local ttl = math.max(1, math.ceil((next - now) / 1000))
redis.call('SET', KEYS[1], string.format('%.3f', next), 'PX', string.format('%.0f', ttl))
return 0
`,
);

/** KEYS: the minute's members. ARGV: the member, milliseconds to keep them. */
export const seenScript = script(
  'seen 1',
  `
if redis.call('PFADD', KEYS[1], ARGV[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
`,
);

/**
 * Appends the messages whose position is above the highest so far; a position is the first half of an
 * entry's id. KEYS: the stream. ARGV: messages to keep, milliseconds to keep an idle stream, then
 * positions and bodies in turn. Answers how many were appended.
 */
export const publishScript = script(
  'publish 1',
  `
local last = 0
if redis.call('EXISTS', KEYS[1]) == 1 then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for at = 1, #info, 2 do
    if info[at] == 'last-generated-id' then last = tonumber(string.match(info[at + 1], '^%d+')) end
  end
end
local added = 0
for at = 3, #ARGV, 2 do
  if tonumber(ARGV[at]) > last then
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], ARGV[at] .. '-0', 'b', ARGV[at + 1])
    last = tonumber(ARGV[at])
    added = added + 1
  end
end
if added > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return added
`,
);
