/** Letters of a batch in one statement. Simulated buyers have addresses in `.invalid`: nobody is there. */
import { sql } from '../../lib/db.ts';

/** Parameter: letters (JSON array). In the order of their keys: two writers never wait for each other. */
export const insertLetters = sql(
  'letters_insert',
  `INSERT INTO letters (kind, recipient, language, content, key)
   SELECT l.kind, l."to", l.language, l.content, l.key
     FROM jsonb_to_recordset($1::jsonb)
          AS l (kind text, "to" text, language text, content jsonb, key text)
    WHERE lower(l."to") NOT LIKE '%.invalid'
    ORDER BY l.key
   ON CONFLICT (key) DO NOTHING`,
);
