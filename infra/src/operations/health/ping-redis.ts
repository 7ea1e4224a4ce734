/** Asks a Redis server over TLS, with its token, whether it answers: AUTH and PING in RESP. */
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { type Finding, ill, well } from './checks.ts';

export type RedisAddress = {
  readonly host: string;
  readonly port: number;
  /** The name in its certificate, where `host` is the end of a tunnel. */
  readonly serverName: string;
};

const answerMaxMs = 5_000;

export async function pingRedis(address: RedisAddress, token: string): Promise<Finding> {
  const { host, port, serverName } = address;
  const socket = connect({ host, port, servername: serverName, minVersion: 'TLSv1.2' });
  try {
    return await converse(socket, token);
  } finally {
    socket.destroy();
  }
}

/** Both commands at once; the answer is `+OK` for the token and `+PONG`. */
export function converse(stream: Duplex, token: string): Promise<Finding> {
  return new Promise((resolve) => {
    let answer = '';
    const timer = setTimeout(() => resolve(ill(`no answer in ${answerMaxMs} ms`)), answerMaxMs);
    const end = (finding: Finding): void => {
      clearTimeout(timer);
      resolve(finding);
    };
    stream.once('error', (error) => end(ill(error.message)));
    stream.once('close', () => end(ill('it closed the connection')));
    stream.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      const refusal = /^-(.*)\r\n/m.exec(answer);
      if (refusal !== null) return end(ill(refusal[1] ?? 'refused'));
      if (answer.includes('+PONG\r\n')) end(well('PONG over TLS'));
    });
    stream.write(resp(['AUTH', token]) + resp(['PING']));
  });
}

/** A command as an array of texts; lengths are in bytes. */
const resp = (words: readonly string[]): string =>
  `*${words.length}\r\n${words
    .map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`)
    .join('')}`;
