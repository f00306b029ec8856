import { getContext } from 'svelte';
import type { Project } from '$lib/api/schema.ts';
import type { Loaded } from '$lib/live/loaded.svelte.ts';

/** The project whose pages are shown; the layout loads it before any of them. */
export const current = (): Loaded<Project> => getContext('project');
