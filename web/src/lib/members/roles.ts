import type { Role } from '$lib/api/schema.ts';

/** Roles in a workspace, in the order in which they are offered. */
export const ROLES: readonly Role[] = ['viewer', 'editor', 'producer', 'admin', 'dpo'];
