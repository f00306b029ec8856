/** Where to look, and what to do there first. */
/** @type {{ name: string, path: string, ready?: string, whole?: boolean, guest?: boolean, loud?: boolean, act?: (page: any) => Promise<void> }[]} */
export const screens = [
	{ name: 'home', path: '/' },
	{ name: 'projects', path: '/w/ws_1', ready: 'ul.grid' },
	{ name: 'empty', path: '/w/ws_2', ready: '.empty' },
	{
		name: 'new-project',
		path: '/w/ws_1',
		ready: 'ul.grid',
		act: async (page) => {
			await page.click('main .button.main');
			await page.click('dialog summary');
		}
	},
	{ name: 'project', path: '/project/prj_1', ready: 'dl', whole: true },
	{ name: 'unknown', path: '/project/nowhere', ready: '.failure', loud: true },
	{ name: 'rushes', path: '/project/prj_1/rushes', ready: 'article', whole: true },
	{
		name: 'search',
		path: '/project/prj_1/rushes',
		ready: 'article',
		act: async (page) => {
			await page.fill('input[type=search]', 'banana');
			await page.keyboard.press('Enter');
			await page.waitForSelector('mark');
		}
	},
	{ name: 'cuts', path: '/project/prj_1/cuts', ready: 'a.card' },
	{ name: 'derush', path: '/cut/cut_1', ready: '.paragraph', whole: true },
	{
		name: 'derush-edited',
		path: '/cut/cut_1',
		ready: '.paragraph',
		whole: true,
		act: async (page) => {
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('d');
			await page.waitForTimeout(400);
			await page.click('#tab-history');
		}
	},
	{ name: 'derush-settings', path: '/cut/cut_1', ready: '.paragraph', act: (page) => page.click('#tab-settings') },
	{ name: 'derush-keys', path: '/cut/cut_1', ready: '.paragraph', act: (page) => page.keyboard.press('?') },
	{ name: 'render', path: '/cut/cut_1', ready: '.paragraph', act: (page) => page.click('header .button:has-text("Render"), header .button:has-text("Fabriquer")') },
	{ name: 'send', path: '/cut/cut_1', ready: '.paragraph', act: (page) => page.click('main header .button.main') },
	{ name: 'reviews', path: '/project/prj_1/reviews', ready: 'a.card' },
	{ name: 'review', path: '/review/rev_1', ready: 'article', whole: true },
	{
		name: 'review-note',
		path: '/review/rev_1',
		ready: 'article',
		act: async (page) => {
			await page.click('article:nth-of-type(2) .at');
			await page.keyboard.press('d');
			const box = await page.locator('svg.drawing').boundingBox();
			await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6);
			await page.mouse.down();
			for (let n = 0; n < 20; n++) await page.mouse.move(box.x + box.width * (0.6 + n / 100), box.y + box.height * (0.6 + Math.sin(n / 3) / 12));
			await page.mouse.up();
		}
	},
	{ name: 'review-guest', path: '/review/rev_1', ready: 'article', guest: true },
	{ name: 'guest-home', path: '/', ready: 'a.card', guest: true },
	{ name: 'review-decide', path: '/review/rev_1', ready: 'article', act: (page) => page.keyboard.press('a') },
	{
		name: 'review-share',
		path: '/review/rev_1',
		ready: 'article',
		act: async (page) => {
			await page.click('main header .button:has-text("Share"), main header .button:has-text("Partager")');
			await page.click('dialog[open] .button.main');
			await page.waitForSelector('.made');
		}
	},
	{ name: 'privacy', path: '/me/privacy', ready: 'table', whole: true },
	{
		name: 'erasure',
		path: '/me/privacy',
		ready: 'table',
		whole: true,
		act: async (page) => {
			await page.click('[aria-labelledby=erasure] .button');
			await page.waitForSelector('.plan');
		}
	},
	{ name: 'members', path: '/w/ws_1/members', ready: 'li select', whole: true },
	{ name: 'refused', path: '/w/ws_2/members', ready: '.refused', loud: true }
];
