/**
 * Stands in for the schema library where the contract's route table is bundled: the browser needs
 * methods, paths and types, not schemas, which would be most of what it loads. Whatever is asked of
 * `Type` is a function that answers an empty schema.
 */
const emptySchema = (): object => ({});

export const Type: unknown = new Proxy({}, { get: () => emptySchema });
