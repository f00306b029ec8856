import type { Brief } from '$lib/api/schema.ts';

/** The fields of a brief that are one text each, in the order in which they are asked for. */
export const TEXTS = ['goal', 'audience', 'length', 'tone', 'must', 'must_not'] as const;

export const blank = (): Brief => ({ goal: '', audience: '', platforms: [], length: '', tone: '', must: '', must_not: '' });

/** Whether anything stands in it. */
export const said = (brief: Brief | null): boolean =>
	brief !== null && (brief.platforms.length > 0 || TEXTS.some((field) => brief[field].trim() !== ''));
