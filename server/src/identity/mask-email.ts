/** An address that its owner recognises and nobody else can write to: `m***@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  // By letters, not by halves of them.
  const [first = ''] = email.slice(0, Math.max(0, at));
  return `${first}***${at < 0 ? '' : email.slice(at)}`;
}
