import { me } from '$lib/api/people.ts';
import { Loaded } from './loaded.svelte.ts';

/** Whoever looks at the page. */
export const who = new Loaded(me);

/** Whether they may do what producers and editors do in a workspace. */
export const edits = (role: string | undefined): boolean => role === 'producer' || role === 'editor' || role === 'admin';
/** Whether they decide who is in it. */
export const governs = (role: string | undefined): boolean => role === 'producer' || role === 'admin';
