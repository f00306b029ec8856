import type { CutDocument, CutSpan, Reason, Word } from '$lib/api/schema.ts';

/** A place in a cut's rushes. Rushes count from 0 here, from 1 in the names of spans and in edits. */
export interface Place {
	rush: number;
	frame: number;
}

/** Frames `start` to `end` of a rush that the film shows in one go. */
export interface Piece {
	rush: number;
	start: number;
	end: number;
	/** Where it begins in the film. */
	film: number;
}

/** A span somebody or something decided about: dropped, put back, or suggested. */
export interface Decision {
	rush: number;
	span: CutSpan;
	reason: Reason;
	state: 'dropped' | 'restored' | 'suggested' | 'taken';
}

export const inFilm = (span: CutSpan): boolean => span.verdict === 'keep' || span.restored === true;

/** What the film shows, in order; neighbours in the film are one piece. */
export function pieces(document: CutDocument): Piece[] {
	const found: Piece[] = [];
	let film = 0;
	document.rushes.forEach((rush, index) => {
		for (const span of rush.spans) {
			if (!inFilm(span)) continue;
			const last = found.at(-1);
			if (last && last.rush === index && last.end === span.start) last.end = span.end;
			else found.push({ rush: index, start: span.start, end: span.end, film });
			film += span.end - span.start;
		}
	});
	return found;
}

/** Every decision, in order. */
export function decisions(document: CutDocument): Decision[] {
	return document.rushes.flatMap((rush, index) =>
		rush.spans.flatMap((span): Decision[] => {
			if (span.verdict === 'drop')
				return [{ rush: index, span, reason: span.reason, state: span.restored ? 'restored' : 'dropped' }];
			return span.suggestion ? [{ rush: index, span, reason: span.suggestion, state: 'suggested' }] : [];
		})
	);
}

/** The span a frame lies in; spans have no gap and no overlap. */
export function spanAt(spans: readonly CutSpan[], frame: number): CutSpan | undefined {
	let [low, high] = [0, spans.length - 1];
	while (low <= high) {
		const mid = (low + high) >> 1;
		const span = spans[mid]!;
		if (frame < span.start) high = mid - 1;
		else if (frame >= span.end) low = mid + 1;
		else return span;
	}
	return undefined;
}

/** Whether `a` comes before `b`. */
export const before = (a: Place, b: Place): boolean => a.rush < b.rush || (a.rush === b.rush && a.frame < b.frame);

/** The piece a place lies in, or the next one after it. */
export const pieceFrom = (list: readonly Piece[], at: Place): Piece | undefined =>
	list.find((p) => before(at, { rush: p.rush, frame: p.end }));

/** Where a place stands in the film; one that is not in it stands where the film goes on. */
export function filmFrame(list: readonly Piece[], at: Place): number {
	const piece = pieceFrom(list, at);
	if (!piece) {
		const last = list.at(-1);
		return last ? last.film + last.end - last.start : 0;
	}
	return piece.film + Math.max(0, piece.rush === at.rush ? at.frame - piece.start : 0);
}

/** One word of the transcript, or a stretch without words that was decided about. */
export type Token =
	| { kind: 'word'; word: Word; index: number; span: CutSpan }
	| { kind: 'gap'; span: CutSpan; reason: Reason };

/** A few tokens of one rush: what the transcript shows as one paragraph. */
export interface Paragraph {
	key: string;
	rush: number;
	start: number;
	end: number;
	tokens: Token[];
}

const LONGEST = 36;

/** The words of a rush, and the wordless spans between them, in paragraphs. */
export function paragraphs(rush: number, spans: readonly CutSpan[], words: readonly Word[], pause: number): Paragraph[] {
	const told = new Set<string>();
	const tokens: Token[] = words.flatMap((word, index): Token[] => {
		const span = spanAt(spans, Math.floor((word.frame_start + word.frame_end) / 2)) ?? spans.at(-1);
		if (!span) return [];
		told.add(span.id);
		return [{ kind: 'word', word, index, span }];
	});
	for (const span of spans)
		if (span.verdict === 'drop' && !told.has(span.id)) tokens.push({ kind: 'gap', span, reason: span.reason });
	tokens.sort((a, b) => from(a) - from(b));

	const found: Paragraph[] = [];
	let open: Paragraph | undefined;
	for (const token of tokens) {
		const previous = open?.tokens.at(-1);
		const full = (open?.tokens.length ?? 0) >= LONGEST || (open && open.tokens.length > 12 && ends(previous));
		const apart = previous && (previous.kind !== token.kind || from(token) - to(previous) > pause);
		if (!open || full || apart) {
			open = { key: `${rush}:${from(token)}:${token.kind}`, rush, start: from(token), end: to(token), tokens: [] };
			found.push(open);
		}
		open.tokens.push(token);
		open.end = to(token);
	}
	return found;
}

const from = (token: Token): number => (token.kind === 'word' ? token.word.frame_start : token.span.start);
const to = (token: Token): number => (token.kind === 'word' ? token.word.frame_end : token.span.end);
const ends = (token: Token | undefined): boolean => token?.kind === 'word' && /[.!?…]$/.test(token.word.text);
