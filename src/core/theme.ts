import type { Portal } from './portal.ts';

/** Themes that come with the core; `docs/widget.md` lists what each property is for. */
const themes: Record<string, Record<string, string>> = {
  default: {},
  contrast: {
    '--_accent': '#00307a',
    '--_accent-soft': '#fff',
    '--_ink': '#000',
    '--_muted': '#222',
    '--_line': '#000',
    '--_paper': '#fff',
    '--_wait': '#4a2a00',
    '--_wait-soft': '#fff',
    '--_done': '#00401c',
    '--_done-soft': '#fff',
    '--_stop': '#6e0000',
    '--_stop-soft': '#fff',
  },
};

const worn = new WeakMap<HTMLElement, string[]>();

/** Puts the page's language and theme on a widget's inner root. Properties are set by script, so no CSP can block them. */
export function wear(root: HTMLElement, { settings, plugins }: Portal): void {
  root.lang = settings.lang;
  root.dir = 'ltr';
  for (const name of worn.get(root) ?? []) root.style.removeProperty(name);
  const theme = plugins.theme(settings.theme) ?? themes[settings.theme] ?? {};
  const names = Object.keys(theme).filter(name => name.startsWith('--'));
  for (const name of names) root.style.setProperty(name, theme[name]!);
  worn.set(root, names);
}
