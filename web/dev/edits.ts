/** The mock's cut: what edits do to it, well enough to look at. The real rules are those of `crates/edit`. */
import type { Cut, CutSpan, Edit, Reason } from '../src/lib/api/schema.ts';

const inFilm = (s: CutSpan) => s.verdict === 'keep' || s.restored === true;

export function total(cut: Cut): Cut {
	const by = new Map<Reason, { spans: number; frames: number }>();
	let [before, after] = [0, 0];
	for (const span of cut.document.rushes.flatMap((r) => r.spans)) {
		const frames = span.end - span.start;
		before += frames;
		if (inFilm(span)) after += frames;
		else if (span.verdict === 'drop') {
			const row = by.get(span.reason) ?? { spans: 0, frames: 0 };
			by.set(span.reason, { spans: row.spans + 1, frames: row.frames + frames });
		}
	}
	return { ...cut, totals: { before, after, by_reason: [...by].map(([reason, row]) => ({ reason, ...row })) } };
}

let named = 100;
function within(cut: Cut, rush: number, from: number, to: number, change: (span: CutSpan) => CutSpan): void {
	const held = cut.document.rushes[rush - 1]!;
	held.spans = held.spans.flatMap((span) => {
		if (span.end <= from || span.start >= to) return [span];
		const [a, b] = [Math.max(from, span.start), Math.min(to, span.end)];
		const pieces: CutSpan[] = [];
		if (span.start < a) pieces.push({ ...span, end: a });
		pieces.push(change({ ...span, start: a, end: b, id: span.start < a ? `r${rush}s${++named}` : span.id }));
		if (b < span.end) pieces.push({ ...span, start: b, id: `r${rush}s${++named}` });
		return pieces;
	});
}

/** Applies one step to a copy, and says what it is called. */
export function apply(before: Cut, edits: Edit[]): { cut: Cut; name: string } {
	const cut = structuredClone(before);
	let name = '';
	for (const edit of edits) {
		if ('restore' in edit) {
			name = 'restore';
			for (const rush of cut.document.rushes)
				rush.spans = rush.spans.map((s) => (s.id === edit.restore.span && s.verdict === 'drop' ? { ...s, restored: true } : s));
		} else if ('drop' in edit) {
			name = 'drop';
			within(cut, edit.drop.rush, edit.drop.from, edit.drop.to, (s) =>
				s.verdict === 'drop' ? { ...s, restored: false } : { id: s.id, start: s.start, end: s.end, verdict: 'drop', reason: 'manual', confidence: 100, evidence: {} }
			);
		} else if ('keep' in edit) {
			name = 'keep';
			within(cut, edit.keep.rush, edit.keep.from, edit.keep.to, (s) => (s.verdict === 'drop' ? { ...s, restored: true } : s));
		} else {
			name = 'settings';
			const wish = edit.settings;
			if (wish.preset) cut.document.preset.preset = wish.preset;
			if (wish.margin !== undefined) cut.document.preset.margin_before_ms = cut.document.preset.margin_after_ms = wish.margin;
			const drop = new Set(cut.document.preset.drop as string[]);
			wish.drop?.forEach((r) => drop.add(r));
			wish.keep?.forEach((r) => drop.delete(r));
			cut.document.preset.drop = [...drop];
			for (const rush of cut.document.rushes)
				rush.spans = rush.spans.map((s) => (s.verdict === 'drop' && s.reason !== 'manual' ? { ...s, restored: !drop.has(s.reason) } : s));
		}
	}
	return { cut: total(cut), name };
}
