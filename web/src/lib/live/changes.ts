import type { Change } from '$lib/api/schema.ts';

type Heard = (change: Change) => void;

const listeners = new Set<Heard>();
const returned = new Set<() => void>();
let source: EventSource | null = null;

/** One stream of changes for the whole page. The browser itself resumes it by `Last-Event-ID`. */
function open(): void {
	if (source) return;
	source = new EventSource('/api/v1/events');
	let broken = false;
	source.addEventListener('change', (event) => {
		const change = JSON.parse((event as MessageEvent<string>).data) as Change;
		for (const heard of listeners) heard(change);
	});
	// More was missed than is kept: everything may be old.
	source.addEventListener('reset', () => {
		for (const again of returned) again();
	});
	source.addEventListener('error', () => {
		broken = true;
		// A refused stream (401, 404) is not tried again by the browser; a lost one is.
		if (source?.readyState === EventSource.CLOSED) {
			source = null;
			if (listeners.size) setTimeout(() => listeners.size && open(), 15_000);
		}
	});
	source.addEventListener('open', () => {
		if (broken) for (const again of returned) again();
		broken = false;
	});
}

/**
 * Hears every change until the function it returns is called. `back` is called when the stream was lost and is there
 * again: what was shown may be old then.
 */
export function onChange(heard: Heard, back?: () => void): () => void {
	listeners.add(heard);
	if (back) returned.add(back);
	open();
	return () => {
		listeners.delete(heard);
		if (back) returned.delete(back);
		if (!listeners.size) {
			source?.close();
			source = null;
		}
	};
}
