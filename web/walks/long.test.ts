import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cut, CutSpan, Words } from '../src/lib/api/schema.ts';
import { frame, open, type Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => void (studio = await open()));
afterAll(() => studio.close());

const FRAMES = 2 * 3600 * 30;
const SPANS = 4000;
const WORDS = 20_000;

// proves: EDT-02
it('stays at hand with two hours of words and four thousand decisions', async () => {
	const page = await studio.visit('/me/privacy');
	const cut = (await (await page.request.get(`${studio.at}/api/v1/cuts/cut_1`)).json()) as Cut;
	const step = FRAMES / SPANS;
	const spans = Array.from({ length: SPANS }, (_, n): CutSpan => {
		const place = { id: `r1s${n + 1}`, start: n * step, end: (n + 1) * step };
		return n % 2 ? { ...place, verdict: 'drop', reason: 'silence', confidence: 90, evidence: {} } : { ...place, verdict: 'keep' };
	});
	cut.document.rushes = [{ ...cut.document.rushes[0]!, frames: FRAMES, spans }];
	cut.rushes = [{ ...cut.rushes[0]!, frames: FRAMES }];
	const every = FRAMES / WORDS;
	const words: Words = {
		language: 'en',
		words: Array.from({ length: WORDS }, (_, n) => ({
			text: n % 15 === 14 ? 'end.' : `word${n}`, start_micros: 0, end_micros: 0, confidence: 90,
			frame_start: Math.floor(n * every), frame_end: Math.floor((n + 0.9) * every)
		}))
	};
	await page.route('**/api/v1/cuts/cut_1', (route) => route.fulfill({ json: cut, headers: { etag: '"7"' } }));
	await page.route('**/api/v1/rushes/*/words', (route) => route.fulfill({ json: words }));
	await page.goto(`${studio.at}/cut/cut_1`);
	await page.waitForSelector('.word');

	// What is not seen is not in the page.
	expect(await page.locator('.word').count()).toBeLessThan(1500);
	expect(await page.locator('.decisions .row').count()).toBeLessThan(60);

	for (let n = 0; n < 30; n++) await page.keyboard.press('ArrowDown');
	expect(await frame(page)).toBe(59 * step);
	// To the end of the list, by scrolling: its last words are there.
	await page.getByRole('region', { name: 'Transcript' }).evaluate((box) => (box.scrollTop = box.scrollHeight));
	await page.waitForTimeout(300);
	await page.getByRole('region', { name: 'Transcript' }).evaluate((box) => (box.scrollTop = box.scrollHeight));
	await page.waitForSelector(`.word:has-text("word${WORDS - 2}")`);
	await page.close();
});
