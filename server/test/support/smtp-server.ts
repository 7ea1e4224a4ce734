/** A mail server for tests: speaks enough SMTP (RFC 5321) to take mails over a real socket, and keeps them. */
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type TakenMail = { readonly from: string; readonly to: string; readonly data: string };

export type SmtpServer = {
  readonly port: number;
  readonly mails: readonly TakenMail[];
  /** What the conversations were, one line for each command. */
  readonly heard: readonly string[];
  close(): Promise<void>;
};

export type SmtpOptions = {
  /** Addresses that are refused for good. */
  readonly refused?: (address: string) => boolean;
  /** Wants AUTH PLAIN with these before it takes anything. */
  readonly credentials?: { readonly user: string; readonly password: string };
};

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';

export async function startSmtpServer(options: SmtpOptions = {}): Promise<SmtpServer> {
  const { refused, credentials } = options;
  const mails: TakenMail[] = [];
  const heard: string[] = [];
  const sockets = new Set<Socket>();

  function talk(socket: Socket): void {
    let rest = '';
    let isData = false;
    let isKnown = credentials === undefined;
    let [from, to, data] = ['', '', ''];
    const say = (line: string): void => void socket.write(`${line}\r\n`);

    function command(line: string): void {
      const verb = line.slice(0, 4).toUpperCase();
      heard.push(verb === 'AUTH' ? 'AUTH' : line);
      if (verb === 'EHLO') {
        say('250-localhost');
        if (credentials !== undefined) say('250-AUTH PLAIN');
        say('250 8BITMIME');
      } else if (verb === 'AUTH') {
        const text = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString();
        isKnown = text === `\0${credentials?.user}\0${credentials?.password}`;
        say(isKnown ? '235 welcome' : '535 no');
      } else if (verb === 'MAIL') {
        from = addressIn(line);
        say(isKnown ? '250 ok' : '530 sign in first');
      } else if (verb === 'RCPT') {
        to = addressIn(line);
        say(refused?.(to) === true ? '550 there is nobody of that name' : '250 ok');
      } else if (verb === 'DATA') {
        isData = true;
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else {
        say(verb === 'RSET' || verb === 'NOOP' ? '250 ok' : '502 not here');
      }
    }
    function take(line: string): void {
      if (!isData) return command(line);
      if (line !== '.') {
        data += `${line.startsWith('..') ? line.slice(1) : line}\n`;
        return undefined;
      }
      mails.push({ from, to, data });
      data = '';
      isData = false;
      say('250 taken');
      return undefined;
    }
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
    socket.on('error', () => socket.destroy());
    say('220 localhost');
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    heard,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The text of a part of a mail, decoded: quoted-printable or base64. */
export function decodedPart(data: string, type: 'text/plain' | 'text/html'): string {
  const at = data.indexOf(`Content-Type: ${type}`);
  const [head = '', ...body] = data.slice(at).split('\n\n');
  const content = body.join('\n\n').split(/\n--/)[0] ?? '';
  if (/base64/i.test(head)) return Buffer.from(content, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return content;
  const bytes = content
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString();
}
