/** Accounts in a real browser: by letter, password, passkey, second step and provider, and their end. */
// oxlint-disable vitest/expect-expect -- granted(), expect...Refusal() and waiting for a text do it
import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { letter, withoutWorker } from '../support/account-letters.ts';
import { freePort } from '../support/free-port.ts';
import { type OidcProvider, startOidcProvider } from '../support/oidc.ts';
import { totpOf } from '../support/totp.ts';
import { createVisitor } from '../support/visitor.ts';
import { builtWeb, buildTimeoutMs } from '../support/web.ts';
import { granted } from '../api/refusals.ts';
import { openWorld, type World } from '../api/world.ts';
import { mistakes, shoot } from './box-office.ts';
import { describeInBrowser, desktop, launchBrowser, phone, visit } from './browser.ts';

const password = 'correct horse battery';
const english: BrowserContextOptions = { ...desktop, locale: 'en-GB' };

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

async function signOut(page: Page): Promise<void> {
  await press(page, 'Sign out');
  await page.getByText('You are signed out.').first().waitFor();
}

describeInBrowser('an account', { timeout: 60_000 }, () => {
  let world: World;
  let provider: OidcProvider;
  let browser: Browser;
  let site = '';

  beforeAll(async () => {
    await builtWeb();
    const port = await freePort();
    // By name: there are no passkeys for an address that is a number.
    site = `http://localhost:${port}`;
    provider = await startOidcProvider([`${site}/api/auth/callback/oidc`]);
    provider.people.set('yuna', { email: 'yuna@example.test', email_verified: true, name: '연아' });
    world = await openWorld({
      env: {
        ...withoutWorker,
        PORT: `${port}`,
        PUBLIC_URL: site,
        SIGN_UP_CONFIRMED: 'true',
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_NAME: 'Moon ID',
      },
    });
    browser = await launchBrowser();
  }, buildTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await provider?.close();
  });

  const open = (path: string, options = english) => visit(browser, `${site}${path}`, options);

  /** An account that somebody has made elsewhere. */
  async function account(email: string): Promise<string> {
    const who = createVisitor(world.processes[0]?.url ?? '');
    const draft = { name: 'Kim', email, password };
    const heard = { 'accept-language': 'en' };
    granted(await who.send('POST', '/api/v1/account/sign-up', draft, heard));
    const { content } = await letter(world.db, email);
    const token = new URL(content.url ?? '').hash.slice(1);
    granted(await who.send('POST', '/api/v1/account/confirmations', { token }));
    return email;
  }

  async function signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${site}/sign-in?return=/account`);
    await field(page, 'E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await press(page, 'Sign in');
  }

  it('is made by the link of a letter, in the browser that asked for it', async () => {
    const { page, complaints, close } = await open('/sign-up?return=/account', {
      ...phone,
      locale: 'en-GB',
    });
    await press(page, 'Create an account');
    await page.getByText('Enter your name.').waitFor();
    await page.getByText('Enter your e-mail address.').waitFor();
    await field(page, 'Name').fill('Kim Yuna');
    await field(page, 'E-mail').fill('kim@example.test');
    await page.getByLabel('Password').fill(password);
    await shoot(page, 'sign-up');
    await press(page, 'Create an account');
    await heading(page, 'Check your mail');
    await page.getByText('kim@example.test').waitFor();
    await shoot(page, 'check-mail');
    const { content } = await letter(world.db, 'kim@example.test');
    await page.goto(content.url ?? '');
    await shoot(page, 'confirm');
    await press(page, 'Confirm');
    await page.getByText('Welcome, Kim Yuna.').first().waitFor();
    await page.goto(`${site}/account`);
    await heading(page, 'Kim Yuna');
    await page.getByText('confirmed', { exact: true }).waitFor();
    await shoot(page, 'account-phone');
    await page.goto(content.url ?? '');
    await press(page, 'Confirm');
    await heading(page, 'This link was used already, or its time is over.');
    expect(mistakes(complaints).filter((text) => !text.includes('410'))).toEqual([]);
    await close();
  });

  it('gets a new password by letter', async () => {
    const email = await account('forgot@example.test');
    const { page, close } = await open('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await field(page, 'E-mail').fill(email);
    await press(page, 'Send the link');
    await page.getByText(`If ${email} has an account`).waitFor();
    await page.goto((await letter(world.db, email, 2)).content.url ?? '');
    await page.getByLabel('New password').fill('short');
    await press(page, 'Set the password');
    await page.getByText('The password needs at least 10 characters.').waitFor();
    await page.getByLabel('New password').fill('a new horse battery');
    await shoot(page, 'new-password');
    await press(page, 'Set the password');
    await field(page, 'E-mail').fill(email);
    await page.getByLabel('Password').fill('a new horse battery');
    await press(page, 'Sign in');
    await heading(page, 'Kim');
    await close();
  });

  it('is entered with a passkey, which is named and removed', async () => {
    const email = await account('key@example.test');
    const { page, complaints, close } = await open('/');
    const device = await virtualDevice(page);
    await signIn(page, email);
    await press(page, 'Add a passkey');
    await field(page, 'Name of the passkey').fill('My laptop');
    await press(page, 'Add a passkey');
    await page.getByText('The passkey is added.').first().waitFor();
    await page.getByText('My laptop').waitFor();
    await signOut(page);
    await device.presence(false);
    await page.goto(`${site}/sign-in?return=/account`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
    await shoot(page, 'sign-in');
    await device.presence(true);
    await press(page, 'Sign in with a passkey');
    await heading(page, 'Kim');
    await press(page, 'Rename My laptop');
    await field(page, 'Name of the passkey').fill('Work laptop');
    await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
    await press(page, 'Remove Work laptop');
    await page.getByText('The passkey is removed.').first().waitFor();
    expect(mistakes(complaints)).toEqual([]);
    await close();
  });

  it('takes two steps once that is switched on, also from another device', async () => {
    const email = await account('steps@example.test');
    const { page, close } = await open('/');
    await signIn(page, email);
    await press(page, 'Turn on');
    await page.getByLabel('Current password').last().fill(password);
    await press(page, 'Continue');
    await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
    const secret = (await page.locator('.factor-key code').textContent())?.replaceAll(' ', '');
    const uri = `otpauth://totp/x?secret=${secret}&digits=6&period=30`;
    const codes = await page.getByRole('list', { name: 'Recovery codes' }).innerText();
    await shoot(page, 'two-steps');
    await field(page, 'Then enter the code that it shows').fill(totpOf(uri));
    await press(page, 'Turn on');
    await page.getByText('From now on, signing in takes two steps.').first().waitFor();
    await signOut(page);
    await signIn(page, email);
    await heading(page, 'One more step');
    await field(page, 'Code from the app').fill('000000');
    await press(page, 'Continue');
    await page.getByText('This code is wrong').waitFor();
    await shoot(page, 'second-step');
    await press(page, 'Use a recovery code instead');
    await field(page, 'Recovery code').fill(codes.split(/\s+/)[0] ?? '');
    await press(page, 'Continue');
    await heading(page, 'Kim');
    await close();
  });

  it('of a provider is an account here, there and back', async () => {
    const { page, complaints, close } = await open('/sign-in?return=/account');
    await press(page, 'Continue with Moon ID');
    await press(page, 'Not today');
    await page.getByText('You did not allow it there, so nothing was done.').waitFor();
    await page.goto(`${site}/sign-in?return=/account`);
    await press(page, 'Continue with Moon ID');
    await press(page, 'Continue as yuna');
    await heading(page, '연아');
    await page.getByText('yuna@example.test').first().waitFor();
    await press(page, 'Disconnect Moon ID');
    await page.getByText('This is your only way in. Set a password first.').waitFor();
    expect(mistakes(complaints).filter((text) => !text.includes('400'))).toEqual([]);
    await close();
  });

  it('is signed out on other devices, keeps its language, and is deleted', async () => {
    const email = await account('end@example.test');
    const [here, there] = [await open('/'), await open('/')];
    await signIn(there.page, email);
    await heading(there.page, 'Kim');
    await signIn(here.page, email);
    await press(here.page, 'Sign out all others');
    await here.page.getByText('All other devices are signed out.').first().waitFor();
    await there.page.goto(`${site}/account`);
    await there.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();

    const { page } = here;
    await page.getByRole('combobox', { name: 'Language' }).selectOption('한국어');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await heading(page, '내 정보');
    await shoot(page, 'account-ko');
    await signIn(there.page, email);
    await heading(there.page, '내 정보');

    await press(page, '계정 삭제하기');
    await page.getByRole('dialog', { name: '계정 삭제' }).waitFor();
    await press(page, '완전히 삭제');
    await page.getByText('계정을 삭제하고 메일로 알려 드렸습니다.').first().waitFor();
    await there.page.reload();
    await there.page.getByRole('button', { name: '로그인', exact: true }).waitFor();
    await here.close();
    await there.close();
  });
});

/** An authenticator inside of the browser, as tests may have one; `presence`: somebody touches it. */
async function virtualDevice(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    presence: (enabled: boolean) =>
      session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
  };
}
