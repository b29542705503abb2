import { widgetTags } from '../../build/tags.ts';

/** The library as pages load it: the built core, plugins and widgets, one script after the other. */
for (const file of ['motcua', 'english', 'themes', ...widgetTags]) await load(`/dist/${file}.js`);
await Promise.all(widgetTags.map(tag => customElements.whenDefined(tag)));

function load(src: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}
