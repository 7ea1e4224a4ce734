/** What generated files begin with, so that nobody edits them by hand. */
export const generatedHeader = (purpose: string): string =>
  `# ${purpose}\n` +
  '# Generated from infra/src/config/names.ts; a test keeps it so. To write it again:\n' +
  '#     node scripts/with-node.mjs infra/src/pipelines/generate/write.ts\n';
