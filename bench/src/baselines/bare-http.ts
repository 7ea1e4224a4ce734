/**
 * Baseline: `node:http` and nothing else, answering every request with the same prepared bytes. It
 * shows what the runtime's HTTP costs on this machine, whoever uses it.
 */
import { createServer } from 'node:http';
import { announce, readOptions, type ReplayOptions } from './baseline-process.ts';

const { status, headers, body } = readOptions() as ReplayOptions;
const bytes = Buffer.from(body);
// A flat list of names and values is what Node writes fastest.
const head = [...Object.entries(headers).flat(), 'content-length', String(bytes.length)];

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  // A body has to be read, or the connection cannot carry the next request.
  request.resume();
  request.on('end', () => {
    response.writeHead(status, head);
    response.end(bytes);
  });
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => announce(server.address()));
