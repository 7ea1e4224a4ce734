/**
 * Statements of WAF rules with exact types, in the form in which Terraform reads them: the bindings
 * type them `any`. Only what our rules use is here.
 */

export type TextTransformation = 'NONE' | 'LOWERCASE' | 'URL_DECODE';

type Transformations = readonly { readonly priority: number; readonly type: TextTransformation }[];
type Nothing = Readonly<Record<string, never>>;

export type FieldToMatch =
  | { readonly uri_path: Nothing }
  | { readonly method: Nothing }
  /** Its name in lower case. */
  | { readonly single_header: { readonly name: string } };

/** A statement that others may contain. */
export type Match =
  | { readonly and_statement: { readonly statement: readonly Match[] } }
  | { readonly or_statement: { readonly statement: readonly Match[] } }
  | { readonly not_statement: { readonly statement: Match } }
  | {
      readonly byte_match_statement: {
        readonly search_string: string;
        readonly positional_constraint: 'EXACTLY' | 'STARTS_WITH' | 'ENDS_WITH' | 'CONTAINS';
        readonly field_to_match: FieldToMatch;
        readonly text_transformation: Transformations;
      };
    }
  | {
      readonly regex_match_statement: {
        readonly regex_string: string;
        readonly field_to_match: FieldToMatch;
        readonly text_transformation: Transformations;
      };
    }
  | {
      readonly size_constraint_statement: {
        readonly comparison_operator: 'GT' | 'LE';
        readonly size: number;
        readonly field_to_match: FieldToMatch;
        readonly text_transformation: Transformations;
      };
    }
  | { readonly label_match_statement: { readonly scope: 'LABEL'; readonly key: string } }
  | {
      readonly ip_set_reference_statement: {
        readonly arn: string;
        /** The address stands in this header; otherwise it is the connection's. */
        readonly ip_set_forwarded_ip_config?: {
          readonly header_name: string;
          readonly fallback_behavior: 'NO_MATCH';
          readonly position: 'FIRST';
        };
      };
    };

export type ManagedGroup = {
  readonly managed_rule_group_statement: {
    readonly vendor_name: 'AWS';
    readonly name: string;
    readonly scope_down_statement?: Match;
    /** Rules of the group that only count. */
    readonly rule_action_override?: readonly {
      readonly name: string;
      readonly action_to_use: { readonly count: Nothing };
    }[];
    readonly managed_rule_group_configs?: readonly {
      readonly aws_managed_rules_bot_control_rule_set: { readonly inspection_level: 'COMMON' };
    }[];
  };
};

export type RateKey =
  | { readonly ip: Nothing }
  | {
      readonly cookie: { readonly name: string; readonly text_transformation: Transformations };
    }
  | {
      readonly header: { readonly name: string; readonly text_transformation: Transformations };
    };

export type RateBased = {
  readonly rate_based_statement: {
    readonly limit: number;
    readonly evaluation_window_sec: 60 | 120 | 300 | 600;
    readonly scope_down_statement?: Match;
  } & (
    | { readonly aggregate_key_type: 'IP' }
    | {
        readonly aggregate_key_type: 'FORWARDED_IP';
        readonly forwarded_ip_config: {
          readonly header_name: string;
          readonly fallback_behavior: 'MATCH' | 'NO_MATCH';
        };
      }
    /** Requests without one of the keys are not counted at all. */
    | { readonly aggregate_key_type: 'CUSTOM_KEYS'; readonly custom_key: readonly RateKey[] }
  );
};

/** What a rule consists of: these two stand at the top of a rule only. */
export type Statement = Match | ManagedGroup | RateBased;

export const transformed = (...types: readonly TextTransformation[]): Transformations =>
  types.map((type, priority) => ({ priority, type }));

/** The server decodes paths and does no more: `/%61pi/` is the API too, `/x/../api/` is not. */
const pathAsServed = transformed('URL_DECODE');
const path: FieldToMatch = { uri_path: {} };

export const pathStartsWith = (prefix: string): Match => ({
  byte_match_statement: {
    search_string: prefix,
    positional_constraint: 'STARTS_WITH',
    field_to_match: path,
    text_transformation: pathAsServed,
  },
});

export const pathMatches = (regex: string): Match => ({
  regex_match_statement: {
    regex_string: regex,
    field_to_match: path,
    text_transformation: pathAsServed,
  },
});

export const methodMatches = (regex: string): Match => ({
  regex_match_statement: {
    regex_string: regex,
    field_to_match: { method: {} },
    text_transformation: transformed('NONE'),
  },
});

export const headerContains = (name: string, text: string): Match => ({
  byte_match_statement: {
    search_string: text,
    positional_constraint: 'CONTAINS',
    field_to_match: { single_header: { name } },
    text_transformation: transformed('NONE'),
  },
});

export const hasHeader = (name: string): Match => ({
  size_constraint_statement: {
    comparison_operator: 'GT',
    size: 0,
    field_to_match: { single_header: { name } },
    text_transformation: transformed('NONE'),
  },
});

export const hasLabel = (key: string): Match => ({
  label_match_statement: { scope: 'LABEL', key },
});

/** At least two, as AWS wants. */
export const all = (one: Match, other: Match, ...others: readonly Match[]): Match => ({
  and_statement: { statement: [one, other, ...others] },
});

export const oneOf = (one: Match, other: Match, ...others: readonly Match[]): Match => ({
  or_statement: { statement: [one, other, ...others] },
});

export const not = (statement: Match): Match => ({ not_statement: { statement } });
