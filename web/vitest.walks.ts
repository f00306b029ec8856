import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/** Walks through the built studio in a real browser, beside the mock: `npm run walk` (build first). */
export default defineConfig({
	plugins: [sveltekit()],
	// One after the other: they share the mock's memory.
	test: { include: ['walks/*.test.ts'], environment: 'node', fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 }
});
