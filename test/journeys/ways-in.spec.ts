import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { AccountPage } from './pages/account-page.js';
import { Frame } from './pages/frame.js';
import { PeoplePage } from './pages/people-page.js';
import { SignInPage } from './pages/sign-in-page.js';

const PUBLISHER = { email: 'jo@harbor.example', password: 'publisher-at-harbor' };

const SCREENS = [
  '/admin/library/media',
  '/admin/library/pieces',
  '/admin/library/references',
  '/admin/library/terms?kind=CONDITION',
  '/admin/people?site=harbor',
  '/admin/settings/sites',
  '/admin/settings/sites/harbor',
  '/admin/settings/tokens',
  '/admin/settings/audit',
  '/admin/account',
  '/admin/forgot-password',
  '/admin/choose-password?token=none',
];

/** The code that an authenticator shows for a secret now (RFC 6238, SHA-1, six digits, 30 seconds). */
function codeOf(secret: string, at = Date.now()): string {
  const bits = [...secret.replace(/=+$/, '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

describe('the ways in', () => {
  let system: RunningSystem;
  let browser: Browser;
  /** Passkeys belong to a name, never to a number. */
  let home: string;

  beforeAll(async () => {
    [system, browser] = await openStage();
    home = system.apiUrl.replace('127.0.0.1', 'localhost');
  }, 180_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 60_000);

  it('enrol a passkey and a second factor, and sign in with a code, a recovery code and the passkey', async () => {
    const context = await newVisitor(browser);
    const page = await context.newPage();
    const device = await context.newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    const signIn = new SignInPage(page, home);
    const account = new AccountPage(page, home);
    await signIn.open();
    await signIn.enterAs('Publisher');
    await account.open();
    await account.addPasskey('My laptop');
    const { secret, recovery } = await account.enrol(PUBLISHER.password, codeOf);
    expect(recovery).toHaveLength(10);
    expect(await accessibilityFaults(page)).toEqual([]);

    await account.signOut();
    await signIn.signIn(PUBLISHER.email, PUBLISHER.password);
    expect(await signIn.giveCode('000000')).toMatch(/not right/);
    await signIn.giveCode(codeOf(secret));
    await signIn.arrived();

    await account.open();
    await account.signOut();
    await signIn.signIn(PUBLISHER.email, PUBLISHER.password);
    await signIn.giveCode(recovery[0]!);
    await signIn.arrived();

    await account.open();
    await account.signOut();
    await signIn.byPasskey();
    await signIn.arrived();
    await account.open();
    await account.removeSecondFactor(PUBLISHER.password);
    await account.removePasskey('My laptop');
    await context.close();
  }, 120_000);

  it('lead an invited person in by a link that works once, and out when they are deactivated', async () => {
    const context = await newVisitor(browser);
    const page = await context.newPage();
    const signIn = new SignInPage(page, system.apiUrl);
    const people = new PeoplePage(page, system.apiUrl);
    await signIn.open();
    await signIn.enterAs('Administrator');
    await people.open();
    await people.invite('Ana Ruiz', 'ana@harbor.example', 'Author');
    const link = await system.linkMailedTo('ana@harbor.example', /invited/);

    const visitor = await newVisitor(browser);
    const theirs = await visitor.newPage();
    const hers = new SignInPage(theirs, system.apiUrl);
    await hers.choosePassword(link, 'four quiet walking shoes');
    expect(await hers.notice('status')).toMatch(/is saved/);
    await hers.open();
    await hers.signIn('ana@harbor.example', 'four quiet walking shoes');
    await hers.arrived();
    await hers.choosePassword(link, 'another one entirely');
    expect(await hers.notice('alert')).toMatch(/used already/);

    await people.open();
    await people.deactivate('Ana Ruiz');
    await theirs.goto(`${system.apiUrl}/admin/articles`);
    await theirs.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    await hers.signIn('ana@harbor.example', 'four quiet walking shoes');
    expect(await hers.notice('alert')).not.toBe('');
    await Promise.all([context.close(), visitor.close()]);
  }, 120_000);

  it('answer a forgotten password alike for an address that somebody has and one that nobody has', async () => {
    const context = await newVisitor(browser);
    const page = await context.newPage();
    const signIn = new SignInPage(page, system.apiUrl);
    const answers: string[] = [];
    for (const email of ['nobody@harbor.example', 'sam@harbor.example']) {
      answers.push((await signIn.forgot(email)).replace(email, '-'));
    }
    expect(answers[0]).toBe(answers[1]);
    const link = await system.linkMailedTo('sam@harbor.example', /new password/);
    await signIn.choosePassword(link, 'a calm and steady pace');
    expect(await signIn.notice('status')).toMatch(/is saved/);
    await signIn.open();
    await signIn.signIn('sam@harbor.example', 'a calm and steady pace');
    await signIn.arrived();
    await context.close();
  }, 120_000);

  it.each(['light', 'dark'] as const)(
    'and the screens of library and settings have no accessibility fault in %s',
    async (scheme) => {
      const context = await newVisitor(browser, scheme);
      const page = await context.newPage();
      const frame = new Frame(page);
      const signIn = new SignInPage(page, system.apiUrl);
      await signIn.open();
      await signIn.enterAs('Administrator');
      const found: Record<string, string[]> = {};
      for (const place of SCREENS) {
        await page.goto(system.apiUrl + place);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await frame.settled();
        found[place] = await accessibilityFaults(page);
      }
      expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
      await context.close();
    },
    120_000,
  );
});
