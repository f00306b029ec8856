import { Problem } from '$lib/api/call.ts';
import { onChange } from './changes.ts';
import type { Change } from '$lib/api/schema.ts';

/** Something asked of the server: on its way, here, or refused with the reason. */
export class Loaded<T> {
	value = $state.raw<T | undefined>(undefined);
	problem = $state.raw<Problem | undefined>(undefined);
	#ask: () => Promise<T>;
	#turn = 0;

	constructor(ask: () => Promise<T>) {
		this.#ask = ask;
	}

	/** Asks (again). What was here stays until the new answer comes; of two answers the later question's counts. */
	reload = async (): Promise<void> => {
		const turn = ++this.#turn;
		try {
			const value = await this.#ask();
			if (turn !== this.#turn) return;
			this.value = value;
			this.problem = undefined;
		} catch (error) {
			if (turn === this.#turn) this.problem = asProblem(error);
		}
	};
}

/** Any error as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	return new Problem({ type: '', status: 0, title: error instanceof Error ? error.message : String(error) });
}

/**
 * Loads what `ask` asks for, again whenever what it reads of the page changes, and whenever a change arrives for which
 * `concerns` says yes. To be called while a component is set up.
 */
export function loaded<T>(ask: () => Promise<T>, concerns?: (change: Change) => boolean): Loaded<T> {
	const held = new Loaded(ask);
	$effect(() => {
		void held.reload();
	});
	if (concerns) {
		let waiting = 0;
		$effect(() =>
			onChange(
				(change) => {
					if (!concerns(change)) return;
					// Progress comes in bursts; one question answers all of a burst.
					clearTimeout(waiting);
					waiting = window.setTimeout(held.reload, 150);
				},
				held.reload
			)
		);
	}
	return held;
}
