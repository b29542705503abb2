/** Settings of a page for its widgets, as `data-<name>` on the script tag or `<mc-portal>`. */
export interface Settings {
  /** URL of the API, relative to the page's URL; `<base>` is ignored. */
  api: string;
  /** URL of a map (`docs/mapping.md`) for an upstream system. */
  map: string;
  /** Agency of the widgets. */
  agency: string;
  /** Shown whenever the backend cannot be reached. */
  phone: string;
  /** `vi` by default; never the browser's language. */
  lang: string;
  /** One or several, later ones take precedence: `default`, `national quiet contrast large dark`, or a plugin's. */
  theme: string;
  /** URLs of other widgets on this site: `feedback=/gop-y booking=/dat-lich`. */
  links: string;
  /** `true` on a shared computer: nothing is stored on the device. */
  kiosk: string;
}

/** The settings of a page that sets nothing. */
export const noSettings: Settings = {
  api: '',
  map: '',
  agency: '',
  phone: '',
  lang: 'vi',
  theme: 'default',
  links: '',
  kiosk: '',
};

/** Names of the settings, each an attribute `data-<name>`. */
export const settingNames = Object.keys(noSettings) as readonly (keyof Settings)[];

/** The settings among an element's attributes. */
export function readSettings(element: HTMLElement): Partial<Settings> {
  const settings: Partial<Settings> = {};
  for (const name of settingNames) {
    const value = element.getAttribute(`data-${name}`);
    if (value !== null) settings[name] = value.trim();
  }
  return settings;
}

/**
 * An absolute http(s) URL without a trailing slash; undefined for other schemes.
 * @param base base of a relative URL; the page's by default
 */
export function webAddress(url: string, base = location.href): string | undefined {
  try {
    const { protocol, href } = new URL(url, base);
    return /^https?:$/.test(protocol) ? href.replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}

/** Parses links by name; invalid URLs are left out. */
export function readLinks(links: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of links.split(/\s+/)) {
    const equals = entry.indexOf('=');
    const url = equals > 0 && webAddress(entry.slice(equals + 1));
    if (url) found[entry.slice(0, equals)] = url;
  }
  return found;
}
