/**
 * The shapes of `/api/v1`, as the contract has them. One file, so that one made from openapi.json can stand in its
 * place.
 */

export type Id = string;
/** RFC 3339, UTC. */
export type Time = string;

export interface Rate {
	num: number;
	den: number;
}

export interface List<T> {
	items: T[];
	next_cursor: string | null;
}

/** RFC 9457. */
export interface ProblemBody {
	type: string;
	title: string;
	status: number;
	detail?: string;
	code?: string;
	request_id?: string;
	/** Id of the promise that refused. */
	promise?: string | null;
	/** Version in force, with `cut-changed`. */
	current?: number;
}

export type Role = 'producer' | 'editor' | 'viewer' | 'admin' | 'dpo' | 'guest';

export interface WorkspaceSummary {
	id: Id;
	name: string;
	role: Role;
	projects_open: number;
	/** One to try things on. */
	demo: boolean;
}

export interface Me {
	person: Id;
	name: string;
	email: string | null;
	language: string;
	guest: boolean;
	region: string | null;
	workspaces: WorkspaceSummary[];
	demo: boolean;
}

/** What became of an erasure, place by place. */
export interface Removed {
	receipt: string;
	closed: Time;
	done: Time | null;
	targets: { store: string; state: 'waiting' | 'done'; count: number }[];
}

export interface Session {
	id: Id;
	created: Time;
	used: Time | null;
	expires: Time;
	client: string | null;
	current: boolean;
}

export interface DataMapEntry {
	class: string;
	title: string;
	count: number;
	bytes?: number;
	where: string[];
	region: string;
	/** How many of them are about others as well. */
	shared?: number;
	until: Time | string | null;
	why: string;
}

export interface Consent {
	id: Id;
	purpose: string;
	title: string;
	state: 'given' | 'withdrawn';
	version: number;
	at: Time;
	/** What was said yes to. */
	wording?: string;
	/** What ends when it is withdrawn. */
	effect: string;
}

export interface Access {
	at: Time;
	who: string;
	action: string;
	what: string;
	purpose: string;
}

export type RequestKind = 'access' | 'rectification' | 'erasure' | 'portability' | 'restriction' | 'objection';

export interface SubjectRequest {
	id: Id;
	kind: RequestKind | string;
	title?: string;
	state: string;
	opened: Time;
	due: Time | null;
	answered: Time | null;
	answer?: string | null;
}

export interface ErasurePlan {
	goes: { class: string; title?: string; count: number }[];
	stays: { class: string; title?: string; count: number; why: string; until?: Time | null }[];
	/** Who has to be told. */
	owed: string[];
	shared?: number;
}

export interface Brief {
	goal: string;
	audience: string;
	platforms: string[];
	length: string;
	tone: string;
	must: string;
	must_not: string;
}

export interface ProjectSummary {
	id: Id;
	title: string;
	state: string;
	created: Time;
	rushes: number;
	cuts: number;
	reviews_open: number;
	poster: string | null;
}

export interface Project {
	id: Id;
	workspace: Id;
	title: string;
	brief: Brief | null;
	state: string;
	created: Time;
	my_role: Role;
}

export interface Milestone {
	id: Id;
	title: string;
	due: Time;
	/** In time; `null` while it is open and not yet due. */
	met: boolean | null;
	met_at?: Time | null;
}

export interface Author {
	person: Id;
	name: string;
	guest?: boolean;
}

export interface Message {
	id: Id;
	author: Author;
	text: string;
	written: Time;
}

export interface Member {
	/** The seat: one person may have several, in the workspace and in films. */
	id: Id;
	person: Id;
	project?: Id | null;
	until?: Time | null;
	name: string;
	email: string | null;
	role: Role;
	since?: Time;
}

export interface Invitation {
	id: Id;
	email: string;
	role: Role;
	expires: Time | null;
	state?: string;
	/** Only in the answer to the one who made it. */
	link?: string;
}

export type RushState = 'receiving' | 'waiting' | 'scanning' | 'ready' | 'broken';

export interface Rush {
	id: Id;
	name: string;
	state: RushState;
	error?: string | null;
	/** 0 to 1000. */
	progress: number;
	seconds_left?: number | null;
	bytes: number;
	rate: Rate | null;
	frames: number | null;
	width: number | null;
	height: number | null;
	has_sound: boolean;
	has_picture: boolean;
	poster: string | null;
	storyboard: string | null;
	/** What browsers play; it comes a while after the rush can be cut. */
	proxy: string | null;
	people: { person: Id; name: string | null; consent?: string }[];
	/** Another rush of the film with the very same bytes. */
	twin?: Id | null;
}

export interface Storyboard {
	columns: number;
	width: number;
	height: number;
	/** Frame index of each picture. */
	frames: number[];
}

export interface Waveform {
	step_micros: number;
	/** 0 to 255. */
	levels: number[];
}

export interface Word {
	text: string;
	start_micros: number;
	end_micros: number;
	confidence: number;
	frame_start: number;
	frame_end: number;
}

export interface Words {
	language: string;
	words: Word[];
}

export interface Found {
	rush: Id;
	frame: number;
	text: string;
	around: string;
}

export type Reason =
	| 'silence'
	| 'filler'
	| 'retake'
	| 'black'
	| 'frozen'
	| 'blur'
	| 'shake'
	| 'noise'
	| 'manual';

export interface Evidence {
	also?: Reason[];
	floor_db?: number | null;
	level_db?: number | null;
	jolt?: number | null;
	retake?: string | null;
	retake_frame?: number | null;
	words?: string | null;
}

export type CutSpan = { id: string; start: number; end: number } & (
	| { verdict: 'keep'; suggestion?: Reason | null }
	| { verdict: 'drop'; reason: Reason; confidence: number; evidence: Evidence; restored?: boolean }
);

export interface CutRush {
	hash: string;
	path: string;
	rate: [number, number];
	frames: number;
	start_frame: number;
	drop_frame?: boolean;
	spans: CutSpan[];
}

/** `schema/cut.schema.json`. */
export interface CutDocument {
	version: number;
	title: string;
	rate: [number, number];
	preset: Record<string, boolean | number | string | string[]>;
	rushes: CutRush[];
}

export interface CutSummary {
	id: Id;
	title: string;
	version: number;
	author: Author | string | null;
	saved: Time;
	frames_before: number;
	frames_after: number;
	rate?: Rate;
}

export interface CutStep {
	/** The version it led to. */
	id: Id;
	/** A word the studio knows (`drop`, `settings`, …), or a sentence. */
	name: string;
	version: number;
	at: Time;
	author: Author | string | null;
	/** `false`: it was taken back, and can be done again. */
	done?: boolean;
}

export interface Cut {
	id: Id;
	project: Id;
	title: string;
	version: number;
	document: CutDocument;
	rushes: { id: Id; name: string; rate: Rate; frames: number }[];
	totals: { before: number; after: number; by_reason: { reason: Reason; spans: number; frames: number }[] };
	history: CutStep[];
	can_undo?: boolean;
	can_redo?: boolean;
}

/** Rushes count from 1, as in the names of spans (`r1s4`). */
export type Edit =
	| { restore: { span: string } }
	| { drop: { rush: number; from: number; to: number } }
	| { keep: { rush: number; from: number; to: number } }
	| { settings: { preset?: string; margin?: number; drop?: Reason[]; keep?: Reason[] } };

export type ExportFormat = 'otio' | 'fcpxml' | 'edl' | 'srt' | 'vtt' | 'markers';

export interface RenderWish {
	captions: 'none' | 'burn';
	/** Hundredths of LUFS. */
	loudness?: number;
	aspect?: [number, number];
	height?: number;
}

export interface Render {
	id: Id;
	/** Of which version of a cut. */
	version: Id;
	/** Made to be looked at in a review. */
	proxy?: boolean;
	/** Where it is, once it is done. */
	film?: string | null;
	/** `waiting`, `running`; `done`, `failed`, `cancelled`. */
	state: string;
	progress: number;
	seconds_left?: number | null;
	error?: string | null;
	bytes?: number | null;
	frames?: number | null;
	rate?: Rate | null;
}

export type ReviewState = 'preparing' | 'open' | 'approved' | 'refused';

export interface ReviewSummary {
	id: Id;
	title: string;
	version: number;
	state: ReviewState;
	notes?: number;
	notes_open?: number;
}

export interface Approval {
	person: Id;
	name: string;
	decision: 'approved' | 'refused' | null;
	text?: string | null;
	at: Time | null;
}

export interface Review {
	id: Id;
	project: Id;
	cut: Id;
	title: string;
	version: number;
	versions: { review: Id; cut: Id; version: number }[];
	state: ReviewState;
	rule: 'all' | 'any';
	film: string | null;
	/** How far it is made, from 0 to 1000. */
	progress?: number;
	rate: Rate | null;
	frames: number | null;
	approvals: Approval[];
	may: { note: boolean; approve: boolean; share: boolean; download: boolean };
}

/** x, y and pressure, each from 0 to 1. */
export type StrokePoint = [number, number, number];

export interface Stroke {
	colour: string;
	/** Part of the picture's height. */
	width: number;
	points: StrokePoint[];
}

export interface Note {
	id: Id;
	author: Author;
	frame: number;
	last?: number | null;
	text: string;
	strokes?: Stroke[] | null;
	parent?: Id | null;
	written: Time;
	/** Since when, or whether. */
	resolved?: Time | boolean | null;
}

export interface ShareLink {
	id: Id;
	revoked?: Time | null;
	url?: string;
	expires: Time;
	created?: Time;
}

export interface Change {
	kind: 'project' | 'rush' | 'cut' | 'render' | 'review' | 'note' | 'message' | 'member';
	id: Id;
	project: Id | null;
	state?: string;
	progress?: number;
	seconds_left?: number | null;
}
