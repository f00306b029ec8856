import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const LANGUAGES = ['en', 'fr'];

const ftl = (language: string) => readFileSync(join(root, '../locales', language, 'studio.ftl'), 'utf8');
const keys = (language: string) => new FluentResource(ftl(language)).body.map((m) => m.id).toSorted();
/** Variables a message names, as `key $name`. */
function variables(language: string): string[] {
	const parts = ftl(language).split(/^(?=[a-z])/m);
	return parts.flatMap((part) => {
		const key = /^[\w-]+/.exec(part)?.[0] ?? '';
		return [...new Set([...part.matchAll(/\$(\w+)/g)].map((m) => `${key} $${m[1]}`))];
	}).toSorted();
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
	.filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'))
	.map((name) => readFileSync(join(root, 'src', name), 'utf8'))
	.join('\n');

/** Keys as they stand in the sources: whole, or the beginning of one whose rest is filled in (`role-${role}`). */
const whole = new Set([...sources.matchAll(/['"`]([a-z][\w-]*)['"`]/g)].map((m) => m[1]!));
const called = new Set([...sources.matchAll(/\b(?:t|say)\(\s*['"]([\w-]+)['"]/g)].map((m) => m[1]!));
const begun = [...sources.matchAll(/`([a-z][\w-]*-)\$\{/g)].map((m) => m[1]!);
const patterns = [...sources.matchAll(/`([a-z][\w-]*-)\$\{[^}]+\}(-[\w-]+)?`/g)].map(
	(m) => new RegExp(`^${m[1]}[\\w-]+${m[2] ?? ''}$`)
);

describe('the studio’s sentences', () => {
	// proves: STU-24
	it('stand in every language, with the same variables', () => {
		for (const language of LANGUAGES.slice(1)) {
			expect(keys(language)).toEqual(keys('en'));
			expect(variables(language)).toEqual(variables('en'));
		}
	});

	it('keep French signs with their word', () => {
		expect(ftl('fr').split('\n').filter((line) => /[\w)»…’}] [:;?!%»](\s|$)|« /.test(line))).toEqual([]);
	});

	it('are told once', () => {
		for (const language of LANGUAGES) {
			const all = keys(language);
			expect(all.filter((key, n) => all[n - 1] === key)).toEqual([]);
		}
	});

	it('are all there', () => {
		const known = new Set(keys('en'));
		expect([...called].filter((key) => !known.has(key))).toEqual([]);
		expect(begun.filter((start) => ![...known].some((key) => key.startsWith(start)))).toEqual([]);
	});

	it('are all used', () => {
		const unused = keys('en').filter((key) => !whole.has(key) && !patterns.some((p) => p.test(key)));
		expect(unused).toEqual([]);
	});
});
