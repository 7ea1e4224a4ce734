/** Prod runs exactly the image that was tested. */
import { containersOf, userDataOf } from '../../reading/containers.ts';
import { textOf } from '../../reading/json.ts';
import { complainByType, type Rule, violation } from '../../rule.ts';

export const imagesByDigest: Rule = {
  id: 'images-by-digest',
  title: 'Images are named by digest',
  reason: 'A tag can be moved; two instances that start an hour apart may run different code.',
  environments: ['prod'],
  check: (graph) => [
    ...containersOf(graph).flatMap(({ resource, definition }) =>
      hasDigest(textOf(definition.image) ?? '')
        ? []
        : [violation(resource, `runs ${textOf(definition.image) ?? 'no image'}.`, remedy)],
    ),
    ...userDataOf(graph).flatMap(({ resource, text }) =>
      imagesIn(text)
        .filter((image) => !hasDigest(image))
        .map((image) => violation(resource, `starts ${image}.`, remedy)),
    ),
    ...complainByType(
      graph,
      {
        // Instances ask a parameter for the image that they start.
        aws_ssm_parameter: ({ values }) =>
          imagesIn(textOf(values.insecure_value ?? values.value) ?? '').every(hasDigest)
            ? undefined
            : 'hands out an image by its tag.',
        aws_lambda_function: ({ values }) =>
          values.image_uri === undefined || hasDigest(textOf(values.image_uri) ?? '')
            ? undefined
            : 'runs an image by its tag.',
      },
      remedy,
    ),
  ],
};

const remedy = 'Name the image as <repository>@sha256:<digest>.';

const hasDigest = (image: string): boolean => /@sha256:[0-9a-f]{64}$/.test(image);

/** Images of registries; a reference to a repository counts as its address. */
const image = new RegExp(
  String.raw`(?:[\w.-]+\.(?:amazonaws\.com|aws|com|io)|\$\{aws_ecr_repository\.[\w.-]+\})` +
    String.raw`\/?[\w./-]*[:@][\w:.-]+`,
  'g',
);

const imagesIn = (text: string): string[] =>
  [...text.matchAll(image)].map(([found]) => found).filter((found) => !/:\d+$/.test(found));
