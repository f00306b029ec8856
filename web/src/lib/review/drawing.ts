import { getStroke } from 'perfect-freehand';
import type { Stroke, StrokePoint } from '$lib/api/schema.ts';

/** Colours one can draw in: told apart on any picture, also by those who see fewer of them. */
export const COLOURS = ['#f5a524', '#ffffff', '#38bdf8', '#fb7185'] as const;
/** Part of the picture's height. */
export const WIDTH = 0.011;

const places = (n: number) => Math.round(n * 10) / 10;

/** The outline of a stroke on a picture of so many pixels, as an SVG path. */
export function outline(stroke: Stroke, width: number, height: number): string {
	const points = stroke.points.map(([x, y, pressure]) => [x * width, y * height, pressure]);
	const edge = getStroke(points, { size: Math.max(1, stroke.width * height), thinning: 0.4, smoothing: 0.5, streamline: 0.4 });
	const [start] = edge;
	if (!start) return '';
	const parts = edge.map(([x0, y0], n) => {
		const [x1, y1] = edge[(n + 1) % edge.length]!;
		return `${places(x0!)} ${places(y0!)} ${places((x0! + x1!) / 2)} ${places((y0! + y1!) / 2)}`;
	});
	return `M${places(start[0]!)} ${places(start[1]!)}Q${parts.join(' ')}Z`;
}

/** Where a pointer is on the picture, from 0 to 1, and how hard it presses. */
export function pointOf(event: PointerEvent, box: DOMRect): StrokePoint {
	const within = (n: number) => Math.min(1, Math.max(0, Math.round(n * 1e4) / 1e4));
	const pressure = event.pointerType === 'pen' ? event.pressure : 0.5;
	return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height), within(pressure)];
}
