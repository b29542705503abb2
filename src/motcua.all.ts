import { define } from './core/define.ts';
import './motcua.ts';
import type { Motcua } from './motcua.ts';
import { english } from './plugins/english.ts';
import { themes } from './plugins/themes.ts';
import { widgets } from './widgets/index.ts';

const { motcua } = window as unknown as { motcua: Motcua };
// With another copy on the page, that one brings its own widgets: under Trusted Types ours could not render.
motcua.push(english, themes, () => void (motcua.versions.length > 1 || define(widgets)));
