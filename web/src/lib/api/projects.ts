import { all, get, send } from './call.ts';
import type { Brief, Id, Message, Milestone, Project, ProjectSummary } from './schema.ts';

export const projects = (workspace: Id) => all<ProjectSummary>(`/workspaces/${workspace}/projects`);
export const createProject = (workspace: Id, title: string, brief: Brief | null) =>
	send<{ id: Id }>('POST', `/workspaces/${workspace}/projects`, { title, ...(brief ? { brief } : {}) });
export const project = (id: Id) => get<Project>(`/projects/${id}`);
export const changeProject = (id: Id, change: { title?: string; brief?: Brief; state?: string }) =>
	send<Project | undefined>('PATCH', `/projects/${id}`, change);
export const eraseProject = (id: Id) => send('DELETE', `/projects/${id}`);
export const milestones = (id: Id) => all<Milestone>(`/projects/${id}/milestones`);
export const addMilestone = (id: Id, title: string, due: string) =>
	send<Milestone>('POST', `/projects/${id}/milestones`, { title, due });
export const changeMilestone = (milestone: Id, change: { met?: boolean }) => send('PATCH', `/milestones/${milestone}`, change);
export const eraseMilestone = (milestone: Id) => send('DELETE', `/milestones/${milestone}`);
export const messages = (id: Id) => all<Message>(`/projects/${id}/messages`);
export const write = (id: Id, text: string) => send<Message>('POST', `/projects/${id}/messages`, { text });
