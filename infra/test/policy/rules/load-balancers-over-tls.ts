/** Fixtures of the rule `load-balancers-over-tls`. */
import { fails, passes } from '../fixture.ts';

const forward = [{ type: 'forward', target_group_arn: 'arn:aws:tg' }];
const redirect = [{ type: 'redirect', redirect: { protocol: 'HTTPS', status_code: 'HTTP_301' } }];

export const fixtures = [
  fails(
    'plain HTTP, old TLS, no certificate',
    [
      'aws_lb_listener.plain',
      'aws_lb_listener.silent',
      'aws_lb_listener.old',
      'aws_lb_listener.bare',
      'aws_lb_listener_rule.detour',
    ],
    {
      aws_lb_listener: {
        plain: { protocol: 'HTTP', default_action: forward },
        silent: { default_action: forward },
        old: {
          protocol: 'HTTPS',
          certificate_arn: 'arn:aws:acm',
          ssl_policy: 'ELBSecurityPolicy-TLS13-1-0-2021-06',
        },
        bare: { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
        http: { protocol: 'HTTP', default_action: redirect },
      },
      aws_lb_listener_rule: {
        detour: { listener_arn: '${aws_lb_listener.http.arn}', action: forward },
      },
    },
  ),
  passes('TLS 1.2 with a redirect to it', {
    aws_lb_listener: {
      http: { protocol: 'HTTP', default_action: redirect },
      https: {
        protocol: 'HTTPS',
        certificate_arn: 'arn:aws:acm',
        ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        default_action: forward,
      },
    },
    aws_lb_listener_rule: {
      api: { listener_arn: '${aws_lb_listener.https.arn}', action: forward },
    },
  }),

  fails(
    'a redirect to plain HTTP, one beside an answer, none at all',
    ['aws_lb_listener.plain', 'aws_lb_listener.both', 'aws_lb_listener.none'],
    {
      aws_lb_listener: {
        plain: {
          protocol: 'HTTP',
          default_action: [{ type: 'redirect', redirect: { protocol: 'HTTP' } }],
        },
        both: { protocol: 'HTTP', default_action: [...redirect, ...forward] },
        none: { protocol: 'HTTP', default_action: [] },
      },
    },
  ),
];
