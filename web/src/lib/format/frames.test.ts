import { describe, expect, it } from 'vitest';
import { clock, frameAt, length, middle, timecode } from './frames.ts';

const RATES = [
	{ num: 24000, den: 1001 },
	{ num: 25, den: 1 },
	{ num: 30000, den: 1001 },
	{ num: 50, den: 1 },
	{ num: 60000, den: 1001 }
];

describe('frames', () => {
	// proves: STU-15
	it('come back from the place the player seeks to, at every rate, for hours', () => {
		for (const rate of RATES)
			for (let frame = 0; frame < 500_000; frame += 37) expect(frameAt(middle(frame, rate), rate)).toBe(frame);
	});

	it('come back from timestamps that a container rounded to microseconds', () => {
		for (const rate of RATES)
			for (let frame = 0; frame < 200_000; frame += 101) {
				const shown = (frame * rate.den) / rate.num;
				expect(frameAt(Math.floor(shown * 1e6) / 1e6, rate)).toBe(frame);
			}
	});

	it('are told as timecode and as length', () => {
		expect(timecode(0, { num: 25, den: 1 })).toBe('00:00:00:00');
		expect(timecode(25 * 3661 + 7, { num: 25, den: 1 })).toBe('01:01:01:07');
		expect(timecode(30, { num: 30000, den: 1001 })).toBe('00:00:01:00');
		expect(length(25 * 485, { num: 25, den: 1 })).toBe('8:05');
		expect(clock(3723)).toBe('1:02:03');
	});
});
