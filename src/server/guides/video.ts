import { type Mp4Fault, readMp4 } from './mp4.ts';

/** Type of a media file, by its content. */
export type Media =
  | { type: 'video/mp4'; ending: 'mp4'; seconds: number; data: Buffer }
  | { type: 'video/webm'; ending: 'webm' }
  | { type: 'image/jpeg' | 'image/png' | 'image/webp'; ending: 'jpg' | 'png' | 'webp' };

/**
 * Recognizes a video or picture by its first bytes.
 * @returns for an MP4 also its data, ready to be played while it loads
 */
export function readMedia(data: Buffer): Media | { fault: Mp4Fault } {
  if (data.length < 16) return { fault: 'unknown' };
  const text = (at: number, length: number) => data.toString('latin1', at, at + length);
  if (text(4, 4) === 'ftyp') {
    const film = readMp4(data);
    return 'fault' in film ? film : { type: 'video/mp4', ending: 'mp4', ...film };
  }
  if (data.readUInt32BE(0) === 0x1a45dfa3) return { type: 'video/webm', ending: 'webm' };
  if (data.readUInt32BE(0) === 0x89504e47) return { type: 'image/png', ending: 'png' };
  if (data.readUInt16BE(0) === 0xffd8) return { type: 'image/jpeg', ending: 'jpg' };
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return { type: 'image/webp', ending: 'webp' };
  return { fault: 'unknown' };
}
