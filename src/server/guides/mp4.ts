/** Longer films are errors of the file, or no guide: nobody watches an hour at a stretch. */
const maxSeconds = 3600;
/** Codecs of the picture that televisions and phones of ten years play: H.264 (ISO/IEC 14496-15). */
const playable = ['avc1', 'avc3'];
/** Boxes that hold others, on the way to the tables of offsets. */
const containers = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

/** Why an MP4 is rejected. */
export type Mp4Fault = 'unknown' | 'truncated' | 'codec' | 'too-long';

interface Box {
  kind: string;
  /** Offset of the header. */
  start: number;
  /** Offset of the content. */
  body: number;
  end: number;
}

/**
 * Reads an MP4 (ISO/IEC 14496-12). It has to be complete. Where the index stands behind the media data, as cameras
 * write it, it is moved to the front: otherwise a phone downloads all of the film before it plays.
 */
export function readMp4(data: Buffer): { data: Buffer; seconds: number } | { fault: Mp4Fault } {
  const boxes = boxesIn(data, 0, data.length);
  const [moov, mdat] = [boxes.find(({ kind }) => kind === 'moov'), boxes.find(({ kind }) => kind === 'mdat')];
  if (!moov || !mdat || boxes.some(({ end }) => end > data.length)) return { fault: 'truncated' };
  const seconds = durationOf(data, moov);
  if (seconds === undefined) return { fault: 'unknown' };
  if (seconds > maxSeconds) return { fault: 'too-long' };
  const codecs = pictureCodecs(data, moov);
  if (!codecs.length) return { fault: 'unknown' };
  if (!codecs.every(codec => playable.includes(codec))) return { fault: 'codec' };
  if (moov.start < mdat.start) return { data, seconds };
  const moved = moveIndexFirst(data, boxes, moov);
  return moved ? { data: moved, seconds } : { fault: 'unknown' };
}

/** Length in seconds, at least one; undefined where the file states none. */
function durationOf(data: Buffer, moov: Box): number | undefined {
  const [mvhd] = childrenOf(data, moov, 'mvhd');
  if (!mvhd) return undefined;
  const isWide = data[mvhd.body] === 1;
  if (mvhd.end - mvhd.body < (isWide ? 32 : 20)) return undefined;
  const scale = data.readUInt32BE(mvhd.body + (isWide ? 20 : 12));
  const length = isWide ? Number(data.readBigUInt64BE(mvhd.body + 24)) : data.readUInt32BE(mvhd.body + 16);
  const seconds = Math.round(length / scale);
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

/** Sample entries of the picture tracks, for instance `avc1` or `hvc1`. */
function pictureCodecs(data: Buffer, moov: Box): string[] {
  return childrenOf(data, moov, 'trak').flatMap(trak => {
    const [mdia] = childrenOf(data, trak, 'mdia');
    const [handler] = mdia ? childrenOf(data, mdia, 'hdlr') : [];
    if (!mdia || !handler || textAt(data, handler.body + 8) !== 'vide') return [];
    const [minf] = childrenOf(data, mdia, 'minf');
    const [stbl] = minf ? childrenOf(data, minf, 'stbl') : [];
    const [stsd] = stbl ? childrenOf(data, stbl, 'stsd') : [];
    // Version and flags, the number of entries, then entries that begin as boxes do.
    return stsd && stsd.end - stsd.body >= 16 ? [textAt(data, stsd.body + 12)] : [];
  });
}

/** The same film with `moov` behind `ftyp`; undefined where an offset does not fit. */
function moveIndexFirst(data: Buffer, boxes: readonly Box[], moov: Box): Buffer | undefined {
  const index = Buffer.from(data.subarray(moov.start, moov.end));
  // A size of 0 means up to the end of the file, where it no longer is.
  if (index.readUInt32BE(0) === 0) index.writeUInt32BE(index.length, 0);
  const first = boxes[0]?.kind === 'ftyp' ? boxes[0].end : 0;
  if (!shiftOffsets(index, { from: 0, to: index.length }, moov.start, 0)) return undefined;
  return Buffer.concat([data.subarray(0, first), index, data.subarray(first, moov.start), data.subarray(moov.end)]);
}

/**
 * Shifts the offsets of chunks (`stco`, `co64`), which count from the start of the file, by the length of the index.
 * @param before where the index was: what stands behind it stays where it is
 */
function shiftOffsets(
  index: Buffer,
  { from, to }: { from: number; to: number },
  before: number,
  depth: number,
): boolean {
  const shifted = (offset: number) => (offset < before ? offset + index.length : offset);
  return boxesIn(index, from, to).every(({ kind, body, end }) => {
    if (end > to) return false;
    if (containers.includes(kind))
      return depth < containers.length && shiftOffsets(index, { from: body, to: end }, before, depth + 1);
    if (kind !== 'stco' && kind !== 'co64') return true;
    const width = kind === 'stco' ? 4 : 8;
    if (end - body < 8) return false;
    const count = index.readUInt32BE(body + 4);
    if (body + 8 + count * width > end) return false;
    for (let at = body + 8; at < body + 8 + count * width; at += width) {
      if (width === 8) index.writeBigUInt64BE(BigInt(shifted(Number(index.readBigUInt64BE(at)))), at);
      else {
        const offset = shifted(index.readUInt32BE(at));
        if (offset > 0xffff_ffff) return false;
        index.writeUInt32BE(offset, at);
      }
    }
    return true;
  });
}

function childrenOf(data: Buffer, box: Box, kind: string): Box[] {
  return boxesIn(data, box.body, box.end).filter(child => child.kind === kind && child.end <= box.end);
}

/** More boxes than any film has on one level. */
const maxBoxes = 10_000;

/** The boxes between two offsets. The last one may end behind the second: the file is cut off then. */
function boxesIn(data: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to && boxes.length < maxBoxes) {
    const short = data.readUInt32BE(at);
    const isWide = short === 1 && at + 16 <= to;
    const size = isWide ? Number(data.readBigUInt64BE(at + 8)) : short || to - at;
    const head = isWide ? 16 : 8;
    if (size < head) break;
    boxes.push({ kind: textAt(data, at + 4), start: at, body: at + head, end: at + size });
    at += size;
  }
  return boxes;
}

const textAt = (data: Buffer, at: number): string => data.toString('latin1', at, at + 4);
