/** Where the runbooks are that alarms and events point to. */
export const runbooksPath = 'docs/infrastructure/runbooks.md';

/** As a link that a mail can be clicked in. `repository` is `owner/name` on GitHub. */
export const runbooksLink = (repository: string): string =>
  `https://github.com/${repository}/blob/main/${runbooksPath}`;

/** The anchors that Markdown makes of headings: lower case, hyphens for spaces. */
export const anchorsOf = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.matchAll(/^#{1,6} (?<heading>.+)$/gm)].map((match) =>
      (match.groups?.heading ?? '')
        .trim()
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
