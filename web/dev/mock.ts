/** Serves the contract of `/api/v1` from memory, for `npm run dev` alone. Never shipped. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Connect, Plugin } from 'vite';
import type { Change, Cut, Edit, Rush } from '../src/lib/api/schema.ts';
import { apply, total } from './edits.ts';
import * as world from './world.ts';

const cache = fileURLToPath(new URL('.cache/', import.meta.url));
let cut: Cut = total(world.cut);
const past: Cut[] = [];
let future: Cut[] = [];
const uploads = new Map<string, { length: number; offset: number; rush: Rush & { project: string } }>();
const streams = new Set<ServerResponse>();
let ids = 10;
const id = (kind: string) => `${kind}_${++ids}`;
let event = 0;

function tell(change: Change): void {
	for (const s of streams) s.write(`id: ${++event}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
}
function json(res: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
	res.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
	res.end(JSON.stringify(body));
}
const list = (res: ServerResponse, items: unknown[]) => json(res, { items, next_cursor: null });
const problem = (res: ServerResponse, status: number, code: string, title: string, more = {}) =>
	json(res, { type: `/docs/errors/${code}`, title, status, code, request_id: 'req-dev', ...more }, status);
const nothing = (res: ServerResponse) => void res.writeHead(204).end();

async function body<T>(req: IncomingMessage): Promise<T> {
	const chunks: Buffer[] = [];
	for await (const chunk of req) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString() || '{}') as T;
}

function file(req: IncomingMessage, res: ServerResponse, name: string, type: string): void {
	const path = cache + name;
	if (!existsSync(path)) return problem(res, 404, 'missing', 'Run dev/prepare.sh first');
	const size = statSync(path).size;
	const range = /bytes=(\d+)-(\d*)/.exec(req.headers.range ?? '');
	const [from, to] = range ? [Number(range[1]), range[2] ? Number(range[2]) : size - 1] : [0, size - 1];
	res.writeHead(range ? 206 : 200, {
		'content-type': type, 'accept-ranges': 'bytes', 'content-length': to - from + 1,
		...(range ? { 'content-range': `bytes ${from}-${to}/${size}` } : {})
	});
	createReadStream(path, { start: from, end: to }).pipe(res);
}

const tagged = (res: ServerResponse) => json(res, { ...cut, can_undo: past.length > 0, can_redo: future.length > 0 }, 200, { etag: `"${cut.version}"` });
function fresh(req: IncomingMessage, res: ServerResponse): boolean {
	if (req.headers['if-match'] === `"${cut.version}"`) return true;
	problem(res, 412, 'cut-changed', 'Somebody else changed this cut', { current: cut.version });
	return false;
}
function step(next: Cut, name: string | null): void {
	const version = cut.version + 1;
	const history = name ? [...cut.history, { id: `ver_${version}`, name, version, at: world.time(), author: { person: 'per_1', name: 'Claire Martin' } }] : next.history;
	cut = { ...next, version, history };
	tell({ kind: 'cut', id: 'cut_1', project: 'prj_1' });
}
function grow(held: { progress: number; seconds_left?: number | null; state: string }, say: () => void, done: () => void, stop: () => boolean = () => false): void {
	const timer = setInterval(() => {
		if (stop()) return clearInterval(timer);
		held.progress = Math.min(1000, held.progress + 50);
		held.seconds_left = Math.round((1000 - held.progress) / 100);
		if (held.progress === 1000) {
			clearInterval(timer);
			done();
		}
		say();
	}, 500);
}

type Handler = (req: IncomingMessage, res: ServerResponse, found: Record<string, string>, query: URLSearchParams) => unknown;
const routes: [string, RegExp, Handler][] = [];
const on = (method: string, path: string, handler: Handler) =>
	routes.push([method, new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handler]);

on('GET', '/me', (req, res) => json(res, /guest=1/.test(req.headers.cookie ?? '') ? world.guest : world.me));
for (const [path, items] of [['sessions', world.sessions], ['data-map', world.dataMap], ['consents', world.consents], ['access-log', world.accessLog], ['requests', world.requests]] as const)
	on('GET', `/me/${path}`, (_q, res) => list(res, items as unknown[]));
on('DELETE', '/me/sessions/:id', (_q, res, f) => (world.sessions.splice(world.sessions.findIndex((s) => s.id === f.id), 1), nothing(res)));
on('DELETE', '/me/consents/:id', (_q, res, f) => (world.consents.forEach((c) => c.id === f.id && (c.state = 'withdrawn')), nothing(res)));
on('POST', '/me/requests', async (req, res) => {
	const { kind } = await body<{ kind: string }>(req);
	const made = { id: id('req'), kind, state: 'open', opened: world.time(), due: new Date(Date.now() + 30 * 864e5).toISOString(), answered: null };
	world.requests.unshift(made);
	json(res, made, 201);
});
on('POST', '/me/export', (_q, res) => void res.writeHead(200, { 'content-type': 'application/zip' }).end('PK'));
on('POST', '/me/erasure/plan', (_q, res) => json(res, { goes: [{ class: 'footage', title: 'Footage', count: 5 }, { class: 'contact', title: 'Name and e-mail', count: 2 }], stays: [{ class: 'ledger', title: 'Ledger entries', count: 12, why: 'Commitments without personal data' }], owed: ['A notice to the people who were sent your film'] }));
on('POST', '/me/erasure', async (req, res) => ((await body<{ confirm: string }>(req)).confirm === world.me.email ? json(res, { receipt: ['0198f0a2-77a1-7d4c-9b1e-5f2c8f0c1042'] }) : problem(res, 422, 'confirm', 'That is not your e-mail address', { detail: 'Type the address of this account to confirm.' })));

on('GET', '/workspaces/:ws/projects', (_q, res, f) => list(res, world.projects.filter((p) => p.workspace === f.ws).map((p, i) => ({ id: p.id, title: p.title, state: p.state, created: p.created, rushes: world.rushes.filter((r) => r.project === p.id).length, cuts: p.id === 'prj_1' ? 1 : 0, reviews_open: i === 0 ? 1 : 0, poster: i === 0 ? '/api/v1/rushes/rsh_1/poster' : null }))));
on('POST', '/workspaces/:ws/projects', async (req, res, f) => {
	const made = { id: id('prj'), workspace: f.ws!, state: 'open', created: world.time(), my_role: 'producer' as const, brief: null, ...(await body<{ title: string }>(req)) };
	world.projects.unshift(made);
	json(res, made, 201);
});
on('GET', '/workspaces/:ws/members', (_q, res, f) => (f.ws === 'ws_2' ? problem(res, 403, 'refused', 'Refused', { detail: 'Only who governs a workspace sees who is in it.', promise: 'role.editor' }) : list(res, world.members)));
on('PATCH', '/workspaces/:ws/members/:id', async (req, res, f) => { const b = await body<{ role: 'editor' }>(req); world.members.forEach((m) => m.id === f.id && (m.role = b.role)); nothing(res); });
on('DELETE', '/workspaces/:ws/members/:id', (_q, res, f) => (world.members.splice(world.members.findIndex((m) => m.id === f.id), 1), nothing(res)));
on('GET', '/workspaces/:ws/invitations', (_q, res) => list(res, world.invitations));
on('POST', '/workspaces/:ws/invitations', async (req, res) => {
	const made = { id: id('inv'), expires: new Date(Date.now() + 7 * 864e5).toISOString(), ...(await body<{ email: string; role: 'editor' }>(req)) };
	world.invitations.push(made);
	json(res, { ...made, link: '/invite/3f9c2d' }, 201);
});
on('DELETE', '/workspaces/:ws/invitations/:id', (_q, res, f) => (world.invitations.splice(world.invitations.findIndex((m) => m.id === f.id), 1), nothing(res)));

on('GET', '/projects/:p', (_q, res, f) => { const p = world.projects.find((x) => x.id === f.p); return p ? json(res, p) : problem(res, 404, 'unknown', 'There is no such project', { detail: 'It may have been erased, or the address is wrong.' }); });
on('PATCH', '/projects/:p', async (req, res, f) => { const p = world.projects.find((x) => x.id === f.p)!; Object.assign(p, await body(req)); json(res, p); });
on('GET', '/projects/:p/milestones', (_q, res, f) => list(res, world.milestones.filter((m) => m.project === f.p)));
on('POST', '/projects/:p/milestones', async (req, res, f) => { const m = { id: id('ms'), project: f.p!, met: null, met_at: null, ...(await body<{ title: string; due: string }>(req)) }; world.milestones.push(m); json(res, m, 201); });
on('PATCH', '/milestones/:m', async (req, res, f) => { const m = world.milestones.find((x) => x.id === f.m)!; const { met } = await body<{ met?: boolean }>(req); m.met_at = met ? world.time() : null; m.met = met ? m.met_at! <= m.due : m.due < world.time() ? false : null; nothing(res); });
on('DELETE', '/milestones/:m', (_q, res, f) => (world.milestones.splice(world.milestones.findIndex((m) => m.id === f.m), 1), nothing(res)));
on('GET', '/projects/:p/messages', (_q, res, f) => list(res, world.messages.filter((m) => m.project === f.p)));
on('POST', '/projects/:p/messages', async (req, res, f) => { const m = { id: id('msg'), project: f.p!, author: { person: 'per_1', name: 'Claire Martin' }, written: world.time(), ...(await body<{ text: string }>(req)) }; world.messages.push(m); json(res, m, 201); });

on('GET', '/projects/:p/rushes', (_q, res, f) => list(res, world.rushes.filter((r) => r.project === f.p)));
on('GET', '/projects/:p/search', (_q, res, _f, query) => { const q = query.get('q')!.toLowerCase(); list(res, world.words.words.filter((w) => w.text.toLowerCase().includes(q)).map((w) => ({ rush: 'rsh_1', frame: w.frame_start, text: w.text, around: world.words.words.filter((o) => Math.abs(o.frame_start - w.frame_start) < 90).map((o) => o.text).join(' ') }))); });
on('POST', '/projects/:p/uploads', (req, res, f) => {
	const name = Buffer.from(/filename (\S+)/.exec(String(req.headers['upload-metadata']))?.[1] ?? '', 'base64').toString();
	const rush: Rush & { project: string } = { id: id('rsh'), project: f.p!, name, state: 'receiving', progress: 0, bytes: Number(req.headers['upload-length']), rate: null, frames: null, width: null, height: null, has_sound: true, has_picture: true, poster: null, storyboard: null, proxy: null, people: [] };
	world.rushes.push(rush);
	const up = id('upl');
	uploads.set(up, { length: rush.bytes, offset: 0, rush });
	res.writeHead(201, { location: `/api/v1/uploads/${up}`, 'tus-resumable': '1.0.0' }).end();
});
on('HEAD', '/uploads/:u', (_q, res, f) => { const u = uploads.get(f.u!); void (u ? res.writeHead(200, { 'upload-offset': u.offset, 'upload-length': u.length, 'tus-resumable': '1.0.0' }) : res.writeHead(404)).end(); });
on('PATCH', '/uploads/:u', async (req, res, f) => {
	const u = uploads.get(f.u!)!;
	for await (const chunk of req) { u.offset += (chunk as Buffer).length; u.rush.progress = Math.floor((1000 * u.offset) / u.length); }
	res.writeHead(204, { 'upload-offset': u.offset, 'tus-resumable': '1.0.0' }).end();
	if (u.offset < u.length) return;
	Object.assign(u.rush, { state: 'scanning', progress: 0 });
	const say = () => tell({ kind: 'rush', id: u.rush.id, project: u.rush.project, state: u.rush.state, progress: u.rush.progress });
	grow(u.rush, say, () => Object.assign(u.rush, { state: 'ready', rate: { num: 30, den: 1 }, frames: 1272, width: 1280, height: 720, poster: `/api/v1/rushes/${u.rush.id}/poster`, proxy: `/api/v1/rushes/${u.rush.id}/proxy` }));
});
on('DELETE', '/uploads/:u', (_q, res, f) => (uploads.delete(f.u!), void res.writeHead(204, { 'tus-resumable': '1.0.0' }).end()));
on('PATCH', '/rushes/:r', async (req, res, f) => { Object.assign(world.rushes.find((r) => r.id === f.r)!, await body(req)); nothing(res); });
on('DELETE', '/rushes/:r', (_q, res, f) => (world.rushes.splice(world.rushes.findIndex((r) => r.id === f.r), 1), nothing(res)));
on('GET', '/rushes/:r/poster', (req, res) => file(req, res, 'poster.jpg', 'image/jpeg'));
on('GET', '/rushes/:r/storyboard', (req, res) => file(req, res, 'storyboard.jpg', 'image/jpeg'));
on('GET', '/rushes/:r/storyboard.json', (_q, res) => json(res, { columns: 24, width: 160, height: 90, frames: Array.from({ length: 24 }, (_, i) => i * 53) }));
on('GET', '/rushes/:r/proxy', (req, res) => file(req, res, 'proxy.mp4', 'video/mp4'));
on('GET', '/rushes/:r/words', (_q, res) => json(res, world.words));
on('GET', '/rushes/:r/waveform', (_q, res) => {
	const raw = readFileSync(`${cache}sound.raw`);
	const levels = Array.from({ length: Math.floor(raw.length / 160) }, (_, i) => Math.min(255, 2 * Math.max(...raw.subarray(i * 160, i * 160 + 160).map((b) => Math.abs(b - 128)))));
	json(res, { step_micros: 20_000, levels });
});

on('GET', '/projects/:p/cuts', (_q, res, f) => list(res, f.p === 'prj_1' ? [{ id: cut.id, title: cut.title, version: cut.version, author: { person: 'per_1', name: 'Claire Martin' }, saved: world.time(), frames_before: cut.totals.before, frames_after: cut.totals.after, rate: { num: 30, den: 1 } }] : []));
on('POST', '/projects/:p/cuts', (_q, res) => json(res, { id: 'cut_1' }, 201));
on('GET', '/cuts/:c', (_q, res) => tagged(res));
on('POST', '/cuts/:c/edits', async (req, res) => {
	const { edits } = await body<{ edits: Edit[] }>(req);
	if (!fresh(req, res)) return;
	past.push(cut);
	future = [];
	const { cut: next, name } = apply(cut, edits);
	step(next, name);
	tagged(res);
});
for (const [way, from, to] of [['undo', () => past, () => future], ['redo', () => future, () => past]] as const)
	on('POST', `/cuts/:c/${way}`, (req, res) => {
		if (!fresh(req, res)) return;
		const next = from().pop();
		if (!next) return problem(res, 409, `nothing-to-${way}`, `There is nothing to ${way}`);
		to().push(cut);
		step(next, null);
		tagged(res);
	});
on('GET', '/cuts/:c/export/:f', (_q, res, f) => void res.writeHead(200, { 'content-disposition': `attachment; filename="cut.${f.f}"`, 'content-type': 'text/plain' }).end(f.f));
on('POST', '/cuts/:c/renders', (_q, res) => {
	const made = { id: id('ren'), project: 'prj_1', version: `ver_${cut.version}`, film: null as string | null, state: 'running', progress: 0, seconds_left: null as number | null, bytes: null as number | null, frames: cut.totals.after, rate: { num: 30, den: 1 } };
	world.renders.unshift(made);
	grow(made, () => tell({ kind: 'render', id: made.id, project: 'prj_1', state: made.state, progress: made.progress, seconds_left: made.seconds_left }), () => Object.assign(made, { state: 'done', bytes: 14_200_000, film: `/api/v1/renders/${made.id}/film` }), () => made.state === 'cancelled');
	json(res, { id: made.id }, 202);
});
on('GET', '/projects/:p/renders', (_q, res, f) => list(res, world.renders.filter((r) => r.project === f.p)));
on('POST', '/renders/:id/cancel', (_q, res, f) => (world.renders.forEach((r) => r.id === f.id && (r.state = 'cancelled')), nothing(res)));
on('GET', '/renders/:id/film', (req, res) => file(req, res, 'proxy.mp4', 'video/mp4'));

on('POST', '/cuts/:c/reviews', (_q, res) => json(res, { id: 'rev_1' }, 201));
on('GET', '/projects/:p/reviews', (_q, res, f) => list(res, world.reviews.filter((r) => r.project === f.p)));
on('GET', '/reviews/:v', (req, res, f) => { const r = world.reviews.find((x) => x.id === f.v); if (!r) return problem(res, 404, 'unknown', 'There is no such review'); json(res, /guest=1/.test(req.headers.cookie ?? '') ? { ...r, may: { note: true, approve: true, share: false, download: false } } : r); });
on('GET', '/reviews/:v/notes', (_q, res, f) => list(res, world.notes.filter((n) => n.review === f.v)));
on('POST', '/reviews/:v/notes', async (req, res, f) => { const n = { id: id('not'), review: f.v!, author: { person: 'per_1', name: 'Claire Martin' }, written: world.time(), resolved: false, ...(await body<{ frame: number; text: string }>(req)) }; world.notes.push(n); tell({ kind: 'note', id: n.id, project: 'prj_1' }); json(res, n, 201); });
on('PATCH', '/notes/:n', async (req, res, f) => { Object.assign(world.notes.find((n) => n.id === f.n)!, await body(req)); nothing(res); });
on('DELETE', '/notes/:n', (_q, res, f) => (world.notes.splice(world.notes.findIndex((n) => n.id === f.n), 1), nothing(res)));
on('POST', '/reviews/:v/decision', async (req, res, f) => { const b = await body<{ decision: 'approved'; text?: string }>(req); const r = world.reviews.find((x) => x.id === f.v)!; r.approvals.forEach((a) => a.person === 'per_1' && Object.assign(a, b, { at: world.time() })); nothing(res); });
on('GET', '/reviews/:v/links', (_q, res) => list(res, world.links.map(({ url: _url, ...rest }) => rest)));
on('POST', '/reviews/:v/links', async (req, res) => { const { days } = await body<{ days: number }>(req); const made = { id: id('lnk'), url: '/g/7b1e', expires: new Date(Date.now() + days * 864e5).toISOString() }; world.links.push(made); json(res, made, 201); });
on('DELETE', '/links/:l', (_q, res, f) => (world.links.splice(world.links.findIndex((l) => l.id === f.l), 1), nothing(res)));

on('GET', '/events', (_q, res) => {
	res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
	res.write(': hello\n\n');
	streams.add(res);
	res.on('close', () => streams.delete(res));
});

const handle: Connect.NextHandleFunction = (req, res, next) => {
	const url = new URL(req.url ?? '/', 'http://mock');
	if (!url.pathname.startsWith('/api/v1')) return next();
	const path = url.pathname.slice('/api/v1'.length);
	for (const [method, pattern, handler] of routes) {
		const found = method === req.method ? pattern.exec(path) : null;
		if (found) return void Promise.resolve(handler(req, res, found.groups ?? {}, url.searchParams)).catch(next);
	}
	problem(res, 404, 'unknown', `The mock serves no ${req.method} ${path}`);
};

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2', json: 'application/json' };
const build = fileURLToPath(new URL('../build/', import.meta.url));

/** What was built, as the server serves it: files by name, 200.html for every other path. */
const built: Connect.NextHandleFunction = (req, res) => {
	const path = new URL(req.url ?? '/', 'http://mock').pathname;
	const named = path !== '/' && !path.includes('..') && existsSync(build + path);
	res.setHeader('content-type', named ? (TYPES[path.split('.').pop() ?? ''] ?? 'application/octet-stream') : 'text/html');
	createReadStream(named ? build + path : `${build}200.html`).pipe(res);
};

/** The plugin: the mock beside the sources (`npm run dev`) and beside what was built (`npx vite preview`). */
export const mock = (): Plugin => ({
	name: 'incamera-mock',
	configureServer: (server) => void server.middlewares.use(handle),
	configurePreviewServer: (server) => void server.middlewares.use(handle).use(built)
});
