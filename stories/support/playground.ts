import type { Meta } from '@storybook/web-components-vite';

/** A control of an attribute: its choices, `text`, or `flag` for a boolean. */
type Control = readonly string[] | 'text' | 'flag';

/** An element with the attributes of the controls; empty ones are left out. */
export function playground(tag: string, controls: Readonly<Record<string, Control>>): Meta {
  return {
    component: tag,
    parameters: { controls: { include: Object.keys(controls) } },
    args: Object.fromEntries(Object.keys(controls).map(name => [name, controls[name] === 'flag' ? false : ''])),
    argTypes: Object.fromEntries(
      Object.keys(controls).map(name => {
        const control = controls[name]!;
        if (typeof control !== 'string') return [name, { control: 'select', options: control }];
        return [name, { control: control === 'flag' ? 'boolean' : 'text' }];
      }),
    ),
    render: args => {
      const element = document.createElement(tag);
      for (const name of Object.keys(controls)) {
        const value: unknown = args[name];
        if (value === true) element.setAttribute(name, '');
        else if (typeof value === 'string' && value) element.setAttribute(name, value);
      }
      const fallback = document.createElement('p');
      fallback.textContent = 'Mời Ông/Bà gọi 0254 385 0000.';
      element.append(fallback);
      return element;
    },
  };
}
