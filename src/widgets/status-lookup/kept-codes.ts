import type { Dossier } from '../../contract/dossier.ts';
import type { Portal } from '../../core/portal.ts';

/** A dossier kept on the citizen's wish: its code and procedure, never a second factor or a name. */
export interface KeptCode {
  code: string;
  procedure: string;
}

const most = 10;

const nameOf = ({ page, settings }: Portal) => `dossiers:${page || settings.agency}`;

/** The dossiers kept on this device, the last kept first. */
export function keptCodes(portal: Portal): KeptCode[] {
  const kept = portal.device.read(nameOf(portal));
  return Array.isArray(kept) ? (kept as unknown[]).filter(isKept).slice(0, most) : [];
}

/** Keeps a dossier's code on this device, or removes it. */
export function setKept(portal: Portal, { code, procedure }: Pick<Dossier, 'code' | 'procedure'>, keep: boolean): void {
  const others = keptCodes(portal).filter(kept => kept.code !== code);
  const codes = keep ? [{ code, procedure: procedure?.name ?? '' }, ...others].slice(0, most) : others;
  if (codes.length) portal.device.write(nameOf(portal), codes);
  else portal.device.remove(nameOf(portal));
}

/** Stored data may be of another version, or manipulated. */
function isKept(kept: unknown): kept is KeptCode {
  const { code, procedure } = (kept ?? {}) as Partial<KeptCode>;
  return typeof code === 'string' && typeof procedure === 'string';
}
