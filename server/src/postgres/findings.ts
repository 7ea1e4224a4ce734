/** Pure: from facts about a database server to what its operator should know, and do. */
import type { ServerFacts } from './sql/server-facts.ts';

export type Finding = {
  /** `fatal`: the server must not start on this database. */
  readonly severity: 'fatal' | 'warning';
  /** What is wrong and what to do about it. */
  readonly message: string;
};

const VERSION_MIN = 15;

/** `connections` is how many connections the fleet may open at most. */
export function checkFacts(facts: ServerFacts, connections: number): Finding[] {
  return [
    ...versionFindings(facts),
    ...roleFindings(facts),
    ...textFindings(facts),
    ...privilegeFindings(facts),
    ...durabilityFindings(facts),
    ...connectionFindings(facts, connections),
  ];
}

const fatal = (message: string): Finding[] => [{ severity: 'fatal', message }];
const warning = (message: string): Finding[] => [{ severity: 'warning', message }];

function versionFindings({ version, version_text: text }: ServerFacts): Finding[] {
  if (version >= VERSION_MIN * 10_000) return [];
  return fatal(`PostgreSQL ${text} is too old: ${VERSION_MIN} or later is needed.`);
}

function roleFindings(facts: ServerFacts): Finding[] {
  if (facts.in_recovery) {
    return fatal('This server is a read-only replica: point DATABASE_URL at the primary.');
  }
  if (facts.read_only) {
    return fatal(
      'Transactions are read-only here (default_transaction_read_only): ' +
        `run "alter role ${facts.role} reset default_transaction_read_only" or ask the operator.`,
    );
  }
  return [];
}

function textFindings({ encoding, ctype, database }: ServerFacts): Finding[] {
  const remedy =
    'Create it anew: create database ... template template0 encoding UTF8 ' +
    "lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'.";
  if (encoding !== 'UTF8') {
    return fatal(`Database ${database} has the encoding ${encoding}; UTF8 is needed. ${remedy}`);
  }
  if (ctype === 'C' || ctype === 'POSIX') {
    return fatal(
      `Database ${database} has LC_CTYPE ${ctype}, with which the search finds nothing in Korean ` +
        `and other non-Latin text. ${remedy}`,
    );
  }
  return [];
}

function privilegeFindings(facts: ServerFacts): Finding[] {
  const findings: Finding[] = [];
  const { role, schema, database } = facts;
  if (schema === null) {
    findings.push(
      ...fatal(
        `No schema of the search_path exists for role ${role}: create one, or set the path.`,
      ),
    );
  } else if (!facts.may_create_tables) {
    findings.push(
      ...fatal(
        `Role ${role} may not create tables: ` +
          `run "grant create, usage on schema ${schema} to ${role}".`,
      ),
    );
  }
  if (facts.trgm_hidden_in !== null) {
    return findings.concat(
      fatal(
        `The extension pg_trgm is in the schema ${facts.trgm_hidden_in}, where the search does not ` +
          `find it: run "alter role ${role} set search_path = ${schema ?? 'public'}, ` +
          `${facts.trgm_hidden_in}" (the role needs usage on it) or move the extension.`,
      ),
    );
  }
  if (facts.trgm_installed) return findings;
  if (!facts.trgm_available) {
    return findings.concat(
      fatal('The extension pg_trgm is not available: install postgresql-contrib on the server.'),
    );
  }
  if (!facts.may_create_extensions) {
    return findings.concat(
      fatal(
        `The extension pg_trgm is missing in ${database} and role ${role} may not create it: ` +
          'run "create extension pg_trgm" as an administrator.',
      ),
    );
  }
  return findings;
}

function durabilityFindings(facts: ServerFacts): Finding[] {
  if (facts.managed_storage) return [];
  const findings: Finding[] = [];
  if (facts.fsync === 'off') {
    findings.push(
      ...fatal(
        'fsync is off: a power cut would lose bookings and corrupt the database. Turn it on.',
      ),
    );
  }
  if (facts.synchronous_commit === 'off') {
    findings.push(
      ...fatal(
        'synchronous_commit is off: a crash would lose bookings that were confirmed. ' +
          `Run "alter database ${facts.database} set synchronous_commit = on".`,
      ),
    );
  }
  if (facts.full_page_writes === 'off') {
    findings.push(
      ...warning(
        'full_page_writes is off: safe only on storage that never tears a page (such as ZFS).',
      ),
    );
  }
  return findings;
}

function connectionFindings(facts: ServerFacts, connections: number): Finding[] {
  const max = facts.connections_max;
  if (connections > max) {
    return fatal(
      `This configuration may open ${connections} connections, but the server allows ${max}: ` +
        'lower DATABASE_POOL_MAX or the number of processes, or raise max_connections.',
    );
  }
  if (connections > max * 0.9) {
    return warning(
      `This configuration may open ${connections} of the ${max} connections the server allows; ` +
        'little is left for operators and for a deployment in progress.',
    );
  }
  return [];
}
