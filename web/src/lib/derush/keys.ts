/** What the help of the derush screen tells, in its order. */
export const KEYS: [string[], string][] = [
	[['Space', 'K'], 'key-play'],
	[['J', 'L'], 'key-shuttle'],
	[['←', '→'], 'key-frame'],
	[['Shift ←', 'Shift →'], 'key-ten'],
	[['↑', '↓'], 'key-decision'],
	[['Enter', 'D'], 'key-turn'],
	[['I', 'O'], 'key-range'],
	[['Esc'], 'key-unmark'],
	[['U', 'R'], 'key-undo'],
	[['?'], 'key-help']
];
