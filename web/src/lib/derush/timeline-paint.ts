import type { CutSpan, Rate, Reason, Storyboard, Waveform } from '$lib/api/schema.ts';
import { perSecond } from '$lib/format/frames.ts';
import { inFilm } from './film.ts';
import { REASONS } from './reasons.ts';

export interface View {
	colours: Palette;
	spans: readonly CutSpan[];
	/** First frame seen, and how many. */
	from: number;
	seen: number;
	rate: Rate;
	waveform: Waveform | undefined;
	storyboard: Storyboard | undefined;
	strip: HTMLImageElement | undefined;
	range: { from: number; to: number } | undefined;
}

const PICTURES = 46;
const GAP = 4;

/** Paints pictures, sound and what is dropped. Where one stands is not painted: that changes with each frame. */
export function paint(canvas: HTMLCanvasElement, view: View): void {
	const scale = devicePixelRatio || 1;
	const [width, height] = [canvas.clientWidth, canvas.clientHeight];
	if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
	if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
	const to = canvas.getContext('2d');
	if (!to) return;
	to.setTransform(scale, 0, 0, scale, 0, 0);
	to.clearRect(0, 0, width, height);
	const x = (frame: number) => ((frame - view.from) / view.seen) * width;

	pictures(to, view, width);
	sound(to, view, width, PICTURES + GAP, height - PICTURES - GAP, view.colours.ink);
	for (const span of view.spans) {
		if (span.verdict !== 'drop' || span.end < view.from || span.start > view.from + view.seen) continue;
		mark(to, view.colours, span, x(span.start), x(span.end), height);
	}
	if (view.range) {
		to.fillStyle = view.colours.ink;
		to.globalAlpha = 0.18;
		to.fillRect(x(view.range.from), 0, x(view.range.to) - x(view.range.from), height);
		to.globalAlpha = 1;
	}
}

function pictures(to: CanvasRenderingContext2D, view: View, width: number): void {
	const { storyboard: board, strip } = view;
	if (!board || !strip || !board.frames.length) return;
	const wide = (PICTURES * board.width) / board.height;
	for (let left = 0; left < width; left += wide) {
		const frame = view.from + ((left + wide / 2) / width) * view.seen;
		// The nearest picture there is.
		let n = board.frames.findIndex((f) => f > frame);
		if (n < 0) n = board.frames.length;
		n = Math.max(0, n - 1);
		const [column, row] = [n % board.columns, Math.floor(n / board.columns)];
		to.drawImage(strip, column * board.width, row * board.height, board.width, board.height, left, 0, wide, PICTURES);
	}
}

function sound(to: CanvasRenderingContext2D, view: View, width: number, top: number, height: number, ink: string): void {
	const { waveform } = view;
	if (!waveform) return;
	const perFrame = 1e6 / perSecond(view.rate) / waveform.step_micros;
	// As tall as the loudest of it: a quiet recording is looked at, too.
	const loudest = waveform.levels.reduce((most, level) => Math.max(most, level), 1);
	to.fillStyle = ink;
	to.globalAlpha = 0.7;
	for (let left = 0; left < width; left += 2) {
		const first = Math.floor((view.from + (left / width) * view.seen) * perFrame);
		const last = Math.max(first + 1, Math.floor((view.from + ((left + 2) / width) * view.seen) * perFrame));
		let level = 0;
		for (let n = first; n < last; n++) level = Math.max(level, waveform.levels[n] ?? 0);
		const tall = Math.max(1, (level / loudest) * height);
		to.fillRect(left, top + (height - tall) / 2, 1.3, tall);
	}
	to.globalAlpha = 1;
}

/** A dropped span is veiled and hatched in the colour of its reason; one that was put back keeps the line above. */
function mark(to: CanvasRenderingContext2D, colours: Palette, span: CutSpan & { verdict: 'drop' }, left: number, right: number, height: number): void {
	const hue = colours.reasons[span.reason];
	const wide = Math.max(1, right - left);
	to.fillStyle = hue;
	to.fillRect(left, 0, wide, 4);
	if (inFilm(span)) return;
	to.save();
	to.beginPath();
	to.rect(left, 0, wide, height);
	to.clip();
	to.globalAlpha = 0.78;
	to.fillStyle = colours.raised;
	to.fillRect(left, 4, wide, height);
	to.globalAlpha = 0.75;
	to.strokeStyle = hue;
	to.lineWidth = 1;
	to.beginPath();
	for (let at = left - height - (left % 8); at < right; at += 8) {
		to.moveTo(at, height);
		to.lineTo(at + height, 0);
	}
	to.stroke();
	to.restore();
}

/** The colours of the theme as they are now. */
export interface Palette {
	ink: string;
	raised: string;
	reasons: Record<Reason, string>;
}

/** Reads the theme; `light-dark()` is only resolved on a real element. */
export function palette(near: HTMLElement): Palette {
	const probe = document.createElement('span');
	probe.hidden = true;
	near.append(probe);
	const read = (variable: string) => {
		probe.style.color = `var(${variable})`;
		return getComputedStyle(probe).color;
	};
	const [ink, raised] = [read('--ink'), read('--raised')];
	const reasons = Object.fromEntries(
		REASONS.map((reason) => {
			probe.dataset.reason = reason;
			return [reason, read('--reason')];
		})
	) as Record<Reason, string>;
	probe.remove();
	return { ink, raised, reasons };
}
