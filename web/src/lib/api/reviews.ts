import { all, get, send } from './call.ts';
import type { Id, Note, Review, ReviewSummary, ShareLink, Stroke } from './schema.ts';

export const reviews = (project: Id) => all<ReviewSummary>(`/projects/${project}/reviews`);
export const review = (id: Id) => get<Review>(`/reviews/${id}`);
export const openReview = (cut: Id, rule: 'all' | 'any') => send<{ id: Id }>('POST', `/cuts/${cut}/reviews`, { rule });
export const notes = (id: Id) => all<Note>(`/reviews/${id}/notes`);

export interface NewNote {
	frame: number;
	last?: number;
	text: string;
	strokes?: Stroke[];
	parent?: Id;
}
export const addNote = (id: Id, note: NewNote) => send<Note>('POST', `/reviews/${id}/notes`, note);
export const changeNote = (id: Id, change: { text?: string; resolved?: boolean }) => send('PATCH', `/notes/${id}`, change);
export const eraseNote = (id: Id) => send('DELETE', `/notes/${id}`);
export const decide = (id: Id, decision: 'approved' | 'refused', text?: string) =>
	send('POST', `/reviews/${id}/decision`, { decision, ...(text ? { text } : {}) });
export const links = (id: Id) => all<ShareLink>(`/reviews/${id}/links`);
export const share = (id: Id, days: number) => send<ShareLink>('POST', `/reviews/${id}/links`, { days });
export const endLink = (id: Id) => send('DELETE', `/links/${id}`);
