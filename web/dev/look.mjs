/**
 * Looks at every screen of the built studio beside the mock, in both themes, languages and widths: keeps a picture of
 * each in dev/.cache/look, and says what axe and the console find. `npm run look [NAME…]` looks at some.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { screens } from './screens.mjs';

const out = fileURLToPath(new URL('.cache/look/', import.meta.url));
mkdirSync(out, { recursive: true });
const films = fileURLToPath(new URL('.cache/proxy.mp4', import.meta.url));
if (!existsSync(films)) execFileSync(fileURLToPath(new URL('prepare.sh', import.meta.url)), { stdio: 'inherit' });
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const wanted = process.argv.slice(2);
const server = await preview({ preview: { port: 4183 }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const looks = [
	{ theme: 'light', language: 'en', width: 1440 },
	{ theme: 'dark', language: 'fr', width: 1440 },
	{ theme: 'light', language: 'fr', width: 360 },
	{ theme: 'dark', language: 'en', width: 360 }
];
/** Each fault once, with the looks in which it was seen. @type {Map<string, string[]>} */
const faults = new Map();

for (const { theme, language, width } of looks) {
	const context = await browser.newContext({ viewport: { width, height: width > 500 ? 900 : 740 }, colorScheme: theme, locale: language, bypassCSP: false });
	await context.addInitScript(`localStorage.setItem('incamera.language', '${language}')`);
	for (const screen of screens) {
		if (wanted.length && !wanted.includes(screen.name)) continue;
		await context.clearCookies();
		if (screen.guest) await context.addCookies([{ name: 'guest', value: '1', url: 'http://localhost:4183' }]);
		const page = await context.newPage();
		const name = `${screen.name}-${theme}-${language}-${width}`;
		const fault = (/** @type {string} */ text) => void faults.set(text, [...(faults.get(text) ?? []), name]);
		page.on('console', (m) => ['error', 'warning'].includes(m.type()) && !screen.loud && fault(`console: ${m.text()}`));
		page.on('pageerror', (e) => fault(`page: ${e.message}`));
		page.on('request', (r) => !/^(http:\/\/localhost:4183|blob:|data:)/.test(r.url()) && fault(`asks elsewhere: ${r.url()}`));
		await page.goto(`http://localhost:4183${screen.path}`);
		await page.waitForSelector(screen.ready ?? 'main', { state: 'attached', timeout: 10_000 }).catch(() => fault(`never shows ${screen.ready}`));
		await page.waitForTimeout(300);
		try {
			await screen.act?.(page);
		} catch (error) {
			fault(`${error.message.split('\n').slice(0, 3).join(' ')}`);
		}
		await page.waitForTimeout(150);
		await page.screenshot({ path: `${out}${name}.png`, fullPage: screen.whole ?? false });
		const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
		if (wide > 0) fault(`${wide} px wider than the window`);
		// Scripts of this page's origin alone may run; DevTools' own evaluation is not a script of the page.
		await page.evaluate(axe);
		const { violations } = await page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`);
		for (const v of violations) fault(`axe ${v.id}: ${v.help}\n   ${v.nodes.slice(0, 3).map((/** @type {any} */ n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? ''}`).join('\n   ')}`);
		await page.close();
	}
	await context.close();
}
await browser.close();
await new Promise((done) => server.httpServer.close(done));
for (const [text, seen] of faults) console.log(`${text}\n   in ${seen.join(', ')}`);
console.log(faults.size ? `${faults.size} faults` : 'no faults');
process.exit(faults.size ? 1 : 0);
