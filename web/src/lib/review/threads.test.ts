import { describe, expect, it } from 'vitest';
import type { Note } from '$lib/api/schema.ts';
import { about, fits, threads } from './threads.ts';

const note = (id: string, frame: number, more: Partial<Note> = {}): Note => ({
	id, frame, text: id, author: { person: 'a', name: 'A' }, written: `2026-01-0${frame % 9 || 1}T00:00:00Z`, ...more
});

describe('notes of a review', () => {
	// proves: STU-15
	it('stand in the order of the film, with their answers, and none is lost', () => {
		const notes = [note('late', 90), note('early', 10), note('answer', 10, { parent: 'late' }), note('orphan', 5, { parent: 'gone' })];
		const found = threads(notes);
		expect(found.map((t) => t.note.id)).toEqual(['orphan', 'early', 'late']);
		expect(found.reduce((sum, t) => sum + 1 + t.replies.length, 0)).toBe(notes.length);
	});

	it('are filtered by state and by person', () => {
		const [one] = threads([note('x', 1, { resolved: true }), note('y', 1, { parent: 'x', author: { person: 'b', name: 'B' } })]);
		expect(fits(one!, 'open', 'a')).toBe(false);
		expect(fits(one!, 'resolved', 'a')).toBe(true);
		expect(fits(one!, 'mine', 'b')).toBe(true);
		expect(fits(one!, 'mine', 'c')).toBe(false);
	});

	it('are about a frame or all frames of a range', () => {
		expect([9, 10, 11].map((f) => about(note('x', 10), f))).toEqual([false, true, false]);
		expect([9, 10, 15, 16].map((f) => about(note('x', 10, { last: 15 }), f))).toEqual([false, true, true, false]);
	});
});
