import type { Note } from '$lib/api/schema.ts';

/** A note and what was answered to it. */
export interface Thread {
	note: Note;
	replies: Note[];
}

export type Filter = 'every' | 'open' | 'resolved' | 'mine';

/** Notes in the order of the film, answers in the order of time. An answer to an erased note stands for itself. */
export function threads(notes: readonly Note[]): Thread[] {
	const known = new Set(notes.map((n) => n.id));
	const first = notes.filter((n) => !n.parent || !known.has(n.parent));
	return first
		.toSorted((a, b) => a.frame - b.frame || a.written.localeCompare(b.written))
		.map((note) => ({
			note,
			replies: notes.filter((n) => n.parent === note.id).toSorted((a, b) => a.written.localeCompare(b.written))
		}));
}

export const fits = (thread: Thread, filter: Filter, me: string): boolean =>
	filter === 'every' ||
	(filter === 'open' && !thread.note.resolved) ||
	(filter === 'resolved' && thread.note.resolved === true) ||
	(filter === 'mine' && [thread.note, ...thread.replies].some((n) => n.author.person === me));

/** Whether a note is about this frame. */
export const about = (note: Note, frame: number): boolean => note.frame <= frame && frame <= (note.last ?? note.frame);
