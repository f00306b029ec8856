import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { mock } from './dev/mock.ts';

const server = process.env.INCAMERA_SERVER;

export default defineConfig(({ command }) => ({
	// `INCAMERA_SERVER=http://localhost:8080 npm run dev` develops against a real server; without it, against dev/.
	plugins: [sveltekit(), command === 'serve' && !server && !process.env.VITEST ? mock() : []],
	server: {
		fs: { allow: ['..'] },
		...(server ? { proxy: { '/api': server, '/sign-in': server, '/sign-out': server, '/privacy': server } } : {})
	},
	build: { target: ['chrome123', 'firefox120', 'safari17.5'], assetsInlineLimit: 0, chunkSizeWarningLimit: 400, rolldownOptions: { checks: { bundlerTimings: false } } },
	test: { include: ['src/**/*.test.ts'], environment: 'node' }
}));
