import { fixture, html } from '@open-wc/testing';
import 'axe-core/axe.min.js';
import type Axe from 'axe-core';
import type { TemplateResult } from 'lit';
import type { PortalElement } from '../../src/index.ts';
import './library.ts';

const { axe } = window as unknown as { axe: typeof Axe };

interface Page {
  settings?: Record<string, string>;
  fetch?: typeof fetch;
}

/** Mounts a widget on a page of Phường Vũng Tàu, with the real backend. */
export async function mount<T extends HTMLElement>(
  template: TemplateResult,
  { settings = {}, fetch }: Page = {},
): Promise<T> {
  const portal = await fixture<PortalElement>(
    html`<mc-portal data-api="/api" data-agency="26506" data-phone="0254 385 0000"></mc-portal>`,
  );
  for (const name of Object.keys(settings)) portal.setAttribute(`data-${name}`, settings[name]!);
  if (fetch) portal.fetch = fetch;
  const holder = await fixture<HTMLElement>(html`<div>${template}</div>`, { parentNode: portal });
  return holder.firstElementChild as T;
}

/** Waits until a condition holds. */
export async function until<T>(
  look: () => T | undefined | false | null | '',
  what = 'what was waited for',
): Promise<T> {
  for (let tries = 0; tries < 800; tries++) {
    const seen = look();
    if (seen) return seen;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error(`${what} did not come`);
}

/** The visible text of a widget. */
export const seen = (widget: HTMLElement): string => {
  let words = '';
  const read = (node: Node): void => {
    if (node instanceof HTMLElement && (node.hidden || node.classList.contains('spoken'))) return;
    if (node instanceof HTMLStyleElement) return;
    if (node.nodeType === Node.TEXT_NODE) words += ` ${node.textContent}`;
    node.childNodes.forEach(read);
  };
  read(widget.shadowRoot as ShadowRoot);
  return words.replace(/\s+/g, ' ').trim();
};

export const spoken = (widget: HTMLElement): string =>
  widget.shadowRoot?.querySelector('[role=status]')?.textContent?.trim() ?? '';

export const field = (widget: HTMLElement, id: string): HTMLInputElement => {
  const found = widget.shadowRoot?.querySelector<HTMLInputElement>(`#${id}`);
  if (!found) throw new Error(`no field ${id} in: ${seen(widget)}`);
  return found;
};

/** Types into a field. */
export function type(widget: HTMLElement, id: string, text: string): void {
  const input = field(widget, id);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Clicks the button or link with this text. */
export function press(widget: HTMLElement, words: string): void {
  const buttons = [...(widget.shadowRoot?.querySelectorAll<HTMLElement>('button, a, label') ?? [])];
  const found = buttons.find(button => button.textContent?.trim() === words);
  if (!found) throw new Error(`no button “${words}” in: ${seen(widget)}`);
  found.click();
}

/** Violations that axe finds. */
export async function violations(widget: HTMLElement): Promise<string[]> {
  const { violations: found } = await axe.run(widget, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`);
}

/** Replaces the answer of one path; all others come from the real backend. */
export const answering =
  (path: string, answer: (request: Request) => Response | Promise<Response>): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    return new URL(request.url).pathname.endsWith(path) ? answer(request) : window.fetch(request);
  };

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
