import { define, english, start, themes, widgets } from '../../src/index.ts';

/** The library from its sources; `WIDGETS=dist` puts `built-library.ts` in the place of this file. */
start().push(english, themes);
define(widgets);
