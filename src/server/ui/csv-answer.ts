import type { Context } from 'hono';

/** Answers with a CSV file to download. */
export const csvAnswer = (c: Context, name: string, file: string): Response =>
  c.body(file, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
