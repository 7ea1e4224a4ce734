/**
 * The functions at the edge: one for addresses whose answers are the same for everybody, one for
 * all others. They are one source; which of the two it is stands in its first line.
 */
import { readFileSync } from 'node:fs';
import { CloudfrontFunction } from '@cdktn/provider-aws/lib/cloudfront-function/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';

/** The client's own address, for whoever stands behind CloudFront and cannot see it. */
export const viewerAddressHeader = 'x-viewer-address';

export type EdgeFunctionsProps = { readonly name: Name };

export type EdgeFunctions = {
  /** For pages and public reads. */
  readonly sharedArn: string;
  /** For everything that may be about a person. */
  readonly personalArn: string;
};

const source = readFileSync(new URL('./viewer-request.js', import.meta.url), 'utf8');

/** What CloudFront is given. It takes 10 KB, so comments stay behind. */
export const edgeFunctionCode = (answers: 'shared' | 'personal'): string =>
  [
    `const answersAreShared = ${answers === 'shared'};`,
    source.replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '').replaceAll(/^\s*\/\/.*\n/gm, ''),
  ].join('\n');

export function createEdgeFunctions(
  scope: Construct,
  id: string,
  { name }: EdgeFunctionsProps,
): EdgeFunctions {
  const within = new Construct(scope, id);
  const create = (answers: 'shared' | 'personal'): string =>
    new CloudfrontFunction(within, answers, {
      name: name(`viewer-request-${answers}`),
      comment: `Viewer request, ${answers} answers`,
      runtime: 'cloudfront-js-2.0',
      code: edgeFunctionCode(answers),
      publish: true,
    }).arn;
  return { sharedArn: create('shared'), personalArn: create('personal') };
}
