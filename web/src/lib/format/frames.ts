import type { Rate } from '$lib/api/schema.ts';

/** Frames per second. Only for seeking and for showing; positions are whole frames. */
export const perSecond = (rate: Rate): number => rate.num / rate.den;

/** The middle of a frame, in seconds: the only place from which every decoder shows that frame and no neighbour. */
export const middle = (frame: number, rate: Rate): number => ((frame + 0.5) * rate.den) / rate.num;

/** The frame that is shown at a time. Timestamps are rounded by containers, hence the thousandth of a frame. */
export const frameAt = (seconds: number, rate: Rate): number => Math.floor((seconds * rate.num) / rate.den + 1e-3);

/** `hh:mm:ss:ff`, counted without dropping. */
export function timecode(frame: number, rate: Rate): string {
	const base = Math.round(perSecond(rate));
	const whole = Math.floor(frame / base);
	const two = (n: number) => String(n).padStart(2, '0');
	return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}:${two(frame % base)}`;
}

/** `8:05`, or `1:02:03` from an hour on. */
export function clock(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	const two = (n: number) => String(n).padStart(2, '0');
	const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** How long so many frames are, as a clock. */
export const length = (frames: number, rate: Rate): string => clock((frames * rate.den) / rate.num);
