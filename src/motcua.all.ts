import { define } from './core/define.ts';
import './motcua.ts';
import type { Motcua } from './motcua.ts';
import { english } from './plugins/english.ts';
import { themes } from './plugins/themes.ts';
import { widgets } from './widgets/index.ts';

(window as unknown as { motcua: Motcua }).motcua.push(english, themes, () => define(widgets));
