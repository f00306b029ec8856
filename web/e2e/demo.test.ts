import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { own, Studio, words } from './studio.ts';

const studio = new Studio();
const fr = words('fr');
let claire: Page;

beforeAll(() => studio.open(), 60_000);
afterAll(() => studio.close());

// proves: EDT-01
it('opens the demo studio: a rush that is derushed and under review by itself', async () => {
	claire = await (await studio.visitor('fr')).newPage();
	await own(claire, studio, 'demo');
	await claire.waitForURL(/\/project\/.*\/rushes/);
	const project = claire.url().split('/')[4]!;
	await claire.waitForSelector('article img', { timeout: 120_000 });
	await claire.goto(`${studio.at}/project/${project}/reviews`);
	await claire.click('a.card', { timeout: 180_000 });
	await claire.waitForURL(/\/review\//);
	await claire.waitForSelector('article', { timeout: 180_000 });
	expect(await claire.locator('article').count()).toBe(2);
	await claire.locator('input[type=range]').waitFor({ timeout: 180_000 });
}, 400_000);

// proves: DSR-19
it('removes it by the real erasure, and shows what that did', async () => {
	await claire.goto(studio.at);
	await claire.click('nav a:has-text("Studio de démonstration")');
	await claire.click(`button:has-text("${fr('demo-remove')}")`);
	await claire.click('dialog[open] .bad');
	await claire.waitForSelector(`dialog[open] td:has-text("${fr('receipt-done')}")`, { timeout: 180_000 });
	const rows = await claire.locator('dialog[open] tbody tr').allInnerTexts();
	expect(rows.some((row) => row.startsWith('keys') && row.includes(fr('receipt-done')))).toBe(true);
	expect(rows.some((row) => row.startsWith('rows') && row.includes(fr('receipt-done')))).toBe(true);
	await claire.click('dialog[open] a.main');
	await claire.waitForSelector(`text=${fr('projects-none')}`);
	expect(await claire.locator('nav a:has-text("Studio de démonstration")').count()).toBe(0);
});
