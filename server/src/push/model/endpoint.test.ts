/** Which endpoints are called, and the ways around it that are closed. */
import { expect, it } from 'vitest';
import { isPushEndpoint } from './endpoint.ts';

it.each([
  'https://fcm.googleapis.com/fcm/send/abc:def',
  'https://fcm.googleapis.com/wp/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
  'https://web.push.apple.com/QGx',
])('calls %s', (endpoint) => {
  expect(isPushEndpoint(endpoint, [])).toBe(true);
});

it.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://user@fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com@169.254.169.254/latest/meta-data',
  'https://fcm.googleapis.com.example.org/',
  'https://evil-fcm.googleapis.com/',
  'https://push.apple.com.example.org/',
  'https://a.b.push.apple.com/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://10.0.0.1/',
  'http://127.0.0.1:9000/push',
  'file:///etc/passwd',
  'fcm.googleapis.com',
  '',
])('does not call %s', (endpoint) => {
  expect(isPushEndpoint(endpoint, [])).toBe(false);
});

it('calls what the operator has named, at exactly that origin', () => {
  const origins = ['http://127.0.0.1:9000', 'https://push.example.org'];
  expect(isPushEndpoint('http://127.0.0.1:9000/to/1', origins)).toBe(true);
  expect(isPushEndpoint('https://push.example.org/x', origins)).toBe(true);
  expect(isPushEndpoint('http://127.0.0.1:9001/to/1', origins)).toBe(false);
  expect(isPushEndpoint('http://push.example.org/x', origins)).toBe(false);
});
