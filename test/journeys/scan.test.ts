import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { receiptPhoto, type Shot } from '../support/photo.ts';
import { site, type Site } from '../support/site.ts';

/** Of 40 photos so many have to be read. */
const wanted = 30;

const shots: Shot[] = [
  ...[3, 8, 17, 30, 45, 60, 90, 135, 180, 270].map(turn => ({ name: `turned by ${turn}°`, turn })),
  ...[0.6, 0.5, 0.42, 0.36, 0.3, 0.25, 0.2, 0.16, 0.12, 0.09].map(light => ({
    name: `in ${light} of the light`,
    light,
  })),
  ...[0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.12, 0.33].map(code => ({
    name: `with a thumb over a third of it and ${code * 100} % of the code`,
    thumb: { photo: 0.34, code },
  })),
  ...Array.from({ length: 10 }, (_, i) => ({
    name: `turned, dim, blurred and covered (${i + 1})`,
    ...{ turn: (i * 41) % 360, light: 0.7 - i * 0.05, blur: 0.8 + i * 0.15, size: 420 - i * 20, quality: 75 - i * 3 },
    ...(i % 2 && { thumb: { photo: 0.34, code: 0.01 } }),
  })),
];

describe('A photo of the receipt', { timeout: 180_000 }, () => {
  let place: Site;

  before(async () => {
    place = await site();
  });
  after(() => place.close());

  it(`is read in at least ${wanted} of ${shots.length}: turned, dim, with a thumb over a third of it`, async t => {
    const head = '<!doctype html><html lang="vi"><title>Phường</title><mc-status-lookup></mc-status-lookup>';
    const page = await place.open(place.put('/quet', head + place.scripts()));
    await page.getByLabel('Mã hồ sơ').waitFor();
    const code = 'H29.132-261118-0042';
    const failed: string[] = [];
    for (const shot of shots) {
      const photo = await receiptPhoto(`https://dvc.example/tra-cuu?MHS=${code}`, shot);
      const texts = await page.evaluate(async base64 => {
        const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
        type Scan = { readCodes(photo: Blob): Promise<string[]> };
        const queue = (window as unknown as { motcua: { push(item: (core: unknown) => void): void } }).motcua;
        const scan = await new Promise<Scan>(resolve =>
          queue.push(core => resolve((core as { loadModule(name: string): Promise<Scan> }).loadModule('scan'))),
        );
        return scan.readCodes(new Blob([bytes], { type: 'image/jpeg' }));
      }, photo.toString('base64'));
      if (!texts.some(text => text.includes(code))) failed.push(shot.name);
    }
    t.diagnostic(`${shots.length - failed.length} of ${shots.length} read; not: ${failed.join(', ')}`);
    assert.ok(shots.length - failed.length >= wanted, `not read: ${failed.join(', ')}`);
    await page.context().close();
  });
});
