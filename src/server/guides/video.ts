/** Type of a media file, by its content. */
export type Media =
  | { type: 'video/mp4'; ending: 'mp4'; seconds: number }
  | { type: 'video/webm'; ending: 'webm' }
  | { type: 'image/jpeg' | 'image/png' | 'image/webp'; ending: 'jpg' | 'png' | 'webp' };

/** Longer durations are errors of the file. */
const maxSeconds = 86_400;

/** Why a file is rejected. */
export type MediaFault = 'unknown' | 'truncated' | 'not-faststart';

/**
 * Recognizes a video or picture by its first bytes. An MP4 (ISO/IEC 14496-12) must be complete, with the index before
 * the media data (fast start): otherwise a phone downloads all of it before playback.
 */
export function readMedia(data: Buffer): Media | { fault: MediaFault } {
  if (data.length < 16) return { fault: 'unknown' };
  const text = (at: number, length: number) => data.toString('latin1', at, at + length);
  if (text(4, 4) === 'ftyp') return readMp4(data);
  if (data.readUInt32BE(0) === 0x1a45dfa3) return { type: 'video/webm', ending: 'webm' };
  if (data.readUInt32BE(0) === 0x89504e47) return { type: 'image/png', ending: 'png' };
  if (data.readUInt16BE(0) === 0xffd8) return { type: 'image/jpeg', ending: 'jpg' };
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return { type: 'image/webp', ending: 'webp' };
  return { fault: 'unknown' };
}

function readMp4(data: Buffer): Media | { fault: MediaFault } {
  const [moov, mdat] = [boxAt(data, 'moov', 0, data.length), boxAt(data, 'mdat', 0, data.length)];
  if (!moov || !mdat || mdat.end > data.length || moov.end > data.length) return { fault: 'truncated' };
  if (moov.body > mdat.body) return { fault: 'not-faststart' };
  const mvhd = boxAt(data, 'mvhd', moov.body, moov.end);
  const wide = mvhd && data[mvhd.body] === 1;
  if (!mvhd || mvhd.end > moov.end || mvhd.end - mvhd.body < (wide ? 32 : 20)) return { fault: 'unknown' };
  const scale = data.readUInt32BE(mvhd.body + (wide ? 20 : 12));
  const length = wide ? Number(data.readBigUInt64BE(mvhd.body + 24)) : data.readUInt32BE(mvhd.body + 16);
  const seconds = Math.round(length / scale);
  return seconds > 0 && seconds < maxSeconds ? { type: 'video/mp4', ending: 'mp4', seconds } : { fault: 'unknown' };
}

/** Finds a box by its type between two offsets. */
function boxAt(data: Buffer, kind: string, from: number, to: number): { body: number; end: number } | undefined {
  let at = from;
  while (at + 8 <= to) {
    const short = data.readUInt32BE(at);
    const wide = short === 1 && at + 16 <= to;
    const size = wide ? Number(data.readBigUInt64BE(at + 8)) : short || to - at;
    if (data.toString('latin1', at + 4, at + 8) === kind) return { body: at + (wide ? 16 : 8), end: at + size };
    if (size < 8) return undefined;
    at += size;
  }
  return undefined;
}
