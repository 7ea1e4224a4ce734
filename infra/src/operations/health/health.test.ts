/** Checks: one that cannot be asked has failed, and does not keep the others from being asked. */
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runChecks, well } from './checks.ts';
import { clusterChecks } from './cluster-checks.ts';
import { converse } from './ping-redis.ts';

describe('checks', () => {
  it('are all made, and those that failed are named', async () => {
    const lines: string[] = [];
    const failed = await runChecks(
      [
        { name: 'first', look: async () => ({ ok: false, found: 'down' }) },
        {
          name: 'second',
          look: async () => {
            throw new Error('no answer');
          },
        },
        { name: 'third', look: async () => well('up') },
      ],
      (line) => lines.push(line),
    );
    expect(failed).toEqual(['first', 'second']);
    expect(lines).toEqual(['FAILED first: down', 'FAILED second: no answer', 'ok     third: up']);
  });
});

const redis = (answer: string) => {
  const asked: string[] = [];
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      asked.push(chunk.toString());
      done();
      // In two pieces, as networks do it.
      stream.push(answer.slice(0, 4));
      stream.push(answer.slice(4));
    },
  });
  return { stream, asked };
};

describe('PING', () => {
  it('signs in and is answered', async () => {
    const { stream, asked } = redis('+OK\r\n+PONG\r\n');
    expect(await converse(stream, 'tökén')).toEqual({ ok: true, found: 'PONG over TLS' });
    expect(asked.join('')).toBe('*2\r\n$4\r\nAUTH\r\n$7\r\ntökén\r\n*1\r\n$4\r\nPING\r\n');
  });

  it('tells a refusal in the words of the server', async () => {
    const { stream } = redis('-WRONGPASS invalid username-password pair\r\n-NOAUTH\r\n');
    expect(await converse(stream, 'wrong')).toEqual({
      ok: false,
      found: 'WRONGPASS invalid username-password pair',
    });
  });
});

const condition = (status: string) => ({ conditions: [{ type: 'Ready', status }] });

const look = async (answers: Readonly<Record<string, unknown>>) => {
  const checks = clusterChecks(
    {
      run: async (_program, args) => {
        const kind = args.includes('nodes') ? 'nodes' : 'pods';
        return { exitCode: 0, output: JSON.stringify({ items: answers[kind] }) };
      },
    },
    { namespace: 'onsale', context: 'dev' },
  );
  return Promise.all(checks.map((check) => check.look()));
};

describe('a cluster', () => {
  it('is well when every node and every pod that runs is ready', async () => {
    const findings = await look({
      nodes: [{ status: condition('True') }],
      pods: [{ status: condition('True') }, { status: { phase: 'Succeeded' } }],
    });
    expect(findings.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('names the pods that are not, and is not well without nodes', async () => {
    const sick = { metadata: { name: 'api-1' }, status: condition('False') };
    const [nodes, pods] = await look({ nodes: [], pods: [sick] });
    expect(nodes?.ok).toBe(false);
    expect(pods).toEqual({ ok: false, found: '0 of 1 are ready; not api-1' });
  });
});
