/** A kind of object with a shape of our own: its builder checks what it builds. */
import { describe, type Manifest } from '../manifest/manifest.ts';
import { departures, map, object, type Shape, text } from './shape.ts';

export type CustomKind = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly shape: Shape;
};

/** Names as Kubernetes takes them for most things (RFC 1123). */
export const resourceName = text(/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/);

const metadata = object(
  { name: resourceName },
  {
    namespace: resourceName,
    labels: map(text()),
    annotations: map(text()),
    finalizers: { is: 'list', of: text() },
  },
);

/** `spec` is the shape of the object's specification. */
export const customKind = (apiVersion: string, kind: string, spec: Shape): CustomKind => ({
  apiVersion,
  kind,
  shape: object({ apiVersion: text(), kind: text(), metadata, spec }),
});

/** Throws and says where the object departs from its shape. */
export function checkCustom({ shape }: CustomKind, manifest: Manifest): void {
  const problems = departures(shape, manifest, '');
  if (problems.length > 0) throw new Error(`${describe(manifest)}: ${problems.join(', ')}`);
}

export function custom(
  kind: CustomKind,
  metadataOf: Manifest['metadata'] & { readonly finalizers?: readonly string[] },
  spec: object,
): Manifest {
  const manifest = { apiVersion: kind.apiVersion, kind: kind.kind, metadata: metadataOf, spec };
  checkCustom(kind, manifest);
  return manifest;
}
