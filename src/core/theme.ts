import type { Portal } from './portal.ts';

const applied = new WeakMap<HTMLElement, string[]>();

/** Applies language and theme to a widget's inner root. Set by script, which no CSP blocks. */
export function applyTheme(root: HTMLElement, { settings, plugins }: Portal): void {
  root.lang = settings.lang;
  root.dir = 'ltr';
  for (const name of applied.get(root) ?? []) root.style.removeProperty(name);
  const theme = plugins.theme(settings.theme);
  const names = Object.keys(theme).filter(name => name.startsWith('--'));
  for (const name of names) root.style.setProperty(name, theme[name]!);
  applied.set(root, names);
}
