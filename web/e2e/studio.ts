import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The rush of the repository: 72 seconds of speech with pauses, planted. */
export const RUSH = join(root, 'testdata/rush/interview.mp4');
export const PASSWORD = 'une phrase dont on se souvient';

/** A sentence of the studio, as its pages say it. */
export function words(language: 'en' | 'fr') {
	const bundle = new FluentBundle(language, { useIsolating: false });
	bundle.addResource(new FluentResource(readFileSync(join(root, 'locales', language, 'studio.ftl'), 'utf8')));
	return (key: string, with_?: Record<string, FluentVariable>): string => {
		const message = bundle.getMessage(key);
		if (!message?.value) throw new Error(`studio.ftl (${language}) has no ${key}`);
		return bundle.formatPattern(message.value, with_);
	};
}

/** A code of RFC 6238: six digits, thirty seconds, SHA-1. */
export function code(secret: string, at = Date.now()): string {
	let bits = '';
	for (const letter of secret.replace(/\s|=/g, '').toUpperCase()) {
		bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
	}
	const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
	const count = Buffer.alloc(8);
	count.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const digest = createHmac('sha1', key).update(count).digest();
	return String((digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The real program with a data folder of its own, and a real browser. */
export class Studio {
	readonly folder = mkdtempSync(join(tmpdir(), 'incamera-e2e-'));
	at = '';
	/** Where the first owner comes in. */
	setup = '';
	/** What pages asked of anybody but this server. */
	readonly strangers: string[] = [];
	#server?: ChildProcess;
	#browser?: Browser;

	async open(): Promise<this> {
		this.#browser = await chromium.launch({
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required']
		});
		await this.start();
		return this;
	}

	/** Starts the program, at the same address as before. */
	async start(): Promise<void> {
		const program = process.env.INCAMERA ?? join(root, 'target/debug/incamera');
		const listen = this.at ? new URL(this.at).host : '127.0.0.1:0';
		const server = spawn(program, ['serve', '--json', '--data', join(this.folder, 'studio'), '--listen', listen], {
			env: { ...process.env, INCAMERA_MODELS: process.env.INCAMERA_MODELS ?? join(this.folder, 'models') },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#server = server;
		let told = '';
		server.stderr.on('data', (bytes: Buffer) => {
			told += bytes.toString();
			// What the operator is told, a person looking for a fault wants to read.
			if (process.env.LOUD) process.stderr.write(bytes);
		});
		const line = await new Promise<string>((done, fail) => {
			let said = '';
			server.stdout.on('data', (bytes: Buffer) => {
				said += bytes.toString();
				if (said.includes('\n')) done(said.slice(0, said.indexOf('\n')));
			});
			server.once('exit', (status) => fail(new Error(`incamera serve ended with ${status}: ${told}`)));
		});
		const serving = JSON.parse(line) as { url: string; setup: string | null };
		this.at = serving.url;
		this.setup = serving.setup ?? '';
	}

	/** Pulls the plug. */
	async kill(): Promise<void> {
		const server = this.#server!;
		const gone = new Promise((done) => server.once('exit', done));
		server.kill('SIGKILL');
		await gone;
	}

	/** A browser of somebody who was never here. */
	async visitor(language: 'en' | 'fr', size = { width: 1440, height: 900 }): Promise<BrowserContext> {
		const context = await this.#browser!.newContext({ locale: language, viewport: size });
		context.on('request', (request) => {
			const url = new URL(request.url());
			if (url.protocol.startsWith('http') && url.origin !== this.at) this.strangers.push(request.url());
		});
		return context;
	}

	async close(): Promise<void> {
		await this.#browser?.close();
		if (this.#server?.exitCode === null) await this.kill();
		rmSync(this.folder, { recursive: true, force: true });
		rmSync(`${this.folder}/studio.keys`, { recursive: true, force: true });
	}
}

/** The owner comes in by the link, and stands in his studio. Says the secret of his second factor. */
export async function own(page: Page, studio: Studio, into: 'empty' | 'demo' = 'empty'): Promise<string> {
	await page.goto(studio.setup);
	await page.selectOption('#country', 'FR');
	await page.fill('#born', '1988-04-12');
	await page.click('main form button');
	await page.fill('#name', 'Claire Martin');
	await page.fill('#email', 'claire@studio.example');
	await page.fill('#password', PASSWORD);
	const secret = await page.locator('figure.qr ~ p code').innerText();
	await page.fill('#code', code(secret));
	await page.fill('#studio', 'Atelier Nord');
	await page.click('main form button:last-of-type');
	await page.waitForSelector('.codes li');
	await page.click(into === 'demo' ? 'main form button' : 'main a.button');
	await page.waitForURL((url) => !url.pathname.startsWith('/setup'));
	return secret;
}
