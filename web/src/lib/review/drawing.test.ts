import { describe, expect, it } from 'vitest';
import type { Stroke } from '$lib/api/schema.ts';
import { outline, pointOf, WIDTH } from './drawing.ts';

const stroke: Stroke = { colour: '#fff', width: WIDTH, points: [[0.1, 0.1, 0.5], [0.5, 0.4, 0.5], [0.9, 0.9, 0.5]] };
const numbers = (path: string) => path.match(/-?\d+(\.\d+)?/g)!.map(Number);

describe('a drawing', () => {
	// proves: STU-15
	it('lies at the same place of the picture at every size', () => {
		const [small, large] = [numbers(outline(stroke, 960, 540)), numbers(outline(stroke, 1920, 1080))];
		expect(Math.max(...large) / Math.max(...small)).toBeCloseTo(2, 1);
	});

	it('is nothing without points', () => {
		expect(outline({ ...stroke, points: [] }, 960, 540)).toBe('');
	});

	it('stays on the picture, wherever the pointer goes', () => {
		const box = { left: 100, top: 50, width: 200, height: 100 } as DOMRect;
		const event = { clientX: 900, clientY: 0, pointerType: 'mouse', pressure: 0 } as PointerEvent;
		expect(pointOf(event, box)).toEqual([1, 0, 0.5]);
	});
});
