import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frame, open, type Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => void (studio = await open()));
afterAll(() => studio.close());

const bench = async () => {
	const page = await studio.visit('/cut/cut_1');
	await page.waitForSelector('.paragraph');
	await page.waitForTimeout(500);
	return page;
};
const total = (page: Page) => page.locator('header .total strong').innerText();

// proves: EDT-01
it('plays the film of the cut: no dropped frame is stood at, and it goes on after each', async () => {
	const page = await bench();
	for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowLeft']) await page.keyboard.press(key);
	expect(await frame(page)).toBe(394);
	await page.keyboard.press('Space');
	const seen: number[] = await page.evaluate(async () => {
		const frames: number[] = [];
		const end = performance.now() + 4000;
		while (performance.now() < end) {
			await new Promise(requestAnimationFrame);
			const text = document.querySelector('.screen .timecode .quiet')?.textContent ?? '';
			frames.push(Number(/\d+/.exec(text)?.[0]));
		}
		return frames;
	});
	// 404 to 455 and 470 to 575 are retakes.
	const dropped = seen.filter((f) => (f >= 404 && f < 455) || (f >= 470 && f < 575));
	expect(dropped).toEqual([]);
	expect(seen.some((f) => f >= 455 && f < 470)).toBe(true);
	expect(Math.max(...seen)).toBeGreaterThan(590);
	await page.close();
});

it('goes from one rush into the next, and plays a rush whole when asked', async () => {
	const page = await bench();
	const rush = page.locator('.timeline select');
	for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ArrowLeft']) await page.keyboard.press(key);
	// Ten frames before the black end of the first rush.
	expect(await frame(page)).toBe(1232);
	await page.keyboard.press('Space');
	await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('.timeline select')?.value === '1');
	await page.waitForTimeout(1000);
	expect(await rush.inputValue()).toBe('1');
	expect(await frame(page)).toBeGreaterThan(5);
	await page.keyboard.press('k');

	await page.click('.whole input');
	await rush.selectOption('0');
	await page.locator('[role=slider]').focus();
	for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowLeft', 'Space']) await page.keyboard.press(key);
	await page.waitForFunction(() => Number(/\d+/.exec(document.querySelector('.screen .timecode .quiet')?.textContent ?? '')?.[0]) > 415);
	await page.keyboard.press('k');
	expect(await frame(page)).toBeLessThan(455);
	await page.close();
});

it('takes each decision back alone, and back again', async () => {
	const page = await bench();
	const before = await total(page);
	for (const key of ['ArrowDown', 'ArrowDown', 'd']) await page.keyboard.press(key);
	await page.waitForFunction((was) => document.querySelector('header .total strong')?.textContent !== was, before);
	await page.keyboard.press('u');
	await page.waitForFunction((was) => document.querySelector('header .total strong')?.textContent === was, before);
	await page.keyboard.press('r');
	await page.waitForFunction((was) => document.querySelector('header .total strong')?.textContent !== was, before);
	await page.keyboard.press('u');
	await page.close();
});

it('drops a kept range that was marked by keys', async () => {
	const page = await bench();
	const before = await total(page);
	for (const key of ['i', ...Array.from({ length: 4 }, () => 'Shift+ArrowRight'), 'o', 'd']) await page.keyboard.press(key);
	await page.waitForFunction((was) => document.querySelector('header .total strong')?.textContent !== was, before);
	expect(await page.locator('.word.dropped').first().innerText()).toBe('Hello.');
	await page.keyboard.press('u');
	await page.waitForFunction((was) => document.querySelector('header .total strong')?.textContent === was, before);
	await page.close();
});

it('says when somebody else changed the cut meanwhile, and takes the step again when asked', async () => {
	const page = await bench();
	// This visitor hears of no change; the next step is taken on an old version.
	await page.route('**/api/v1/events', (route) => route.abort());
	await page.reload();
	await page.waitForSelector('.paragraph');
	const now = await page.request.get(`${studio.at}/api/v1/cuts/cut_1`);
	const edits = [{ drop: { rush: 2, from: 0, to: 20 } }];
	const other = await page.request.post(`${studio.at}/api/v1/cuts/cut_1/edits`, { data: { edits }, headers: { 'if-match': now.headers().etag! } });
	expect(other.status()).toBe(200);
	const before = await total(page);
	for (const key of ['ArrowDown', 'ArrowDown', 'd']) await page.keyboard.press(key);
	await page.waitForSelector('[role=alertdialog]');
	expect(await total(page)).toBe(before);
	await page.click('[role=alertdialog] .main');
	await page.waitForSelector('[role=alertdialog]', { state: 'detached' });
	await page.click('#tab-history');
	const names = await page.locator('.history li span:first-child').allInnerTexts();
	expect(names[0]).toBe('Put back');
	expect(names[1]).toBe('Dropped');
	await page.close();
});

it('leaves single keys alone when they are turned off', async () => {
	const page = await bench();
	await page.keyboard.press('?');
	await page.click('dialog .switch input');
	await page.keyboard.press('Escape');
	await page.waitForSelector('dialog[open]', { state: 'detached' });
	const before = await page.locator('.history li').count();
	for (const key of ['ArrowDown', 'd', 'u']) await page.keyboard.press(key);
	await page.waitForTimeout(300);
	expect(await page.locator('.history li').count()).toBe(before);
	expect(await frame(page)).toBe(312);
	await page.close();
});
