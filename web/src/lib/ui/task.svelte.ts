import type { Problem } from '$lib/api/call.ts';
import { asProblem } from '$lib/live/loaded.svelte.ts';

/** One thing a person asked for: running or not, and what went wrong last. */
export class Task {
	running = $state(false);
	problem = $state.raw<Problem | undefined>(undefined);

	/** Does it, unless it is being done. Says whether it went well. */
	run = async (work: () => Promise<unknown>): Promise<boolean> => {
		if (this.running) return false;
		this.running = true;
		this.problem = undefined;
		try {
			await work();
			return true;
		} catch (error) {
			this.problem = asProblem(error);
			return false;
		} finally {
			this.running = false;
		}
	};
}
