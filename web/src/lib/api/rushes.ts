import { all, get, send } from './call.ts';
import type { Found, Id, Rush, Storyboard, Waveform, Words } from './schema.ts';

export const rushes = (project: Id) => all<Rush>(`/projects/${project}/rushes`);
export const rush = (id: Id) => get<Rush>(`/rushes/${id}`);
export const renameRush = (id: Id, name: string) => send('PATCH', `/rushes/${id}`, { name });
export const eraseRush = (id: Id) => send('DELETE', `/rushes/${id}`);
export const storyboard = (id: Id) => get<Storyboard>(`/rushes/${id}/storyboard.json`);
export const waveform = (id: Id) => get<Waveform>(`/rushes/${id}/waveform`);
export const spoken = (id: Id) => get<Words>(`/rushes/${id}/words`);
export const search = (project: Id, q: string) => all<Found>(`/projects/${project}/search`, { q });

/** Where pictures and films of a rush are played from. */
export const proxyUrl = (id: Id) => `/api/v1/rushes/${id}/proxy`;
export const storyboardUrl = (id: Id) => `/api/v1/rushes/${id}/storyboard`;
/** Where uploads into a project are made. */
export const uploadsUrl = (project: Id) => `/api/v1/projects/${project}/uploads`;
