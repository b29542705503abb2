/** A picture that is not as it was. */
export interface Change {
  id: string;
  /** Lossless WebP; absent for a new face. */
  before: Buffer | undefined;
  after: Buffer;
  /** Changed pixels marked, when both have the same size. */
  marked: Buffer | undefined;
  /** Number of changed pixels; undefined when the size changed. */
  pixels: number | undefined;
}

const image = (picture: Buffer | undefined, name: string) =>
  `<figure><figcaption>${name}</figcaption>${
    picture ? `<img alt="${name}" src="data:image/webp;base64,${picture.toString('base64')}">` : '<p>None</p>'
  }</figure>`;

/** Page with each changed picture: before, after, and what changed, side by side. */
export const reportPage = (changes: readonly Change[]): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>${changes.length} changed pictures</title>
  <style>
    body { font: 16px/1.5 system-ui; background: #dde3ea; }
    section > div { display: flex; align-items: flex-start; }
    figure { margin: 0 16px 32px 0; }
    img { display: block; box-shadow: 0 1px 4px #0004; }
  </style>
  <h1>${changes.length} changed pictures</h1>
  ${changes
    .map(
      ({ id, before, after, marked, pixels }) => `<section>
    <h2>${id}: ${pixels === undefined ? 'another size' : `${pixels} pixels`}</h2>
    <div>${image(before, 'before')}${image(after, 'after')}${image(marked, 'changed')}</div>
  </section>`,
    )
    .join('\n')}
</html>
`;
