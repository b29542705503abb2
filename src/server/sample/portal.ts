import { Hono } from 'hono';
export function samplePortal(_: { dist: string; apiPort: number }): Hono {
  return new Hono();
}
