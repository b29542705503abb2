/** User actions in a story, by the text on screen. */
const root = (canvas: HTMLElement): ShadowRoot =>
  canvas.querySelector(
    'mc-appointment-booker, mc-guide-player, mc-status-lookup, mc-feedback-form, mc-duty-roster, mc-notice-desk',
  )?.shadowRoot as ShadowRoot;

async function wait<T>(look: () => T | null | undefined): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const seen = look();
    if (seen) return seen;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('the story did not come so far');
}

export async function type(canvas: HTMLElement, id: string, text: string): Promise<void> {
  const input = await wait(() => root(canvas)?.querySelector<HTMLInputElement>(`#${id}`));
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Chooses from a list. */
export async function choose(canvas: HTMLElement, id: string, value: string): Promise<void> {
  const list = await wait(() => root(canvas)?.querySelector<HTMLSelectElement>(`select#${id}`));
  list.value = value;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Clicks an element once it is there. */
export async function press(canvas: HTMLElement, selector: string): Promise<void> {
  (await wait(() => root(canvas)?.querySelector<HTMLElement>(selector))).click();
}

export async function see(canvas: HTMLElement, selector: string): Promise<void> {
  await wait(() => root(canvas)?.querySelector(selector));
}

/** Looks a dossier up. */
export async function lookUp(canvas: HTMLElement): Promise<void> {
  await see(canvas, '.primary ~ .link');
  await type(canvas, 'code', 'H29.132-261118-0042');
  await type(canvas, 'factor', '0042');
  await press(canvas, 'button.primary');
  await see(canvas, '#result, [part=failure]');
}
