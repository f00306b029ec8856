import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, type Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => void (studio = await open()));
afterAll(() => studio.close());

it('goes on with an upload after the page was loaded anew', async () => {
	const file = join(mkdtempSync(join(tmpdir(), 'incamera-walk-')), 'second camera.mp4');
	writeFileSync(file, Buffer.alloc(300_000, 7));
	const page = await studio.visit('/project/prj_1/rushes');
	await page.waitForSelector('article');
	let cut = true;
	await page.route('**/api/v1/uploads/**', (route) => (cut && route.request().method() === 'PATCH' ? route.abort() : route.continue()));
	await page.setInputFiles('input[type=file]', file);
	await page.waitForSelector('[aria-labelledby=uploads] li');
	await page.waitForTimeout(500);

	page.on('dialog', (dialog) => dialog.accept());
	await page.reload();
	await page.waitForSelector('[aria-labelledby=uploads] li:has-text("Interrupted")');
	cut = false;
	let created = 0;
	page.on('request', (r) => void (r.method() === 'POST' && r.url().endsWith('/uploads') && created++));
	await page.setInputFiles('input[type=file]', file);
	await page.waitForSelector('[aria-labelledby=uploads] li:has-text("Arrived")');
	expect(created).toBe(0);
	await page.waitForSelector('article:has-text("second camera.mp4")');
	// What the scan says comes in by itself.
	await page.waitForFunction(() => [...document.querySelectorAll('article')].some((a) => a.textContent?.includes('second camera') && a.querySelector('img')), undefined, { timeout: 30_000 });
	await page.close();
});

it('finds where a word is spoken', async () => {
	const page = await studio.visit('/project/prj_1/rushes');
	await page.fill('input[type=search]', 'banana');
	await page.keyboard.press('Enter');
	expect(await page.locator('mark').first().innerText()).toMatch(/banana/i);
	await page.click('li:has(mark) button');
	await page.waitForSelector('dialog[open] video');
	await page.close();
});

it('forgets unfinished uploads on the device when somebody signs out', async () => {
	const page = await studio.visit('/project/prj_1/rushes');
	await page.waitForSelector('article');
	await page.evaluate(() => localStorage.setItem('tus::incamera|prj_1|9|9|private name.mp4::1', '{}'));
	await page.route('**/sign-out', (route) => route.fulfill({ contentType: 'text/html', body: 'signed out' }));
	await page.click('.person summary');
	await page.click('form[action="/sign-out"] button');
	await page.waitForSelector('text=signed out');
	expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tus::')))).toEqual([]);
	await page.close();
});
