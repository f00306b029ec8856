import { all, ask, get, send } from './call.ts';
import type { Cut, CutSummary, Edit, ExportFormat, Id, Render, RenderWish } from './schema.ts';

/** A cut and the version by which it may be changed. */
export interface Tagged {
	cut: Cut;
	tag: string;
}

export const cuts = (project: Id) => all<CutSummary>(`/projects/${project}/cuts`);
export const createCut = (project: Id, rushes: Id[], preset: string, title?: string) =>
	send<{ id: Id }>('POST', `/projects/${project}/cuts`, { rushes, preset, ...(title ? { title } : {}) });

export const cut = async (id: Id) => tagged(await ask(`/cuts/${id}`));
export const edit = async (id: Id, edits: Edit[], tag: string) =>
	tagged(await ask(`/cuts/${id}/edits`, { method: 'POST', body: { edits }, match: tag }));
export const undo = async (id: Id, tag: string) => tagged(await ask(`/cuts/${id}/undo`, { method: 'POST', match: tag }));
export const redo = async (id: Id, tag: string) => tagged(await ask(`/cuts/${id}/redo`, { method: 'POST', match: tag }));

async function tagged(answer: Response): Promise<Tagged> {
	const cut = (await answer.json()) as Cut;
	return { cut, tag: answer.headers.get('etag') ?? `"${cut.version}"` };
}

export const exportUrl = (id: Id, format: ExportFormat) => `/api/v1/cuts/${id}/export/${format}`;

export const renders = (project: Id) => all<Render>(`/projects/${project}/renders`);
export const render = (id: Id) => get<Render>(`/renders/${id}`);
export const startRender = (cut: Id, wish: RenderWish) => send<{ id: Id }>('POST', `/cuts/${cut}/renders`, wish);
export const cancelRender = (id: Id) => send('POST', `/renders/${id}/cancel`);
/** Where a film is saved from, instead of being played. */
export const saveUrl = (film: string) => `${film}?download=1`;
