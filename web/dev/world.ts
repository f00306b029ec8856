/** What the mock of `npm run dev` serves: plausible data, made for looking at screens. Never shipped. */
import type * as S from '../src/lib/api/schema.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-25T09:00:00Z');
const at = (days: number) => new Date(now + days * day).toISOString();
const rate = { num: 30, den: 1 };
const frames = 1272;

export const guest: S.Me = { person: 'per_g', name: 'Nora (client)', email: null, language: 'en', guest: true, region: 'eu', workspaces: [{ id: 'ws_1', name: 'Atelier Nord', role: 'guest', projects_open: 1, demo: false }], demo: true };

export const me: S.Me = {
	person: 'per_1', name: 'Claire Martin', email: 'claire@studio.example', language: 'en', guest: false, region: 'eu', demo: true,
	workspaces: [
		{ id: 'ws_1', name: 'Atelier Nord', role: 'producer', projects_open: 3, demo: true },
		{ id: 'ws_2', name: 'Harbour Films', role: 'editor', projects_open: 1, demo: false }
	]
};

export const projects: S.Project[] = [
	{ id: 'prj_1', workspace: 'ws_1', title: 'Faces of the harbour', state: 'open', created: at(-12), my_role: 'producer',
		brief: { goal: 'A portrait of the people who work in the harbour at night.', audience: 'Residents, city council', platforms: ['YouTube', 'Instagram'], length: '3 minutes', tone: 'Calm, close, no music before the first minute', must: 'The pilot boat at dawn', must_not: 'Licence plates, badges' } },
	{ id: 'prj_2', workspace: 'ws_1', title: 'How we bake: the sourdough series, part one', state: 'open', created: at(-3), my_role: 'producer', brief: null },
	{ id: 'prj_3', workspace: 'ws_1', title: 'Annual meeting', state: 'open', created: at(-40), my_role: 'producer', brief: null }
];

export const milestones: (S.Milestone & { project: string })[] = [
	{ id: 'ms_1', project: 'prj_1', title: 'Rushes in', due: at(-6), met: true, met_at: at(-7) },
	{ id: 'ms_2', project: 'prj_1', title: 'First cut to the client', due: at(-1), met: false, met_at: null },
	{ id: 'ms_3', project: 'prj_1', title: 'Published', due: at(9), met: null, met_at: null }
];

export const messages: (S.Message & { project: string })[] = [
	{ id: 'msg_1', project: 'prj_1', author: { person: 'per_2', name: 'Jonas Berg' }, text: 'The second interview is up. The wind was strong from minute four on.', written: at(-2) },
	{ id: 'msg_2', project: 'prj_1', author: { person: 'per_1', name: 'Claire Martin' }, text: 'Thanks. Keep the pause before “banana”, it is the joke.', written: at(-1) }
];

const rush = (id: string, name: string, more: Partial<S.Rush>): S.Rush & { project: string } => ({
	id, project: 'prj_1', name, state: 'ready', progress: 1000, bytes: 9_862_144, rate, frames, width: 1280, height: 720,
	has_sound: true, has_picture: true, poster: `/api/v1/rushes/${id}/poster`, storyboard: `/api/v1/rushes/${id}/storyboard`, proxy: `/api/v1/rushes/${id}/proxy`, people: [], ...more
});
export const rushes = [
	rush('rsh_1', 'interview-harbour-01.mp4', { people: [{ person: 'per_9', name: 'Marek', consent: 'given' }] }),
	rush('rsh_2', 'interview-harbour-02.mp4', {}),
	rush('rsh_3', 'pilot boat at dawn (drone).mov', { state: 'scanning', progress: 430, seconds_left: 95, poster: null, bytes: 2_840_000_000 }),
	rush('rsh_4', 'IMG_2231.MOV', { state: 'broken', poster: null, rate: null, frames: null, error: 'The file ends in the middle of its index. Copy it from the card again, then upload it anew.', bytes: 48_000_000 }),
	rush('rsh_5', 'wind.wav', { state: 'waiting', progress: 0, poster: null, has_picture: false, bytes: 31_000_000 })
];

const speech: [number, number, string][] = [
	[0.17, 0.97, 'Hello.'],
	[1.23, 4.93, 'This is an example video for your convenience and pleasure.'],
	[5.0, 10.57, 'You are allowed to use this voice for any purpose, including commercial uses.'],
	[10.63, 13.23, 'On the bottom right you can see the time.'],
	[13.37, 17.1, 'When the time reaches forty seconds, um, I will say banana.'],
	[17.7, 18.5, 'When the time'],
	[19.4, 23.2, 'When the time reaches forty seconds I will say banana.'],
	[40.0, 41.2, 'Banana.']
];
export const words: S.Words = {
	language: 'en',
	words: speech.flatMap(([from, to, text]) => {
		const said = text.split(' ');
		const step = (to - from) / said.length;
		return said.map((word, i) => {
			const [a, b] = [from + i * step, from + (i + 1) * step - 0.03];
			return { text: word, start_micros: Math.round(a * 1e6), end_micros: Math.round(b * 1e6), confidence: 90, frame_start: Math.round(a * 30), frame_end: Math.round(b * 30) };
		});
	})
};

const spans: S.CutSpan[] = [
	{ id: 'r1s1', start: 0, end: 33, verdict: 'keep' },
	{ id: 'r1s2', start: 33, end: 148, verdict: 'keep' },
	{ id: 'r1s3', start: 148, end: 312, verdict: 'keep' },
	{ id: 'r1s4', start: 312, end: 345, verdict: 'drop', reason: 'blur', confidence: 71, evidence: {}, restored: true },
	{ id: 'r1s5', start: 345, end: 404, verdict: 'keep' },
	{ id: 'r1s6', start: 404, end: 455, verdict: 'drop', reason: 'retake', confidence: 84, evidence: { words: 'When the time reaches forty', retake: 'When the time reaches forty seconds', retake_frame: 582 } },
	{ id: 'r1s7', start: 455, end: 470, verdict: 'keep', suggestion: 'filler' },
	{ id: 'r1s8', start: 470, end: 575, verdict: 'drop', reason: 'retake', confidence: 92, evidence: { words: 'I will say banana. When the time', retake: 'When the time reaches forty seconds I will say banana.', retake_frame: 582 } },
	{ id: 'r1s9', start: 575, end: 703, verdict: 'keep' },
	{ id: 'r1s10', start: 703, end: 1194, verdict: 'drop', reason: 'silence', confidence: 98, evidence: { level_db: -72, floor_db: -60 } },
	{ id: 'r1s11', start: 1194, end: 1242, verdict: 'keep' },
	{ id: 'r1s12', start: 1242, end: 1272, verdict: 'drop', reason: 'black', confidence: 99, evidence: { also: ['silence'] } }
];
const second = spans.map((s) => ({ ...s, id: s.id.replace('r1', 'r2') }));
export const cut: S.Cut = {
	id: 'cut_1', project: 'prj_1', title: 'Harbour, first cut', version: 7,
	document: {
		version: 1, title: 'Harbour, first cut', rate: [30, 1],
		preset: { preset: 'interview', margin_before_ms: 100, margin_after_ms: 160, min_silence_ms: 600, drop: ['silence', 'retake', 'black', 'frozen', 'blur', 'shake', 'noise'] },
		rushes: [
			{ hash: 'a'.repeat(64), path: 'interview-harbour-01.mp4', rate: [30, 1], frames, start_frame: 0, spans },
			{ hash: 'b'.repeat(64), path: 'interview-harbour-02.mp4', rate: [30, 1], frames, start_frame: 0, spans: second as S.CutSpan[] }
		]
	},
	rushes: [{ id: 'rsh_1', name: 'interview-harbour-01.mp4', rate, frames }, { id: 'rsh_2', name: 'interview-harbour-02.mp4', rate, frames }],
	totals: { before: 0, after: 0, by_reason: [] },
	history: [
		{ id: 'ver_6', name: 'derush', version: 6, at: at(-2), author: { person: 'per_2', name: 'Jonas Berg' } },
		{ id: 'ver_7', name: 'restore', version: 7, at: at(-1), author: { person: 'per_1', name: 'Claire Martin' } }
	]
};

export const reviews: S.Review[] = [
	{ id: 'rev_1', project: 'prj_1', cut: 'cut_1', title: 'Harbour, first cut', version: 2, versions: [{ review: 'rev_0', cut: 'cut_1', version: 1 }, { review: 'rev_1', cut: 'cut_1', version: 2 }], state: 'open', rule: 'all', film: '/api/v1/renders/ren_1/film', progress: 1000, rate, frames,
		approvals: [{ person: 'per_1', name: 'Claire Martin', decision: null, text: null, at: null }, { person: 'per_g', name: 'Nora (client)', decision: null, text: null, at: null }, { person: 'per_2', name: 'Jonas Berg', decision: 'approved', text: 'Good from my side.', at: at(-1) }],
		may: { note: true, approve: true, share: true, download: true } }
];
reviews.push({ ...reviews[0]!, id: 'rev_0', version: 1, state: 'refused', approvals: [{ person: 'per_1', name: 'Claire Martin', decision: 'refused', text: 'The beginning is too slow.', at: at(-4) }] });

export const notes: (S.Note & { review: string })[] = [
	{ id: 'not_1', review: 'rev_1', author: { person: 'per_g', name: 'Nora (client)', guest: true }, frame: 96, text: 'Can the name stand here a little longer?', written: at(-1), resolved: false },
	{ id: 'not_2', review: 'rev_1', author: { person: 'per_2', name: 'Jonas Berg' }, frame: 96, text: 'Yes, a second more is easy.', parent: 'not_1', written: at(-1), resolved: false },
	{ id: 'not_3', review: 'rev_1', author: { person: 'per_1', name: 'Claire Martin' }, frame: 400, last: 460, text: 'This sentence comes twice.', written: at(-0.5), resolved: false, strokes: [{ colour: '#f5a524', width: 0.011, points: [[0.3, 0.4, 0.5], [0.35, 0.3, 0.6], [0.5, 0.25, 0.7], [0.65, 0.32, 0.6], [0.68, 0.45, 0.5], [0.55, 0.56, 0.5], [0.38, 0.54, 0.5], [0.3, 0.42, 0.5]] }] },
	{ id: 'not_4', review: 'rev_1', author: { person: 'per_2', name: 'Jonas Berg' }, frame: 900, text: 'Sound level drops.', written: at(-0.4), resolved: true }
];

export const renders: (S.Render & { project: string })[] = [
	{ id: 'ren_1', project: 'prj_1', version: 'ver_7', film: '/api/v1/renders/ren_1/film', state: 'done', progress: 1000, bytes: 14_200_000, frames: 700, rate }
];
export const links: S.ShareLink[] = [];

export const members: S.Member[] = [
	{ id: 'sea_1', person: 'per_1', name: 'Claire Martin', email: 'claire@studio.example', role: 'producer', since: at(-200) },
	{ id: 'sea_2', person: 'per_2', name: 'Jonas Berg', email: 'jonas@studio.example', role: 'editor', since: at(-90) },
	{ id: 'sea_3', person: 'per_3', name: 'Amina Diallo', email: 'amina@client.example', role: 'viewer', since: at(-8) }
];
export const invitations: S.Invitation[] = [{ id: 'inv_1', email: 'luc@edit.example', role: 'editor', expires: at(5) }];

export const sessions: S.Session[] = [
	{ id: 'ses_1', created: at(-1), used: at(0), expires: at(13), client: 'Firefox on Linux', current: true },
	{ id: 'ses_2', created: at(-9), used: at(-2), expires: at(5), client: 'Safari on iPhone', current: false }
];
export const dataMap: S.DataMapEntry[] = [
	{ class: 'footage', title: 'Footage', count: 5, where: ['rows', 'objects'], bytes: 2_931_000_000, region: 'eu', until: at(365), why: 'Until the project ends, then 30 days' },
	{ class: 'contact', title: 'Name and e-mail', count: 2, where: ['rows'], region: 'eu', until: null, why: 'As long as the account is' },
	{ class: 'access', title: 'Access log', count: 214, where: ['rows'], region: 'eu', until: at(90), why: 'Ninety days of accountability' }
];
export const consents: S.Consent[] = [
	{ id: 'con_1', purpose: 'analytics', title: 'Count which features are used', state: 'given', version: 2, at: at(-30), effect: 'No more counts are taken from your use. Counts that carry no identity stay.' },
	{ id: 'con_2', purpose: 'training', title: 'Let my edits teach presets of this workspace', state: 'withdrawn', version: 1, at: at(-10), effect: 'Nothing is learned from your edits.' }
];
export const accessLog: S.Access[] = [
	{ at: at(-0.1), who: 'Jonas Berg', action: 'Read', what: 'interview-harbour-01.mp4', purpose: 'Service' },
	{ at: at(-1), who: 'Nora (client)', action: 'Read', what: 'Harbour, first cut (film)', purpose: 'Review' },
	{ at: at(-2), who: 'incamera', action: 'Process', what: 'interview-harbour-02.mp4', purpose: 'Derush' }
];
export const requests: S.SubjectRequest[] = [
	{ id: 'req_1', kind: 'access', state: 'open', opened: at(-4), due: at(26), answered: null },
	{ id: 'req_2', kind: 'rectification', state: 'answered', opened: at(-60), due: at(-30), answered: at(-55) }
];
export const time = () => new Date().toISOString();
