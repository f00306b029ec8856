import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

/** Languages the studio speaks; every key stands in each of them, by test. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const SOURCES: Record<Language, () => Promise<{ default: string }>> = {
	en: () => import('$locales/en/studio.ftl?raw'),
	fr: () => import('$locales/fr/studio.ftl?raw')
};
const KEPT = 'incamera.language';

/** The studio's voice: what it says, in the language of whoever looks. */
class Words {
	language = $state<Language>('en');
	#bundle = $state.raw<FluentBundle | null>(null);

	/** Speaks `wish`, else what was chosen last, else the browser's language, else English. */
	async load(wish?: string): Promise<void> {
		const wishes = [wish, localStorage.getItem(KEPT), ...navigator.languages];
		const spoken = (tag: string | null | undefined) => LANGUAGES.find((l) => tag?.toLowerCase().split('-')[0] === l);
		await this.#speak(wishes.map(spoken).find((l) => l !== undefined) ?? 'en');
	}

	/** Changes the language and remembers it on this device. */
	async choose(language: Language): Promise<void> {
		localStorage.setItem(KEPT, language);
		await this.#speak(language);
	}

	/** Whether a language was chosen on this device. */
	get chosen(): boolean {
		return localStorage.getItem(KEPT) !== null;
	}

	async #speak(language: Language): Promise<void> {
		const { default: text } = await SOURCES[language]();
		const bundle = new FluentBundle(language, { useIsolating: false });
		bundle.addResource(new FluentResource(text));
		this.language = language;
		this.#bundle = bundle;
		document.documentElement.lang = language;
	}

	/** The sentence `key`. An unknown one comes out as itself, and a test finds it. */
	say(key: string, values?: Record<string, FluentVariable>): string {
		const pattern = this.#bundle?.getMessage(key)?.value;
		return pattern ? this.#bundle!.formatPattern(pattern, values) : key;
	}
}

export const words = new Words();
/** Short for `words.say`. */
export const t = (key: string, values?: Record<string, FluentVariable>) => words.say(key, values);
