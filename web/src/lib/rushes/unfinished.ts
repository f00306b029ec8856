import { defaultOptions, Upload } from 'tus-js-client';
import type { Id } from '$lib/api/schema.ts';

/** An upload that an earlier visit began on this device and did not end. */
export interface Unfinished {
	name: string;
	size: number;
	/** Bytes the server has. */
	sent: number;
	modified: number;
	discard: () => Promise<void>;
}

const SEPARATOR = '|';
const prefix = (project: Id) => ['incamera', project, ''].join(SEPARATOR);

/** Tells a file again, in another visit. */
export const fingerprint = (project: Id, file: Pick<File, 'size' | 'lastModified' | 'name'>): string =>
	prefix(project) + [file.size, file.lastModified, file.name].join(SEPARATOR);

/** What a fingerprint says, when it is one of this project's. */
export function recognise(project: Id, mark: string): { name: string; size: number; modified: number } | undefined {
	if (!mark.startsWith(prefix(project))) return undefined;
	const [size, modified, ...name] = mark.slice(prefix(project).length).split(SEPARATOR);
	return { size: Number(size), modified: Number(modified), name: name.join(SEPARATOR) };
}

export const matches = (left: Unfinished, file: File): boolean =>
	left.name === file.name && left.size === file.size && left.modified === file.lastModified;

/** What is kept on this device and still known to the server; what the server forgot is forgotten here, too. */
export async function unfinished(project: Id): Promise<Unfinished[]> {
	const storage = defaultOptions.urlStorage;
	const found: Unfinished[] = [];
	for (const kept of (await storage?.findAllUploads()) ?? []) {
		// Keys are `tus::FINGERPRINT::NUMBER`.
		const mark = kept.urlStorageKey.replace(/^tus::/, '').replace(/::\d+$/, '');
		const file = recognise(project, mark);
		if (!file || !kept.uploadUrl) continue;
		const url = kept.uploadUrl;
		const drop = () => storage!.removeUpload(kept.urlStorageKey);
		const answer = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } }).catch(() => undefined);
		if (answer?.status === 404 || answer?.status === 410) {
			await drop();
			continue;
		}
		const sent = Number(answer?.headers.get('upload-offset') ?? 0);
		if (sent === file.size) {
			await drop();
			continue;
		}
		found.push({
			...file,
			sent,
			discard: async () => {
				await Upload.terminate(url, {});
				await drop();
			}
		});
	}
	return found;
}
