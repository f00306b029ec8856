import type { Rate } from '$lib/api/schema.ts';
import { frameAt, middle, perSecond } from '$lib/format/frames.ts';

const SPEEDS = [1, 2, 4];

/** One film, addressed by whole frames. What is told as the frame is the one that is seen, as the browser says it. */
export class FramePlayer {
	/** The frame that was asked for, or that is being played. */
	frame = $state(0);
	/** The frame the browser says it shows; `undefined` until it has said so. */
	shown = $state<number | undefined>(undefined);
	playing = $state(false);
	speed = $state(1);
	broken = $state(false);

	#film: HTMLVideoElement | undefined;
	#back = 0;
	#watching = 0;
	#seen: number | undefined;

	constructor(
		readonly rate: Rate,
		readonly frames: number
	) {}

	attach(film: HTMLVideoElement): () => void {
		this.#film = film;
		const controller = new AbortController();
		const on = (name: string, act: () => void) => film.addEventListener(name, act, { signal: controller.signal });
		on('play', () => (this.playing = true));
		on('pause', () => {
			if (!this.#back) this.playing = false;
		});
		on('ended', () => this.pause());
		on('error', () => (this.broken = true));
		on('loadeddata', () => (this.broken = false));
		this.#watch();
		this.seek(this.frame);
		return () => {
			controller.abort();
			clearInterval(this.#back);
			film.cancelVideoFrameCallback(this.#watching);
			film.pause();
			this.#film = undefined;
		};
	}

	seek(frame: number): void {
		this.frame = Math.min(Math.max(0, Math.round(frame)), Math.max(0, this.frames - 1));
		// Who stands there already is shown nothing new, so nothing new will be said.
		if (this.#seen !== this.frame) this.shown = undefined;
		if (this.#film) this.#film.currentTime = middle(this.frame, this.rate);
	}

	/** So many frames on, standing still. */
	step(frames: number): void {
		this.pause();
		this.seek(this.frame + frames);
	}

	play(): void {
		this.#stopBack();
		if (!this.#film) return;
		if (this.frame >= this.frames - 1) this.seek(0);
		this.#film.playbackRate = this.speed;
		void this.#film.play().catch((error: unknown) => {
			if (!(error instanceof DOMException && error.name === 'AbortError')) this.playing = false;
		});
	}

	pause(): void {
		this.#stopBack();
		const moving = this.playing;
		this.playing = false;
		this.speed = 1;
		this.#film?.pause();
		if (moving) this.seek(this.frame);
	}

	toggle(): void {
		if (this.playing) this.pause();
		else this.play();
	}

	faster(): void {
		if (this.playing && !this.#back) this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length] ?? 1;
		this.play();
	}

	backwards(): void {
		this.pause();
		this.playing = true;
		this.#back = window.setInterval(() => {
			if (this.frame === 0) return this.pause();
			this.seek(this.frame - Math.max(1, Math.round(perSecond(this.rate) / 12)));
		}, 1000 / 12);
	}

	#stopBack(): void {
		clearInterval(this.#back);
		this.#back = 0;
	}

	#watch(): void {
		const film = this.#film;
		if (!film) return;
		this.#watching = film.requestVideoFrameCallback((_now, data) => {
			const frame = frameAt(data.mediaTime, this.rate);
			this.#seen = this.shown = frame;
			// While a seek is under way, what is shown is not yet what was asked for.
			if (this.playing && !this.#back && !film.seeking) this.frame = Math.min(frame, this.frames - 1);
			this.#watch();
		});
	}
}
