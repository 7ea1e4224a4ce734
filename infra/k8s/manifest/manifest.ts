/** A Kubernetes object as it is written: plain data that passed its schema. */
export type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
};

/** What the model classes have in common. */
type Model = {
  /** Throws and says where the object departs from its schema. */
  validate(): void;
  toJSON(): unknown;
};

/** The object of a model, checked against the schema that Kubernetes publishes for it. */
export function checked(model: Model): Manifest {
  const manifest = JSON.parse(JSON.stringify(model.toJSON())) as Manifest;
  try {
    model.validate();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${describe(manifest)}: ${reason}`, { cause: error });
  }
  return manifest;
}

/** `Deployment ticketing/api` */
export const describe = ({ kind, metadata }: Manifest): string =>
  `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
