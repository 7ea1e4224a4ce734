/**
 * Statements that PostgreSQL plans at each use, by the size that tables have now. A prepared one keeps
 * the plan of its first minutes, when the tables were empty: until they are analyzed, that walks over
 * everybody who has joined since, just when the crowd comes (measured: 20 times slower). Planning
 * costs a fraction of a millisecond, once per batch.
 */
import type { Statement } from '../../lib/db.ts';

/** Without a name it is not prepared. */
export const replanned = <Row = never>(text: string): Statement<Row> => ({ name: '', text });
