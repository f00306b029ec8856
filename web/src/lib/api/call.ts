import { words } from '$lib/words/words.svelte.ts';
import type { ProblemBody } from './schema.ts';

/** What the server says went wrong, or that it could not be reached. */
export class Problem extends Error {
	constructor(readonly body: ProblemBody) {
		super(body.detail ?? body.title);
	}
	get status(): number {
		return this.body.status;
	}
	/** Id of the promise that refused, when one did. */
	get promise(): string | null {
		return this.body.promise ?? null;
	}
	get code(): string {
		return this.body.code ?? '';
	}
}

interface Call {
	method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	body?: unknown;
	query?: Record<string, string | number | undefined>;
	/** The version that is being changed. */
	match?: string | undefined;
}

/** Asks the server; what is not 2xx comes out as a [`Problem`]. */
export async function ask(path: string, call: Call = {}): Promise<Response> {
	const headers: Record<string, string> = { accept: 'application/json', 'accept-language': words.language };
	if (call.body !== undefined) headers['content-type'] = 'application/json';
	if (call.match) headers['if-match'] = call.match;
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(call.query ?? {})) if (value !== undefined) query.set(name, String(value));
	const asked = query.size ? `${path}?${query}` : path;
	let answer: Response;
	try {
		answer = await fetch(`/api/v1${asked}`, {
			method: call.method ?? 'GET',
			headers,
			credentials: 'same-origin',
			...(call.body === undefined ? {} : { body: JSON.stringify(call.body) })
		});
	} catch {
		throw new Problem({ type: '', status: 0, code: 'offline', title: words.say('problem-offline') });
	}
	if (answer.ok) return answer;
	if (answer.status === 401) {
		const here = location.pathname + location.search;
		location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
	}
	throw new Problem(await problem(answer));
}

async function problem(answer: Response): Promise<ProblemBody> {
	const bare = { type: '', status: answer.status, title: words.say('problem-status', { status: answer.status }) };
	if (!(answer.headers.get('content-type') ?? '').includes('json')) return bare;
	try {
		return { ...bare, ...((await answer.json()) as ProblemBody), status: answer.status };
	} catch {
		return bare;
	}
}

export async function get<T>(path: string, query?: Call['query']): Promise<T> {
	return (await ask(path, query ? { query } : {})).json() as Promise<T>;
}

/** An unsafe call; an answer without a body comes out as `undefined`. */
export async function send<T = undefined>(
	method: 'POST' | 'PATCH' | 'DELETE',
	path: string,
	body?: unknown,
	match?: string
): Promise<T> {
	const answer = await ask(path, { method, ...(body === undefined ? {} : { body }), match });
	const text = await answer.text();
	return (text ? JSON.parse(text) : undefined) as T;
}

/** Every page of a list, in order. */
export async function all<T>(path: string, query: Call['query'] = {}): Promise<T[]> {
	const items: T[] = [];
	let after: string | undefined;
	do {
		const page = await get<{ items: T[]; next_cursor: string | null }>(path, { ...query, after });
		items.push(...page.items);
		after = page.next_cursor ?? undefined;
	} while (after !== undefined);
	return items;
}
