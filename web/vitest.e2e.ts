import { defineConfig } from 'vitest/config';

/** Journeys through the real program in a real browser: `npm run e2e` (build both first; INCAMERA names the program). */
export default defineConfig({
	// What one step leaves, the next goes on with.
	test: { include: ['e2e/*.test.ts'], environment: 'node', fileParallelism: false, bail: 1, testTimeout: 60_000, hookTimeout: 60_000 }
});
