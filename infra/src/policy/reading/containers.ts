/** Containers of task definitions, and what instances run when they start. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { blocksOf, type JsonObject, parseJson, textOf } from './json.ts';

export type Container = { readonly resource: Resource; readonly definition: JsonObject };

export const containersOf = (graph: DeploymentGraph): Container[] =>
  graph.ofType('aws_ecs_task_definition').flatMap((resource) => {
    const given = resource.values.container_definitions;
    return blocksOf(typeof given === 'string' ? parseJson(given) : given).map((definition) => ({
      resource,
      definition,
    }));
  });

export type UserData = { readonly resource: Resource; readonly text: string };

/** Start scripts as text, whether they were encoded or not. */
export const userDataOf = (graph: DeploymentGraph): UserData[] =>
  graph.ofType('aws_launch_template', 'aws_instance').flatMap((resource) =>
    [resource.values.user_data, resource.values.user_data_base64].flatMap((value) => {
      const text = textOf(value);
      return text === undefined ? [] : [{ resource, text: decoded(text) }];
    }),
  );

const decoded = (text: string): string =>
  /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : text;
