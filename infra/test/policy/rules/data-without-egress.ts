/** Fixtures of the rule `data-without-egress`. */
import { fails, passes } from '../fixture.ts';

const cache = {
  aws_elasticache_replication_group: {
    main: { security_group_ids: ['${aws_security_group.cache.id}'] },
  },
};
const anywhere = { ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' };

export const fixtures = [
  fails('a way out, apart', ['aws_vpc_security_group_egress_rule.out'], {
    ...cache,
    aws_security_group: { cache: {} },
    aws_vpc_security_group_egress_rule: {
      out: { ...anywhere, security_group_id: '${aws_security_group.cache.id}' },
    },
  }),
  fails('a way out, in place', ['aws_security_group.cache'], {
    ...cache,
    aws_security_group: {
      cache: { egress: [{ protocol: '-1', from_port: 0, to_port: 0, ipv6_cidr_blocks: ['::/0'] }] },
    },
  }),
  passes('none for the cache, one for the application', {
    ...cache,
    aws_security_group: { cache: { egress: [] }, app: {} },
    aws_vpc_security_group_egress_rule: {
      out: { ...anywhere, security_group_id: '${aws_security_group.app.id}' },
    },
  }),
];
