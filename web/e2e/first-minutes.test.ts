import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { code, own, PASSWORD, RUSH, Studio, words } from './studio.ts';

const studio = new Studio();
const fr = words('fr');
let claire: Page;
let secret = '';
let review = '';
let guests = '';

beforeAll(() => studio.open(), 60_000);
afterAll(() => studio.close());

// proves: STU-01
it('lets the first owner in by the link, once', async () => {
	claire = await (await studio.visitor('fr')).newPage();
	claire.on('pageerror', (error) => {
		throw error;
	});
	secret = await own(claire, studio);
	await claire.waitForSelector(`text=${fr('projects-none')}`);
	const cookies = await claire.context().cookies();
	for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax' });
	expect(cookies.map((cookie) => cookie.name)).toEqual(['__Host-session']);
	const again = await claire.request.get(studio.setup, { maxRedirects: 0 });
	expect(again.status()).toBe(404);
});

// proves: STU-12, EDT-01
it('takes a rush in, through a killed server, and derushes it', async () => {
	await claire.click(`button:has-text("${fr('project-new')}")`);
	await claire.fill('dialog[open] input', 'Visages du port');
	await claire.click('dialog[open] .main');
	await claire.waitForURL(/\/project\//);
	const project = claire.url().split('/project/')[1]!;
	await claire.goto(`${studio.at}/project/${project}/rushes`);
	await claire.waitForSelector(`text=${fr('rushes-none')}`);
	await claire.setInputFiles('input[type=file]', RUSH);
	await claire.waitForSelector('article');
	// In the middle of what it makes of the rush.
	await studio.kill();
	await studio.start();
	await claire.reload();
	await claire.waitForSelector('article img', { timeout: 120_000 });
	await claire.click(`button.main:has-text("${fr('derush-all')}")`, { timeout: 180_000 });
	await claire.click('dialog[open] .main');
	await claire.waitForURL(/\/cut\//);
	const total = claire.locator('header .total strong');
	await total.waitFor();
	const before = await total.innerText();
	// What browsers play of it comes a while later, by itself.
	await claire.waitForFunction(() => (document.querySelector<HTMLVideoElement>('.films video')?.readyState ?? 0) >= 2, undefined, { timeout: 120_000 });
	// Each decision is taken back alone; the third is the long silence.
	for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'd']) await claire.keyboard.press(key);
	await claire.waitForFunction((was) => document.querySelector('header .total strong')?.textContent !== was, before);
	await claire.keyboard.press('u');
	await claire.waitForFunction((was) => document.querySelector('header .total strong')?.textContent === was, before);
}, 300_000);

// proves: STU-15
it('shows the film for review, frame by frame', async () => {
	await claire.click(`button:has-text("${fr('send-to-review')}")`);
	await claire.click('dialog[open] .main');
	await claire.waitForURL(/\/review\//);
	review = claire.url();
	const slider = claire.locator('input[type=range]');
	await slider.waitFor({ timeout: 180_000 });
	const last = Number(await slider.getAttribute('max'));
	expect(last).toBeGreaterThan(100);
	for (const frame of [0, 1, 29, 30, 31, Math.floor(last / 2), last]) {
		await slider.evaluate((input: HTMLInputElement, to) => {
			input.value = String(to);
			input.dispatchEvent(new Event('input', { bubbles: true }));
		}, frame);
		await claire.waitForFunction((to) => document.querySelector<HTMLElement>('[data-frame]')?.dataset.shown === String(to), frame, { timeout: 10_000 });
	}
}, 300_000);

// proves: STU-09
it('lets a guest in with a name alone, and the note comes in live', async () => {
	await claire.click(`button:has-text("${fr('share')}")`);
	await claire.click('dialog[open] .main');
	guests = await claire.locator('dialog[open] input[readonly]').inputValue();
	await claire.keyboard.press('Escape');
	const nora = await (await studio.visitor('fr', { width: 360, height: 740 })).newPage();
	await nora.goto(guests);
	await nora.fill('#name', 'Nora <i>cliente</i>');
	await nora.click('main form button');
	await nora.waitForURL(/\/review\//);
	await nora.waitForSelector('form textarea');
	await nora.fill('form textarea', 'Le nom pourrait rester plus longtemps ?');
	await nora.keyboard.press('Control+Enter');
	await claire.waitForSelector('article:has-text("Le nom pourrait rester")', { timeout: 10_000 });
	expect(await claire.locator('article:has-text("Nora <i>cliente</i>")').count()).toBe(1);
	// Nothing else is shown to a guest, and nothing else is answered.
	expect(await nora.locator('header.bar nav').count()).toBe(0);
	const refused = await nora.request.get(`${studio.at}/api/v1/me/data-map`);
	expect([200, 403, 404]).toContain(refused.status());
	expect((await nora.request.get(`${studio.at}/api/v1/workspaces/${crypto.randomUUID()}/projects`)).status()).toBe(404);
}, 60_000);

// proves: SEC-07
it('lets the owner in again by password and code, and not twice by one code', async () => {
	const page = await (await studio.visitor('fr')).newPage();
	await page.goto(`${studio.at}/sign-in?next=${encodeURIComponent(new URL(review).pathname)}`);
	await page.fill('#email', 'claire@studio.example');
	await page.fill('#password', PASSWORD);
	await page.click('main form button');
	const now = code(secret, Date.now() + 30_000);
	await page.fill('#code', now);
	await page.click('main form button');
	await page.waitForURL(/\/review\//);
	const other = await (await studio.visitor('fr')).newPage();
	await other.goto(`${studio.at}/sign-in`);
	await other.fill('#email', 'claire@studio.example');
	await other.fill('#password', PASSWORD);
	await other.click('main form button');
	await other.fill('#code', now);
	await other.click('main form button');
	await other.waitForSelector('[role=alert]');
}, 60_000);

// proves: PRV-22
it('asks nobody else anything', () => {
	expect(studio.strangers).toEqual([]);
});
