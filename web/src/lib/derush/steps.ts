import type { CutStep } from '$lib/api/schema.ts';
import { t } from '$lib/words/words.svelte.ts';

const KNOWN = ['derush', 'restore', 'drop', 'keep', 'settings', 'edits', 'saved', 'rush-erased'];

/** What a step is called. */
export const stepName = (step: CutStep): string => (KNOWN.includes(step.name) ? t(`step-${step.name}`) : step.name);

/** The step that undo takes back: the last one that holds. */
export const last = (steps: readonly CutStep[]): CutStep | undefined => steps.findLast((step) => step.done !== false);

/** The step that redo takes again: the first one that was taken back. */
export const next = (steps: readonly CutStep[]): CutStep | undefined => steps.find((step) => step.done === false);
