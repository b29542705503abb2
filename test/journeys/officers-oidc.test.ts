import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addOfficer } from '../../src/server/platform/officers.ts';
import { client, type IdentityProvider, realProvider } from '../support/identity-provider.ts';
import { site, type Site, violations } from '../support/site.ts';
import { freePort } from '../support/free-port.ts';

const label = 'Tài khoản của Thành phố';

describe('An officer who signs in at the identity provider', { timeout: 120_000 }, () => {
  let place: Site;
  let provider: IdentityProvider;
  const clock = { ahead: 0 };

  before(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await realProvider(`${publicUrl}/desk/oidc/callback`);
    place = await site({
      port,
      clock: () => new Date(Date.now() + clock.ahead),
      oidc: {
        issuer: provider.issuer,
        ...{ clientId: client.id, clientSecret: client.secret, claim: 'preferred_username', label, publicUrl },
      },
    });
    for (const [id, name] of [
      ['an', 'Võ Thị An'],
      ['binh', 'Lý Bình'],
    ] as const)
      await addOfficer(place.database.db, { id, name, agency: '26506', role: 'officer' });
  });
  after(async () => {
    await place.close();
    provider.close();
  });

  /** Fills in the pages of the provider. */
  const signIn = async (page: Page, account: string) => {
    await page.locator('[name=login]').fill(account);
    await page.locator('[name=password]').fill('x');
    await page.locator('button[type=submit]').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/\/desk\/(?:today|account|sign-in)/);
  };

  /** Signed in, with something half typed, and away until the screen is locked. */
  const leave = async (): Promise<Page> => {
    const page = await place.open(`${place.api}/desk/sign-in?next=/desk/account`, {
      viewport: { width: 1280, height: 860 },
    });
    await page.getByRole('link', { name: label }).click();
    await signIn(page, 'an');
    await page.clock.install();
    await page.goto(`${place.api}/desk/dossiers`);
    await page.getByLabel('Tìm mã hồ sơ, tên, số điện thoại, số thứ tự').fill('đang gõ dở');
    clock.ahead += 20 * 60_000;
    await page.clock.runFor(16 * 60_000);
    await page.getByRole('dialog', { name: 'Màn hình đã khóa' }).waitFor();
    return page;
  };

  /** Presses the button of the lock and comes back from the tab that it opens. */
  const unlock = async (page: Page, signIn: (tab: Page) => Promise<void>) => {
    const opened = page.context().waitForEvent('page');
    await page.getByRole('dialog').getByRole('link', { name: label }).click();
    const tab = await opened;
    await signIn(tab);
    await tab.waitForURL(/\/desk\/today/);
    await tab.close();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
  };

  it('finds the screen locked after a while, and what was typed below, once signed in in another tab', async () => {
    const page = await leave();
    assert.deepEqual(await violations(page, { within: 'dialog' }), []);
    await page.keyboard.press('Escape');
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.getByRole('dialog').waitFor();
    // The provider still knows who sits there.
    await unlock(page, async () => {});
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.equal(await page.getByLabel('Tìm mã hồ sơ, tên, số điện thoại, số thứ tự').inputValue(), 'đang gõ dở');
    await page.context().close();
  });

  it('leaves nothing of the page to a colleague who signs in there', async () => {
    const page = await leave();
    await page.context().clearCookies({ name: /^_/ });
    await unlock(page, tab => signIn(tab, 'binh'));
    await page.getByText('Lý Bình').first().waitFor();
    assert.equal(await page.getByLabel('Tìm mã hồ sơ, tên, số điện thoại, số thứ tự').inputValue(), '');
    await page.context().close();
  });
});
