import { DetailedError, Upload } from 'tus-js-client';
import { Problem } from '$lib/api/call.ts';
import type { Id, ProblemBody } from '$lib/api/schema.ts';
import { uploadsUrl } from '$lib/api/rushes.ts';
import { words } from '$lib/words/words.svelte.ts';
import { fingerprint, matches, unfinished, type Unfinished } from './unfinished.ts';

export type SendingState = 'sending' | 'paused' | 'failed' | 'interrupted' | 'done';

/** One file on its way to the studio. */
export class Sending {
	state = $state<SendingState>('sending');
	/** Bytes the server has. */
	sent = $state(0);
	problem = $state.raw<Problem | undefined>(undefined);
	seconds_left = $state<number | undefined>(undefined);
	upload: Upload | undefined;

	constructor(
		readonly project: Id,
		readonly name: string,
		readonly size: number,
		/** What is known of it from before the page was loaded. */
		readonly before?: Unfinished
	) {
		if (before) {
			this.state = 'interrupted';
			this.sent = before.sent;
		}
	}
	get done(): number {
		return this.size ? this.sent / this.size : 0;
	}
}

/** Every upload of this page. It outlives the screens, so that one may look elsewhere meanwhile. */
class Uploads {
	list = $state<Sending[]>([]);

	of = (project: Id) => this.list.filter((s) => s.project === project);

	/** Finds what an earlier visit left unfinished. */
	async recall(project: Id): Promise<void> {
		const known = new Set(this.list.map((s) => s.name + s.size));
		for (const left of await unfinished(project))
			if (!known.has(left.name + left.size)) this.list.push(new Sending(project, left.name, left.size, left));
	}

	/** Sends files, each from where an earlier attempt at the same file ended. */
	async add(project: Id, files: Iterable<File>): Promise<void> {
		for (const file of files) {
			const earlier = this.list.findIndex((s) => s.state === 'interrupted' && s.before && matches(s.before, file));
			if (earlier >= 0) this.list.splice(earlier, 1);
			this.list.push(new Sending(project, file.name, file.size));
			// Out of the list, so that it is the watched one.
			await this.#start(this.list[this.list.length - 1]!, file);
		}
	}

	pause(one: Sending): void {
		void one.upload?.abort();
		one.state = 'paused';
		one.seconds_left = undefined;
	}

	resume(one: Sending): void {
		one.state = 'sending';
		one.problem = undefined;
		one.upload?.start();
	}

	/** Gives up: what the server has of it is erased. */
	async discard(one: Sending): Promise<void> {
		if (one.upload) await one.upload.abort(true);
		else if (one.before) await one.before.discard();
		this.forget(one);
	}

	forget(one: Sending): void {
		this.list = this.list.filter((s) => s !== one);
	}

	async #start(one: Sending, file: File): Promise<void> {
		const began = { at: 0, sent: 0 };
		one.upload = new Upload(file, {
			endpoint: uploadsUrl(one.project),
			metadata: { filename: file.name },
			fingerprint: () => Promise.resolve(fingerprint(one.project, file)),
			removeFingerprintOnSuccess: true,
			retryDelays: [0, 1000, 3000, 10_000, 30_000],
			headers: { 'accept-language': words.language },
			onProgress: (sent) => {
				one.sent = sent;
				if (!began.at) Object.assign(began, { at: performance.now(), sent });
				const [seconds, since] = [(performance.now() - began.at) / 1000, sent - began.sent];
				one.seconds_left = seconds > 2 && since > 0 ? ((file.size - sent) * seconds) / since : undefined;
			},
			onSuccess: () => {
				one.state = 'done';
				one.sent = one.size;
				one.seconds_left = undefined;
			},
			onError: (error) => {
				one.state = 'failed';
				one.seconds_left = undefined;
				one.problem = said(error);
			}
		});
		const [earlier] = await one.upload.findPreviousUploads();
		if (earlier) one.upload.resumeFromPreviousUpload(earlier);
		one.upload.start();
	}
}

/** What the server said, or that the line was lost. */
function said(error: Error): Problem {
	const answer = error instanceof DetailedError ? error.originalResponse : null;
	try {
		const body = JSON.parse(answer?.getBody() ?? '') as ProblemBody;
		if (body.title) return new Problem(body);
	} catch {
		// No problem document: the sentence below says what is known.
	}
	const status = answer?.getStatus() ?? 0;
	const title = status ? words.say('problem-status', { status }) : words.say('problem-offline');
	return new Problem({ type: '', status, title, detail: words.say('upload-goes-on') });
}

export const uploads = new Uploads();
