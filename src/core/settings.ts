/** What a page sets for its widgets, on the script tag or on `<mc-portal>`, each as `data-<name>`. */
export interface Settings {
  /** Address of the API. A relative one is meant from the page's own address, whatever `<base>` says. */
  api: string;
  /** Address of a map (`docs/mapping.md`), through which a system that does not speak the contract is asked. */
  map: string;
  /** Whose desk the widgets speak for. */
  agency: string;
  /** Shown whenever the backend cannot be reached. */
  phone: string;
  /** `vi` unless the page says otherwise; never the browser's guess. */
  lang: string;
  /** One or several, the later over the earlier: `default`, ours (`national quiet contrast large dark`), or a plugin's. */
  theme: string;
  /** Where on this site other widgets live: `feedback=/gop-y booking=/dat-lich`. */
  links: string;
  /** `true` on a computer that many people use: nothing stays on the device. */
  kiosk: string;
}

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

/** The names, each an attribute `data-<name>`. */
export const settingNames = Object.keys(noSettings) as readonly (keyof Settings)[];

/** The attributes of an element that say something of the settings. */
export function readSettings(element: HTMLElement): Partial<Settings> {
  const settings: Partial<Settings> = {};
  for (const name of settingNames) {
    const value = element.getAttribute(`data-${name}`);
    if (value !== null) settings[name] = value.trim();
  }
  return settings;
}

/**
 * An absolute http(s) address without a slash at the end, or nothing: no other scheme is ever followed.
 * @param base what a relative one is meant from, if not the page
 */
export function webAddress(url: string, base = location.href): string | undefined {
  try {
    const { protocol, href } = new URL(url, base);
    return /^https?:$/.test(protocol) ? href.replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}

/** The links of a page by name; what is no web address is left out. */
export function readLinks(links: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of links.split(/\s+/)) {
    const equals = entry.indexOf('=');
    const url = equals > 0 && webAddress(entry.slice(equals + 1));
    if (url) found[entry.slice(0, equals)] = url;
  }
  return found;
}
