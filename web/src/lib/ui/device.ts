/**
 * Forgets on this device which uploads are unfinished: names of files are nobody else's business once somebody has
 * signed out. What the server has of them expires there.
 */
export function forgetUploads(): void {
	// tus-js-client keeps them under this prefix.
	for (const key of Object.keys(localStorage)) if (key.startsWith('tus::')) localStorage.removeItem(key);
}
