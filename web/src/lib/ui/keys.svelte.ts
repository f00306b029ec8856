const KEPT = 'incamera.keys';

/** Whether single keys do things. They can be turned off, for who speaks to the machine or types by chance. */
class Keys {
	on = $state(localStorage.getItem(KEPT) !== 'off');

	set(on: boolean): void {
		this.on = on;
		localStorage.setItem(KEPT, on ? 'on' : 'off');
	}
}
export const keys = new Keys();

/** Whether a key is meant for what is typed into or chosen from, and not for the screen. */
export function typing(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return true;
	const target = event.target;
	if (!(target instanceof HTMLElement)) return false;
	if (target.closest('dialog, [contenteditable], textarea, select, details[open]')) return true;
	return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** Whether the thing that has the focus takes this key itself: Enter and Space press a button. */
export const pressing = (event: KeyboardEvent): boolean =>
	(event.key === 'Enter' || event.key === ' ') &&
	event.target instanceof HTMLElement &&
	event.target.closest('button, a, summary, input, label') !== null;

/** What each key does, by its name; a key with Shift is `Shift+ArrowLeft`. Says whether it did something. */
export function press(event: KeyboardEvent, does: Record<string, () => void>): boolean {
	if (typing(event) || pressing(event)) return false;
	const plain = event.key.length === 1;
	if (plain && !keys.on) return false;
	const name = plain ? event.key.toLowerCase() : (event.shiftKey ? 'Shift+' : '') + event.key;
	const act = does[name];
	if (!act) return false;
	event.preventDefault();
	act();
	return true;
}
