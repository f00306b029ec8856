import type { Rate } from '$lib/api/schema.ts';
import { pieceFrom, type Piece, type Place } from '$lib/derush/film.ts';
import { frameAt, middle, perSecond } from '$lib/format/frames.ts';

export interface Reel {
	url: string;
	rate: Rate;
	frames: number;
}

const SPEEDS = [1, 2, 4];

/**
 * Plays a cut over its rushes: what was dropped is skipped. Two films take turns, so that the next piece stands ready,
 * sought and decoded, when the one before it ends.
 */
export class CutPlayer {
	place = $state.raw<Place>({ rush: 0, frame: 0 });
	playing = $state(false);
	speed = $state(1);
	/** The rushes as they are, instead of the film. */
	whole = $state(false);
	/** A rush whose film could not be played. */
	broken = $state<number | undefined>(undefined);
	front = $state(0);

	#reels: Reel[] = [];
	#pieces: Piece[] = [];
	#films: HTMLVideoElement[] = [];
	#loaded: (number | undefined)[] = [undefined, undefined];
	#turn = 0;
	#back = 0;

	attach(films: HTMLVideoElement[], reels: Reel[]): () => void {
		this.#films = films;
		this.#reels = reels;
		this.#loaded = [undefined, undefined];
		this.seek(this.place);
		return () => {
			this.pause();
			for (const film of films) {
				film.removeAttribute('src');
				film.load();
			}
			this.#films = [];
		};
	}

	/** Tries a film that could not be played again. */
	again(): void {
		this.broken = undefined;
		this.#loaded = [undefined, undefined];
		this.seek(this.place);
	}

	/** What the film is made of now. */
	show(pieces: Piece[]): void {
		this.#pieces = pieces;
	}

	/** Stands at a frame, and shows it. */
	seek(to: Place): void {
		this.#stand(to);
		if (this.playing) this.play();
	}

	#stand(to: Place): void {
		const reel = this.#reels[to.rush];
		if (!reel) return;
		this.place = { rush: to.rush, frame: Math.min(Math.max(0, Math.round(to.frame)), reel.frames - 1) };
		this.#turn++;
		this.#ready(this.front, this.place);
	}

	/** So many frames on; from one rush into the next. */
	step(frames: number): void {
		let { rush, frame } = this.place;
		frame += frames;
		while (frame < 0 && rush > 0) frame += this.#reels[--rush]!.frames;
		while (this.#reels[rush] && frame >= this.#reels[rush]!.frames && rush + 1 < this.#reels.length)
			frame -= this.#reels[rush++]!.frames;
		this.seek({ rush, frame });
	}

	play(): void {
		clearInterval(this.#back);
		if (!this.whole) {
			// From a place that is not in the film, it goes on where the film does; after its end, from its beginning.
			const piece = pieceFrom(this.#pieces, this.place) ?? this.#pieces[0];
			if (!piece) return;
			const inside = piece.rush === this.place.rush && this.place.frame >= piece.start && this.place.frame < piece.end;
			if (!inside) this.#stand({ rush: piece.rush, frame: piece.start });
		} else {
			const last = this.#reels.length - 1;
			const over = this.place.rush === last && this.place.frame >= (this.#reels[last]?.frames ?? 0) - 1;
			if (over) this.#stand({ rush: 0, frame: 0 });
		}
		this.playing = true;
		this.#roll();
	}

	pause(): void {
		clearInterval(this.#back);
		this.playing = false;
		this.#turn++;
		for (const film of this.#films) film.pause();
		// The film may stand between two frames; the place is a whole one.
		if (this.#films.length) this.#ready(this.front, this.place);
		this.speed = 1;
	}

	toggle(): void {
		if (this.playing) this.pause();
		else this.play();
	}

	/** L: play; again: faster. */
	faster(): void {
		if (this.playing) this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length] ?? 1;
		else this.speed = 1;
		this.play();
	}

	/** J: backwards, frame after frame, until something else is asked for. */
	backwards(): void {
		this.pause();
		this.playing = true;
		this.#back = window.setInterval(() => {
			if (this.place.rush === 0 && this.place.frame === 0) return this.pause();
			const every = perSecond(this.#reels[this.place.rush]!.rate) / 12;
			const { rush, frame } = this.place;
			const to = frame - Math.round(every);
			const target = to >= 0 || rush === 0 ? { rush, frame: Math.max(0, to) } : { rush: rush - 1, frame: this.#reels[rush - 1]!.frames - 1 };
			this.place = target;
			this.#ready(this.front, target);
		}, 1000 / 12);
	}

	/** Lets a film show a frame. */
	#ready(which: number, at: Place): void {
		const [film, reel] = [this.#films[which], this.#reels[at.rush]];
		if (!film || !reel) return;
		if (this.#loaded[which] !== at.rush) {
			this.#loaded[which] = at.rush;
			film.src = reel.url;
			film.onerror = () => (this.broken = at.rush);
			film.onloadeddata = () => {
				if (this.broken === at.rush) this.broken = undefined;
			};
		}
		// Set before the head of the file is here, it is where the film begins once it is.
		film.currentTime = middle(at.frame, reel.rate);
	}

	#roll(): void {
		const turn = ++this.#turn;
		const film = this.#films[this.front];
		const piece = this.#piece();
		if (!film || !piece) return this.pause();
		film.playbackRate = this.speed;
		const next = this.#after(piece);
		const other = 1 - this.front;
		if (next) this.#ready(other, { rush: next.rush, frame: next.start });
		void film.play().catch((error: unknown) => {
			// A newer wish ended this one; anything else means that it does not play.
			if (turn === this.#turn && !(error instanceof DOMException && error.name === 'AbortError')) this.pause();
		});

		const reel = this.#reels[piece.rush]!;
		const over = () => {
			if (turn !== this.#turn) return;
			if (!next) {
				this.place = { rush: piece.rush, frame: piece.end - 1 };
				return this.pause();
			}
			this.front = other;
			this.place = { rush: next.rush, frame: next.start };
			this.#roll();
			film.pause();
		};
		const shown = (mediaTime: number) => {
			if (turn !== this.#turn) return;
			const frame = frameAt(mediaTime, reel.rate);
			// Frames before the piece are those of a seek that is still under way.
			if (frame >= piece.start - 1) this.place = { rush: piece.rush, frame: Math.min(Math.max(frame, piece.start), piece.end - 1) };
			if (frame >= piece.end - 1) setTimeout(over, 1000 / perSecond(reel.rate) / this.speed);
			else watch();
		};
		const watch = () => film.requestVideoFrameCallback((_now, data) => shown(data.mediaTime));
		film.onended = over;
		watch();
	}

	/** What is played from here: a piece of the film, or the rest of the rush. */
	#piece(): Piece | undefined {
		const { rush } = this.place;
		const reel = this.#reels[rush];
		if (!this.whole) return pieceFrom(this.#pieces, this.place);
		return reel && { rush, start: 0, end: reel.frames, film: 0 };
	}

	#after(piece: Piece): Piece | undefined {
		if (!this.whole) return pieceFrom(this.#pieces, { rush: piece.rush, frame: piece.end });
		const reel = this.#reels[piece.rush + 1];
		return reel && { rush: piece.rush + 1, start: 0, end: reel.frames, film: 0 };
	}
}
