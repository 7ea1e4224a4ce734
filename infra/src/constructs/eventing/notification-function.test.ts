/** What operators read: plain words for what is known, the payload for what is not. */
import { describe, expect, it, vi } from 'vitest';
import { eventRules } from './event-rules.ts';
import { createHandler, type Publication } from './notification-function/handler.mjs';
import { messageOf } from './notification-function/message.mjs';

const eventOf = (type: string, detail: unknown) => ({
  id: 'e-1',
  'detail-type': type,
  source: 'ticket.service',
  time: '2026-11-20T10:00:00Z',
  detail,
});

describe('a message', () => {
  it('says what happened, and where it comes from', () => {
    const { subject, text } = messageOf(eventOf('EventCancelled', { eventId: 'EVT-456' }));
    expect(subject).toBe('Ticketing: EventCancelled');
    expect(text).toContain('Event EVT-456 was cancelled');
    expect(text).toContain('Time: 2026-11-20T10:00:00Z');
  });

  it('tells tickets taken off sale from those put back', () => {
    const ticket = { ticketId: 'TKT-123', eventId: 'EVT-456' };
    const off = { ...ticket, status: 'BLOCKED', previousStatus: 'AVAILABLE' };
    const back = { ...ticket, status: 'AVAILABLE', previousStatus: 'BLOCKED' };
    expect(messageOf(eventOf('TicketStatusChanged', off)).text).toContain('was taken off sale');
    expect(messageOf(eventOf('TicketStatusChanged', back)).text).toContain(
      'went from BLOCKED to AVAILABLE',
    );
  });

  it('has a sentence for everything that is sent to it', () => {
    const types = eventRules
      .filter(({ target }) => target === 'notification')
      .flatMap(({ detailTypes }) => detailTypes);
    for (const type of types) {
      expect(messageOf(eventOf(type, {})).text).not.toContain(`${type}: {`);
    }
  });

  it('shows the payload of an event that nobody described, shortened', () => {
    const { text } = messageOf(eventOf('Invented', { note: 'x'.repeat(10_000) }));
    expect(text).toContain('Invented: {"note":"xxx');
    expect(text.length).toBeLessThan(4_200);
  });

  it.each([undefined, null, 'text', 7, {}, { detail: null }, eventOf('toString', null)])(
    'comes out of anything: %j',
    (event) => {
      const { subject, text } = messageOf(event);
      expect(subject).toMatch(/^Ticketing: \w+$/);
      expect(text).not.toBe('');
    },
  );

  it('has a subject that SNS accepts, whatever the type is', () => {
    const { subject } = messageOf(eventOf(`공연\n${'x'.repeat(200)}`, {}));
    expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  });
});

describe('the function', () => {
  it('publishes one message to its topic', async () => {
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    const published: Publication[] = [];
    const handler = createHandler(async (message) => published.push(message), 'arn:topic');
    await handler(eventOf('EventCancelled', { eventId: 'EVT-456' }));
    expect(published).toEqual([
      expect.objectContaining({
        TopicArn: 'arn:topic',
        MessageAttributes: { eventType: { DataType: 'String', StringValue: 'EventCancelled' } },
      }),
    ]);
    expect(info).toHaveBeenCalledWith(expect.stringContaining('EventCancelled'));
    info.mockRestore();
  });

  it('fails when SNS does, so that AWS repeats the event and keeps it', async () => {
    const handler = createHandler(async () => Promise.reject(new Error('throttled')), 'arn:topic');
    await expect(handler(eventOf('EventCancelled', {}))).rejects.toThrow('throttled');
  });

  it('does not start without a topic', () => {
    expect(() => createHandler(async () => undefined, undefined)).toThrow('TOPIC_ARN');
  });
});
