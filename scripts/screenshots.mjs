// Writes every screen of the admin UI, in light, dark and phone size, to the ignored folder screenshots/.
// Needs a running system with its demo people: PORT says where (4000 when it is not set).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../test/support/browser-launch.mjs';

const base = `http://127.0.0.1:${process.env.PORT ?? 4000}`;
const folder = join(import.meta.dirname, '..', 'screenshots');

const LOOKS = [
  { name: 'light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true },
];

/** Opens the editor of the article that is shown. */
async function write(page) {
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Text of the article' }).waitFor();
}

/** Opens the editor with all of its first line selected, and one of its tools. */
const tray = (tool) => async (page) => {
  await write(page);
  await page.getByRole('textbox', { name: 'Text of the article' }).locator('p').first().click();
  await page.keyboard.press('Shift+Home');
  await page.getByRole('toolbar').getByRole('button', { name: tool, exact: true }).click();
};

/** Shows what would become of a list that is not right in every line. */
const previewList = async (page) => {
  const lines = [
    'Email;Interests;Language',
    'ana@list.example;Knee|Running;es',
    'bo@list.example;Yoga|Neck;Klingon',
    'cy;Hip;en',
    'info@list.example;;',
  ];
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await page.locator('textarea').fill('Ticked the newsletter box on the paper form of 2024.');
  await page.locator('button[type=submit]').click();
  await page.locator('table').waitFor();
};

/** The screens of one person, by their role in the demo: a name, an address, and what to do there first. */
const SCREENS = {
  Author: [
    ['home-author', '/admin/'],
    ['articles', '/admin/articles'],
    ['articles-none', '/admin/articles?q=zzzz'],
    ['import', '/admin/articles/import'],
    ['account', '/admin/account'],
    ['tasks', '/admin/tasks'],
    ['article-new', '/admin/articles/new'],
    ['article-about', 'LIVE', (page) => page.getByRole('link', { name: 'About' }).click()],
    ['editor', 'WORKING_COPY', write],
    ['editor-cite', 'WORKING_COPY', tray('Cite')],
    ['editor-insert', 'WORKING_COPY', tray('Insert')],
    ['editor-keys', 'WORKING_COPY', tray('Keys')],
    ['missing', '/admin/articles/00000000-0000-0000-0000-000000000000'],
    ['palette', '/admin/articles', (page) => page.keyboard.press('Control+k')],
    ['keys', '/admin/', (page) => page.keyboard.press('?')],
  ],
  Administrator: [
    ['media', '/admin/library/media?site=harbor'],
    ['pieces', '/admin/library/pieces?site=harbor'],
    ['references', '/admin/library/references?site=harbor'],
    ['terms', '/admin/library/terms?kind=CONDITION'],
    ['reports', '/admin/reports?site=harbor'],
    ['reports-due', '/admin/reports?site=harbor&report=dueSoon&days=365'],
    ['reports-as-of', '/admin/reports?site=harbor&report=asOf'],
    ['reports-workload', '/admin/reports?site=harbor&report=workload'],
    ['people', '/admin/people?site=harbor'],
    ['sites', '/admin/settings/sites'],
    ['site', '/admin/settings/sites/harbor'],
    ['tokens', '/admin/settings/tokens'],
    ['keys', '/admin/settings/keys?site=harbor'],
    ['audit', '/admin/settings/audit?site=harbor'],
    ['forgot-password', '/admin/forgot-password'],
  ],
  'Clinical reviewer': [
    ['home-reviewer', '/admin/'],
    ['reviews', '/admin/reviews'],
    ['article-checks', 'IN_REVIEW', (page) => page.getByRole('tab', { name: 'Checks' }).click()],
    ['article-review', 'IN_REVIEW', (page) => page.getByRole('tab', { name: 'Review' }).click()],
    ['article-comments', 'IN_REVIEW', (page) => page.getByRole('tab', { name: /^Comments/ }).click()],
    ['article-changes', 'LIVE_WITH_NEWER_CHANGES', (page) => page.getByText('Changes', { exact: true }).click()],
    ['preview', 'LIVE', (page) => page.getByRole('link', { name: 'Preview' }).click()],
    ['article-history', 'LIVE', (page) => page.getByRole('tab', { name: 'History' }).click()],
  ],
  Publisher: [
    ['article-approved', 'APPROVED', (page) => page.getByRole('tab', { name: 'Review' }).click()],
    ['article-publish', 'APPROVED', (page) => page.getByRole('button', { name: 'Publish', exact: true }).click()],
    ['article-live', 'LIVE', (page) => page.getByRole('tab', { name: 'Live' }).click()],
    ['live', '/admin/publishing'],
    ['live-as-of', '/admin/publishing?at=2030-01-01'],
    ['calendar', '/admin/publishing/calendar'],
    ['releases', '/admin/publishing/releases'],
    ['new-release', '/admin/publishing/releases/new?site=harbor'],
    ['deliveries', '/admin/publishing/deliveries?site=harbor'],
    ['destinations', '/admin/publishing/destinations?site=harbor'],
    [
      'destination-add',
      '/admin/publishing/destinations?site=harbor',
      (page) => page.getByRole('button', { name: 'Add a destination' }).first().click(),
    ],
    ['recalls', '/admin/publishing/recalls?site=harbor'],
    ['newsletters', '/admin/newsletters?site=harbor'],
    ['newsletter-new', '/admin/newsletters/new?site=harbor'],
    ['digest', '/admin/newsletters/digest?site=harbor'],
    ['audience', '/admin/newsletters/audience?site=harbor'],
    ['audience-people', '/admin/newsletters/audience/people?site=harbor'],
    ['suppressions', '/admin/newsletters/audience/suppressions?site=harbor'],
    ['erasure', '/admin/newsletters/audience/erasure?site=harbor'],
    [
      'sender-domain',
      '/admin/newsletters/domain?site=harbor',
      async (page) => {
        await page.getByRole('button', { name: 'Check now' }).click();
        await page.getByRole('heading', { name: /^DMARC/ }).waitFor();
      },
    ],
    ['audience-import', '/admin/newsletters/audience/import?site=harbor'],
    ['audience-import-report', '/admin/newsletters/audience/import?site=harbor', previewList],
    [
      'recall-new',
      'LIVE',
      async (page) => {
        await page.getByRole('tab', { name: 'Live' }).click();
        await page.getByRole('link', { name: 'Recall this text' }).click();
        await page.getByRole('button', { name: 'Recall now' }).waitFor();
      },
    ],
    ['article-withdraw', 'LIVE', (page) => page.getByRole('button', { name: 'Withdraw', exact: true }).click()],
  ],
};

mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const look of LOOKS) await photograph(look);
} finally {
  await browser.close();
}

async function photograph({ name, ...options }) {
  for (const [role, screens] of Object.entries(SCREENS)) {
    const context = await browser.newContext({ ...options, locale: 'en-US', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(`${base}/admin/sign-in`);
    const person = page.getByRole('button', { name: role }).first();
    await person.waitFor();
    if (role === 'Author') await page.screenshot({ path: join(folder, `sign-in-${name}.png`) });
    await person.click();
    await page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
    for (const screen of screens) await photographScreen(page, name, screen);
    await context.close();
  }
}

async function photographScreen(page, look, [screen, place, first]) {
  try {
    if (place.startsWith('/')) await page.goto(base + place);
    else if (!(await openFirstWith(page, place))) return console.log(`${screen}-${look}: no article is ${place}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    await first?.(page);
    await settled(page);
    await page.screenshot({ path: join(folder, `${screen}-${look}.png`) });
    console.log(`${screen}-${look}.png`);
  } catch (error) {
    console.error(`${screen}-${look}: ${String(error.message).split('\n')[0]}`);
    process.exitCode = 1;
  }
}

/** Waits until nothing is loading, and a skeleton has given its place to what it stood for. */
async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page
    .locator('[aria-busy="true"], [role="status"][aria-label="Loading"]')
    .first()
    .waitFor({ state: 'detached' });
}

/** Opens the first article with a status; answers false when there is none. */
async function openFirstWith(page, status) {
  await page.goto(`${base}/admin/articles?status=${status}`);
  await page.locator('#screen [aria-busy="false"]').waitFor();
  if ((await page.locator('tbody a').count()) === 0) return false;
  await page.locator('tbody a').first().click();
  await page.getByRole('region', { name: 'Next step' }).waitFor();
  return true;
}
