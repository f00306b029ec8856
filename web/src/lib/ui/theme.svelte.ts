const KEPT = 'incamera.theme';
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Light, dark, or as the device says; remembered on this device. */
class Look {
	theme = $state<Theme>('auto');

	load(): void {
		this.#show(THEMES.find((t) => t === localStorage.getItem(KEPT)) ?? 'auto');
	}

	choose(theme: Theme): void {
		localStorage.setItem(KEPT, theme);
		this.#show(theme);
	}

	#show(theme: Theme): void {
		this.theme = theme;
		document.documentElement.dataset.theme = theme;
	}
}

export const look = new Look();
