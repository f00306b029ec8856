import type { Reason } from '$lib/api/schema.ts';

/** Every reason, in the order in which lists show them. */
export const REASONS: readonly Reason[] = ['silence', 'filler', 'retake', 'black', 'frozen', 'blur', 'shake', 'noise', 'manual'];

/** Ways of derushing; the names are those of the cut document. */
export const PRESETS = ['interview', 'vlog', 'podcast', 'lecture', 'raw'] as const;
