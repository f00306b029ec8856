import type { Problem } from '$lib/api/call.ts';
import { cut as load, edit, redo, undo, type Tagged } from '$lib/api/cuts.ts';
import type { Cut, Edit, Id } from '$lib/api/schema.ts';
import { asProblem } from '$lib/live/loaded.svelte.ts';
import { decisions, pieces, type Decision } from './film.ts';
import { last, stepName } from './steps.ts';

/** A step that could not be taken because somebody else changed the cut meanwhile. */
export interface Clash {
	/** Takes it again, on the version there is now. */
	again: () => Promise<void>;
}

/** A cut under somebody's hands: each call is one step, one after the other, each on the version it was made for. */
export class Editor {
	cut = $state.raw<Cut | undefined>(undefined);
	problem = $state.raw<Problem | undefined>(undefined);
	clash = $state.raw<Clash | undefined>(undefined);
	busy = $state(false);
	/** Somebody else's step that came in by itself, for saying so. */
	arrived = $state('');
	pieces = $derived(this.cut ? pieces(this.cut.document) : []);
	decisions = $derived(this.cut ? decisions(this.cut.document) : []);

	#tag = '';
	#line: Promise<void> = Promise.resolve();
	#id: Id;

	constructor(id: Id) {
		this.#id = id;
	}

	load = (): Promise<void> => this.#next(() => load(this.#id));

	/** The server says the cut changed: it is loaded unless a step of our own is what changed it. */
	changed = (): void => {
		if (this.clash) return;
		void this.#line.then(async () => {
			const now = await load(this.#id).catch(() => undefined);
			if (!now || now.tag === this.#tag || this.busy) return;
			this.#take(now);
			const step = last(now.cut.history);
			this.arrived = step ? stepName(step) : '';
		});
	};

	edit = (edits: Edit[]): Promise<void> => this.#step((tag) => edit(this.#id, edits, tag));
	undo = (): Promise<void> => this.#step((tag) => undo(this.#id, tag));
	redo = (): Promise<void> => this.#step((tag) => redo(this.#id, tag));

	/** Turns one decision over: what was dropped comes back, what came back or was suggested goes. */
	turn = (one: Decision): Promise<void> =>
		this.edit([
			one.state === 'dropped'
				? { restore: { span: one.span.id } }
				: { drop: { rush: one.rush + 1, from: one.span.start, to: one.span.end } }
		]);

	#step(work: (tag: string) => Promise<Tagged>): Promise<void> {
		return this.#next(async () => {
			try {
				return await work(this.#tag);
			} catch (error) {
				const problem = asProblem(error);
				if (problem.status !== 412) throw problem;
				this.clash = {
					again: async () => {
						await this.load();
						await this.#step(work);
					}
				};
				return undefined;
			}
		});
	}

	/** One after the other, so that each knows the version the one before it made. */
	#next(work: () => Promise<Tagged | undefined>): Promise<void> {
		const turn = this.#line.then(async () => {
			this.busy = true;
			this.problem = undefined;
			try {
				const now = await work();
				if (now) this.#take(now);
			} catch (error) {
				this.problem = asProblem(error);
			} finally {
				this.busy = false;
			}
		});
		this.#line = turn;
		return turn;
	}

	#take(now: Tagged): void {
		this.cut = now.cut;
		this.#tag = now.tag;
		this.clash = undefined;
	}
}
