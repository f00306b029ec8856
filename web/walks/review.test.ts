import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewNote } from '../src/lib/api/reviews.ts';
import { open, type Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => void (studio = await open()));
afterAll(() => studio.close());

// proves: STU-15
it('shows exactly the frame that is asked for, as the browser itself says', async () => {
	const page = await studio.visit('/review/rev_1');
	await page.waitForSelector('article');
	const slider = page.locator('input[type=range]');
	// A fixed walk over the film: far, near, over the joints of groups of pictures, both ends.
	const frames = [0, 1, 29, 30, 31, 1271, 600, 599, 601, 59, 60, 61, ...Array.from({ length: 40 }, (_, n) => (n * 397) % 1272)];
	for (const frame of frames) {
		await slider.evaluate((input: HTMLInputElement, to) => {
			input.value = String(to);
			input.dispatchEvent(new Event('input', { bubbles: true }));
		}, frame);
		await page.waitForFunction((to) => document.querySelector<HTMLElement>('[data-frame]')?.dataset.shown === String(to), frame, { timeout: 5000 });
	}
	await page.close();
});

it('keeps a note on its range, drawn in shares of the picture', async () => {
	const page = await studio.visit('/review/rev_1');
	await page.waitForSelector('article');
	const sent = page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith('/notes'));
	for (const key of ['Shift+ArrowRight', 'i', 'Shift+ArrowRight', 'o', 'd']) await page.keyboard.press(key);
	const box = (await page.locator('svg.drawing').boundingBox())!;
	await page.mouse.move(box.x + 20, box.y + 20);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width + 300, box.y + box.height / 2, { steps: 12 });
	await page.mouse.up();
	await page.keyboard.press('c');
	await page.keyboard.type('Blur this door, please');
	await page.keyboard.press('Control+Enter');
	const note = (await sent).postDataJSON() as NewNote;
	expect([note.frame, note.last]).toEqual([10, 20]);
	const numbers = note.strokes!.flatMap((s) => s.points.flat());
	expect(numbers.length).toBeGreaterThan(6);
	expect(numbers.every((n) => n >= 0 && n <= 1)).toBe(true);
	await page.waitForSelector('article:has-text("Blur this door")');
	await page.close();
});

it('hears notes of others by itself', async () => {
	const page = await studio.visit('/review/rev_1');
	await page.waitForSelector('article');
	await page.waitForTimeout(300);
	await page.request.post(`${studio.at}/api/v1/reviews/rev_1/notes`, { data: { frame: 5, text: 'From somebody else' } });
	await page.waitForSelector('article:has-text("From somebody else")', { timeout: 5000 });
	await page.close();
});

it('shows a guest nothing a guest may not do', async () => {
	const page = await studio.visit('/review/rev_1', 'guest');
	await page.waitForSelector('article');
	const text = await page.locator('main header').innerText();
	for (const word of ['Share', 'Download', 'Reviews']) expect(text).not.toContain(word);
	expect(await page.locator('header.bar nav').count()).toBe(0);
	expect(await page.locator('form textarea').count()).toBe(1);
	await page.close();
});
