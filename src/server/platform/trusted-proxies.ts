import { BlockList, isIP } from 'node:net';

/** Peers whose `X-Forwarded-For` is believed: any, or those in a list. */
export type TrustedProxies = 'any' | BlockList;

/**
 * Parses a list of addresses and networks: `10.0.0.5, 10.1.0.0/16, ::1`.
 * @throws RangeError naming the invalid entry
 */
export function readProxies(text: string): BlockList {
  const list = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    if (!family || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new RangeError(entry);
    list.addSubnet(address, bits === undefined ? most : Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
