/** What operators read. Events that nobody described yet are told as they are. */

/** SNS takes 100 characters of ASCII as a subject. */
const SUBJECT_MAX = 100;
/** Of an unknown payload; the whole of it is in the archive of the bus. */
const DETAIL_MAX = 4_000;

const sentences = {
  TicketStatusChanged: ({ ticketId, eventId, status, previousStatus }) => {
    const what = `Ticket ${said(ticketId)} of event ${said(eventId)}`;
    return status === 'BLOCKED'
      ? `${what} was taken off sale.`
      : `${what} went from ${said(previousStatus)} to ${said(status)}.`;
  },
  EventCancelled: ({ eventId }) =>
    `Event ${said(eventId)} was cancelled: its orders end and are refunded.`,
  EventPostponed: ({ eventId }) =>
    `Event ${said(eventId)} was postponed without a new date: nothing is sold until it has one.`,
  EventRescheduled: ({ eventId, startsAt }) =>
    `Event ${said(eventId)} has a new date: ${said(startsAt)}.`,
};

/** `type` is the detail type, or `Unknown`. */
export function messageOf(event) {
  const { 'detail-type': detailType, source, id, time, detail } = objectOf(event);
  const type = typeof detailType === 'string' && detailType !== '' ? detailType : 'Unknown';
  const sentence = Object.hasOwn(sentences, type)
    ? sentences[type](objectOf(detail))
    : `${type}: ${shortened(JSON.stringify(detail ?? event ?? null), DETAIL_MAX)}`;
  return {
    type: shortened(type, 256),
    subject: subjectOf(type),
    text: [
      sentence,
      '',
      `Source: ${said(source)}`,
      `Time: ${said(time)}`,
      `Event: ${said(id)}`,
    ].join('\n'),
  };
}

const objectOf = (value) => (typeof value === 'object' && value !== null ? value : {});

const said = (value) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown';

const shortened = (text, lengthMax) =>
  text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 3)}...`;

/** Anything but printable ASCII would make SNS refuse the whole message. */
const subjectOf = (type) =>
  shortened(`Ticketing: ${type.replaceAll(/[^\x20-\x7e]/g, '?')}`, SUBJECT_MAX);
