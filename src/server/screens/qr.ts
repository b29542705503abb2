import { LRUCache } from 'lru-cache';
import { encodeQR } from 'qr';
import type { QrMatrix } from '../../contract/index.ts';

const kept = new LRUCache<string, QrMatrix>({ max: 2000 });

/** The QR code of an address. */
export function qrOf(text: string): QrMatrix {
  const known = kept.get(text);
  if (known) return known;
  const bordered = encodeQR(text, 'raw', { border: 1, ecc: 'medium' });
  const modules = bordered.slice(1, -1).map(row => row.slice(1, -1));
  const rows = modules.map(row => {
    const bits = row.map(on => (on ? '1' : '0')).join('');
    return (bits.match(/.{1,4}/g) ?? []).map(four => parseInt(four.padEnd(4, '0'), 2).toString(16)).join('');
  });
  const qr = { size: modules.length, rows: rows.join('') };
  kept.set(text, qr);
  return qr;
}
