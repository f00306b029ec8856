import { describe, expect, it } from 'vitest';
import type { CutDocument, CutSpan, Word } from '$lib/api/schema.ts';
import { decisions, filmFrame, inFilm, paragraphs, pieceFrom, pieces, spanAt } from './film.ts';

const evidence = {};
const spans: CutSpan[] = [
	{ id: 'r1s1', start: 0, end: 10, verdict: 'keep' },
	{ id: 'r1s2', start: 10, end: 20, verdict: 'drop', reason: 'blur', confidence: 80, evidence, restored: true },
	{ id: 'r1s3', start: 20, end: 50, verdict: 'drop', reason: 'silence', confidence: 98, evidence },
	{ id: 'r1s4', start: 50, end: 60, verdict: 'keep', suggestion: 'filler' },
	{ id: 'r1s5', start: 60, end: 100, verdict: 'drop', reason: 'retake', confidence: 90, evidence }
];
const rush = { hash: '', path: '', rate: [30, 1] as [number, number], frames: 100, start_frame: 0, spans };
const document: CutDocument = {
	version: 1, title: '', rate: [30, 1], preset: {},
	rushes: [rush, { ...rush, spans: [{ id: 'r2s1', start: 0, end: 100, verdict: 'keep' }] }]
};
const word = (text: string, frame_start: number, frame_end: number): Word => ({
	text, frame_start, frame_end, start_micros: 0, end_micros: 0, confidence: 90
});

describe('the film of a cut', () => {
	// proves: EDT-01
	it('shows what is kept and what was put back, in one piece where they touch', () => {
		expect(pieces(document)).toEqual([
			{ rush: 0, start: 0, end: 20, film: 0 },
			{ rush: 0, start: 50, end: 60, film: 20 },
			{ rush: 1, start: 0, end: 100, film: 30 }
		]);
	});

	it('counts as many frames as its spans', () => {
		const last = pieces(document).at(-1)!;
		const kept = document.rushes.flatMap((r) => r.spans).filter(inFilm).reduce((sum, s) => sum + s.end - s.start, 0);
		expect(last.film + last.end - last.start).toBe(kept);
	});

	it('goes on at the next piece from a place that is not in it', () => {
		const list = pieces(document);
		expect(pieceFrom(list, { rush: 0, frame: 30 })?.start).toBe(50);
		expect(pieceFrom(list, { rush: 0, frame: 99 })?.rush).toBe(1);
		expect(pieceFrom(list, { rush: 1, frame: 100 })).toBeUndefined();
		expect(filmFrame(list, { rush: 0, frame: 55 })).toBe(25);
		expect(filmFrame(list, { rush: 0, frame: 30 })).toBe(20);
		expect(filmFrame(list, { rush: 1, frame: 100 })).toBe(130);
	});

	it('tells each decision with its state', () => {
		expect(decisions(document).map((d) => [d.span.id, d.reason, d.state])).toEqual([
			['r1s2', 'blur', 'restored'],
			['r1s3', 'silence', 'dropped'],
			['r1s4', 'filler', 'suggested'],
			['r1s5', 'retake', 'dropped']
		]);
	});

	it('finds the span of each frame', () => {
		for (let frame = 0; frame < 100; frame++) {
			const span = spanAt(spans, frame)!;
			expect(span.start <= frame && frame < span.end).toBe(true);
		}
		expect(spanAt(spans, 100)).toBeUndefined();
	});
});

describe('the transcript', () => {
	// proves: EDT-02
	it('holds every word once, and each wordless decision between them', () => {
		const words = [word('Hello.', 1, 8), word('um', 51, 58), word('again', 62, 70)];
		const told = paragraphs(0, spans, words, 60).flatMap((p) => p.tokens);
		expect(told.map((x) => (x.kind === 'word' ? x.word.text : x.span.id))).toEqual(['Hello.', 'r1s2', 'r1s3', 'um', 'again']);
	});

	it('breaks long speech into paragraphs without losing a word', () => {
		const words = Array.from({ length: 500 }, (_, i) => word(`w${i}`, i * 10, i * 10 + 9));
		const long: CutSpan[] = [{ id: 'r1s1', start: 0, end: 5000, verdict: 'keep' }];
		const found = paragraphs(0, long, words, 60);
		expect(found.length).toBeGreaterThan(10);
		expect(found.flatMap((p) => p.tokens)).toHaveLength(500);
	});
});
