import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { preview } from 'vite';
import { mock } from '../dev/mock.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

export interface Studio {
	at: string;
	/** A new visitor's page. What the page says went wrong fails the walk. */
	visit: (path: string, as?: 'guest') => Promise<Page>;
	context: () => Promise<BrowserContext>;
	close: () => Promise<void>;
}

/** The built pages, the mock behind them, and a browser before them. */
export async function open(): Promise<Studio> {
	if (!existsSync(`${root}dev/.cache/proxy.mp4`)) execFileSync(`${root}dev/prepare.sh`, { stdio: 'inherit' });
	const server = await preview({ root, configFile: false, plugins: [mock()], preview: { port: 0 }, logLevel: 'error' });
	const at = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
	const browser: Browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required']
	});
	const context = async () => {
		const made = await browser.newContext({ locale: 'en', viewport: { width: 1440, height: 900 } });
		await made.addInitScript("localStorage.setItem('incamera.language', 'en')");
		return made;
	};
	return {
		at,
		context,
		visit: async (path, as) => {
			const made = await context();
			if (as === 'guest') await made.addCookies([{ name: 'guest', value: '1', url: at }]);
			const page = await made.newPage();
			page.on('pageerror', (error) => {
				throw error;
			});
			await page.goto(at + path);
			return page;
		},
		close: async () => {
			await browser.close();
			await server.close();
		}
	};
}

/** The frame the screen says it stands at. */
export async function frame(page: Page): Promise<number> {
	const text = await page.locator('.screen .timecode .quiet').innerText();
	return Number(/\d+/.exec(text)?.[0]);
}
