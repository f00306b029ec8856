import { words } from '$lib/words/words.svelte.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `1.4 GB`, `1,4 Go`. */
export function bytes(count: number): string {
	const step = Math.min(UNITS.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
	return new Intl.NumberFormat(words.language, {
		style: 'unit',
		unit: UNITS[step]!,
		unitDisplay: 'short',
		maximumFractionDigits: step < 2 ? 0 : 1
	}).format(count / 1000 ** step);
}

/** A day: `25 November 2026`. */
export const day = (time: string): string => inWords(time, { dateStyle: 'long' });

/** A day and a time of day. */
export const moment = (time: string): string => inWords(time, { dateStyle: 'medium', timeStyle: 'short' });

/** What is no time (a rule in words, say) is shown as it is. */
function inWords(time: string, style: Intl.DateTimeFormatOptions): string {
	const at = Date.parse(time);
	return Number.isNaN(at) ? time : new Intl.DateTimeFormat(words.language, style).format(at);
}

const AGO: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 31_557_600],
	['month', 2_629_800],
	['day', 86_400],
	['hour', 3600],
	['minute', 60]
];

/** `3 minutes ago`, `in 4 days`, seen from `now` (milliseconds). */
export function ago(time: string, now: number): string {
	const seconds = (Date.parse(time) - now) / 1000;
	const [unit, size] = AGO.find(([, s]) => Math.abs(seconds) >= s) ?? ['second', 1];
	return new Intl.RelativeTimeFormat(words.language, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** `12 s`, `3 min`. */
export function lasting(seconds: number): string {
	const [unit, value] = seconds < 90 ? ['second', seconds] : seconds < 5400 ? ['minute', seconds / 60] : ['hour', seconds / 3600];
	return new Intl.NumberFormat(words.language, { style: 'unit', unit: unit as string, unitDisplay: 'short' }).format(
		Math.max(1, Math.round(value as number))
	);
}

export const number = (n: number): string => new Intl.NumberFormat(words.language).format(n);
export const percent = (part: number): string =>
	new Intl.NumberFormat(words.language, { style: 'percent' }).format(part);
export const listed = (items: string[]): string => new Intl.ListFormat(words.language).format(items);
