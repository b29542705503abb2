/** Scripts that run in host pages: passed as text, so they use only what every page has. */

/** Runs first: records errors and policy reports. */
export function watch(): void {
  const seen = { errors: [] as string[], reports: [] as string[] };
  (window as unknown as { __seen: typeof seen }).__seen = seen;
  addEventListener('error', event => void seen.errors.push(event.message || 'a file did not load'), true);
  addEventListener('unhandledrejection', event => void seen.errors.push(`rejected: ${String(event.reason)}`));
  document.addEventListener('securitypolicyviolation', event => {
    seen.reports.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  const { error } = console;
  console.error = (...words: unknown[]) => {
    seen.errors.push(words.map(String).join(' '));
    error.apply(console, words);
  };
}

/** Runs just before our script: records the state of the page. */
export function snapshot(): void {
  const seen = (window as unknown as { __seen: Record<string, unknown> }).__seen;
  const prototypes = [
    Object.prototype,
    Function.prototype,
    Array.prototype,
    String.prototype,
    Promise.prototype,
    Element.prototype,
    Node.prototype,
    HTMLElement.prototype,
    Document.prototype,
    EventTarget.prototype,
    Event.prototype,
    Object,
    Array,
    JSON,
    Math,
    Date,
  ] as object[];
  const kept: [object, string, unknown, unknown][] = [];
  for (let i = 0; i < prototypes.length; i++) {
    const names = Object.getOwnPropertyNames(prototypes[i]);
    for (let j = 0; j < names.length; j++) {
      const own = Object.getOwnPropertyDescriptor(prototypes[i], names[j]!)!;
      kept.push([prototypes[i]!, names[j]!, own.value, own.get]);
    }
  }
  seen['globals'] = Object.getOwnPropertyNames(window);
  seen['kept'] = kept;
  seen['counts'] = prototypes.map(object => Object.getOwnPropertyNames(object).length);
  seen['prototypes'] = prototypes;
  const elements: [Element, string][] = [];
  const all = document.querySelectorAll('*');
  for (let i = 0; i < all.length; i++) elements.push([all[i]!, own(all[i]!)]);
  seen['elements'] = elements;

  function own(element: Element): string {
    let text = element.localName;
    for (let i = 0; i < element.attributes.length; i++)
      text += ` ${element.attributes[i]!.name}=${element.attributes[i]!.value}`;
    return text;
  }
}

/** What has changed in the page since, except `motcua` and our own files. */
export function changes(): string[] {
  const seen = (window as unknown as { __seen: Record<string, unknown> }).__seen;
  const found: string[] = [];
  const globals = seen['globals'] as string[];
  const now = Object.getOwnPropertyNames(window);
  for (let i = 0; i < now.length; i++)
    if (globals.indexOf(now[i]!) < 0 && now[i] !== 'motcua' && !/^\d+$/.test(now[i]!)) found.push(`global ${now[i]}`);
  const kept = seen['kept'] as [object, string, unknown, unknown][];
  for (let i = 0; i < kept.length; i++) {
    const [object, name, value, get] = kept[i]!;
    const own = Object.getOwnPropertyDescriptor(object, name);
    if (!own || own.value !== value || own.get !== get) found.push(`changed ${name}`);
  }
  const prototypes = seen['prototypes'] as object[];
  const counts = seen['counts'] as number[];
  for (let i = 0; i < prototypes.length; i++)
    if (Object.getOwnPropertyNames(prototypes[i]).length !== counts[i]) found.push(`more names on object ${i}`);
  const elements = seen['elements'] as [Element, string][];
  const known: Element[] = [];
  for (let i = 0; i < elements.length; i++) {
    const [element, text] = elements[i]!;
    known.push(element);
    let now = element.localName;
    for (let j = 0; j < element.attributes.length; j++)
      now += ` ${element.attributes[j]!.name}=${element.attributes[j]!.value}`;
    if (!element.isConnected) found.push(`gone <${text}>`);
    else if (now !== text && element.localName.indexOf('mc-')) found.push(`<${text}> is <${now}>`);
  }
  const all = document.querySelectorAll('*');
  for (let i = 0; i < all.length; i++) {
    const element = all[i]!;
    const ours = /\/dist\//.test((element as HTMLScriptElement).src || '') || !element.localName.indexOf('mc-');
    if (known.indexOf(element) < 0 && !ours && !element.closest('[data-motcua]'))
      found.push(`new <${element.localName}>`);
  }
  return found;
}

export interface Person {
  code: string;
  digits: string;
  text: string;
  name: string;
  phone: string;
}

/** Does a citizen's task in each widget; returns what failed, by tag. */
export async function errands(person: Person, pause?: () => void): Promise<Record<string, string>> {
  const root = (tag: string): ShadowRoot => {
    const widget = document.querySelector(tag);
    if (!widget || !widget.shadowRoot) throw new Error('not upgraded');
    return widget.shadowRoot;
  };
  const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));
  const until = async <T>(look: () => T | null | undefined | false | '', what: string): Promise<T> => {
    for (let tries = 0; tries < 500; tries++) {
      const seen = look();
      if (seen) return seen;
      await wait(20);
    }
    throw new Error(`${what} did not come`);
  };
  const words = (tag: string) => ((root(tag).querySelector('.mc') || {}).textContent || '').replace(/\s+/g, ' ');
  const says = (tag: string, text: string) => until(() => words(tag).indexOf(text) >= 0, text);
  const type = (tag: string, selector: string, text: string) =>
    until(() => root(tag).querySelector<HTMLInputElement>(selector), selector).then(field => {
      field.value = text;
      field.dispatchEvent(new UIEvent('input', { bubbles: true, composed: true }));
    });
  const press = (tag: string, text: string) =>
    until(() => {
      const buttons = root(tag).querySelectorAll('button, a');
      for (let i = 0; i < buttons.length; i++) {
        const own = (buttons[i]!.textContent || '').replace(/\s+/g, ' ').trim();
        if (own === text && buttons[i]!.getAttribute('aria-disabled') !== 'true') return buttons[i] as HTMLElement;
      }
      return undefined;
    }, text).then(button => button.click());
  const click = (tag: string, selector: string, last = false) =>
    until(() => {
      const found = root(tag).querySelectorAll<HTMLElement>(selector);
      return found[last ? found.length - 1 : 0];
    }, selector).then(element => element.click());

  const doings: Record<string, () => Promise<void>> = {
    'mc-status-lookup': async () => {
      const tag = 'mc-status-lookup';
      await type(tag, '#code', person.code);
      await type(tag, '#factor', person.digits);
      if (pause) pause();
      await press(tag, 'Tra cứu');
      await says(tag, 'Hạn nộp');
    },
    'mc-feedback-form': async () => {
      const tag = 'mc-feedback-form';
      await type(tag, 'textarea', person.text);
      await press(tag, 'Gửi góp ý');
      await says(tag, 'Đã nhận được góp ý');
    },
    'mc-appointment-booker': async () => {
      const tag = 'mc-appointment-booker';
      await click(tag, '.time:not([aria-disabled])', true);
      await press(tag, 'Tiếp tục');
      await type(tag, '#name', person.name);
      await type(tag, '#phone', person.phone);
      await click(tag, '.tick');
      await press(tag, 'Tiếp tục');
      await press(tag, 'Xác nhận đặt lịch');
      await until(() => root(tag).querySelector('svg[role=img]'), 'QR');
    },
    'mc-guide-player': async () => {
      const tag = 'mc-guide-player';
      await says(tag, 'Đăng ký khai sinh');
      await click(tag, '.tick');
      await says(tag, 'Đã có 1/2 giấy tờ');
    },
  };
  const results: Record<string, string> = {};
  const tags = Object.keys(doings);
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!;
    try {
      if (!document.querySelector(tag)) throw new Error('not on the page');
      await doings[tag]!();
      const box = document.querySelector(tag)!.getBoundingClientRect();
      results[tag] = box.width > 50 && box.height > 50 ? 'done' : 'not rendered';
    } catch (error) {
      results[tag] = (error as Error).message;
    }
  }
  return results;
}
