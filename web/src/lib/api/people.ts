import { all, ask, get, send } from './call.ts';
import type {
	Access, Consent, DataMapEntry, ErasurePlan, Id, Invitation, Me, Member, Removed, Role, Session, SubjectRequest
} from './schema.ts';

export const me = () => get<Me>('/me');
export const sessions = () => all<Session>('/me/sessions');
export const endSession = (id: Id) => send('DELETE', `/me/sessions/${id}`);
export const dataMap = () => all<DataMapEntry>('/me/data-map');
export const consents = () => all<Consent>('/me/consents');
export const withdraw = (id: Id) => send('DELETE', `/me/consents/${id}`);
export const accessLog = () => all<Access>('/me/access-log');
export const requests = () => all<SubjectRequest>('/me/requests');
export const request = (kind: string, words: string) => send<SubjectRequest>('POST', '/me/requests', { kind, words });
export const exported = async () => (await ask('/me/export', { method: 'POST' })).blob();
export const erasurePlan = () => send<ErasurePlan>('POST', '/me/erasure/plan');
export const openDemo = () => send<{ workspace: Id; project: Id }>('POST', '/demo');
export const removeDemo = () => send<Removed>('DELETE', '/demo');
export const erase = (confirm: string) => send<{ receipt: string[] | string }>('POST', '/me/erasure', { confirm });

export const members = (workspace: Id) => all<Member>(`/workspaces/${workspace}/members`);
export const changeRole = (workspace: Id, seat: Id, role: Role) => send('PATCH', `/workspaces/${workspace}/members/${seat}`, { role });
export const removeMember = (workspace: Id, seat: Id) => send('DELETE', `/workspaces/${workspace}/members/${seat}`);
export const invitations = (workspace: Id) => all<Invitation>(`/workspaces/${workspace}/invitations`);
export const invite = (workspace: Id, email: string, role: Role, project?: Id) =>
	send<Invitation>('POST', `/workspaces/${workspace}/invitations`, { email, role, ...(project ? { project } : {}) });
export const revoke = (workspace: Id, invitation: Id) =>
	send('DELETE', `/workspaces/${workspace}/invitations/${invitation}`);
