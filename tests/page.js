/*
 * The page as a clerk uses it, in a real browser, from disk: Chromium, driven
 * by ChromeDriver.  A folder is opened, each document in it taken as DOCX, and
 * the bytes are those of the native program; then what goes wrong is done.
 * usage: node tests/page.js GONGWEN PAGE FOLDER WORK	(tests/targets.sh)
 * FOLDER holds sources with what they name; WORK is made new.
 */
'use strict';
const fs = require('fs'), path = require('path');
const { spawn, spawnSync } = require('child_process');
const [gongwen, page, folder, work] = process.argv.slice(2).map((p) =>
    path.resolve(p));
const downloads = work + '/downloads';
const KEY_OF_ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
let passed = 0, failed = 0, base = '';

function check(what, good, more) {
	if (good)
		passed++;
	else
		failed++;
	if (!good)
		console.log(`page: ${what}: ${more ?? 'not so'}`);
}

/* --- the browser ------------------------------------------------------ */

async function call(method, where, body) {
	const answer = await fetch(base + where, { method,
	    body: body && JSON.stringify(body),
	    signal: AbortSignal.timeout(120000) });
	const { value } = await answer.json();

	if (!answer.ok)
		throw new Error(where + ': ' + value.message);
	return value;
}

const run = (script, ...args) => call('POST', '/execute/sync',
    { script, args });

async function element(id) {
	return (await call('POST', '/element', { using: 'css selector',
	    value: '#' + id }))[KEY_OF_ELEMENT];
}

const click = async (id) => call('POST', `/element/${await element(id)}/click`,
    {});
/* A file or a folder, in the place of what was given before. */
async function give(id, text) {
	await run(`document.getElementById('${id}').value = ''`);
	await call('POST', `/element/${await element(id)}/value`, { text });
}

/* Wait until the script says something true; what it said, or null. */
async function until(script, seconds = 30) {
	for (let i = 0; i < seconds * 20; i++) {
		const said = await run('return ' + script);

		if (said)
			return said;
		await new Promise((done) => setTimeout(done, 50));
	}
	return null;
}

const SETTLED = "/读好了|共 |页|没有生成|个问题|没有发现/.test(" +
    "document.getElementById('status').textContent) && " +
    "document.getElementById('status').textContent";

async function type(text) {
	await run(`const t = document.getElementById('text');
	    t.value = arguments[0]; t.dispatchEvent(new Event('input'));
	    document.getElementById('status').textContent = '…'`, text);
	return until(SETTLED);
}

/* The one file that the browser has put down. */
async function downloaded() {
	for (let i = 0; i < 600; i++) {
		const names = fs.readdirSync(downloads).filter((n) =>
		    !/crdownload$|^\./.test(n));

		if (names.length > 0) {
			const bytes = fs.readFileSync(downloads + '/' + names[0]);

			fs.unlinkSync(downloads + '/' + names[0]);
			return { name: names[0], bytes };
		}
		await new Promise((done) => setTimeout(done, 50));
	}
	return { name: '', bytes: Buffer.alloc(0) };
}

async function open_browser() {
	const driver = spawn('chromedriver', ['--port=0'],
	    { stdio: ['ignore', 'pipe', 'ignore'] });
	const port = await new Promise((done, fail) => {
		driver.stdout.on('data', (said) => {
			const found = /successfully on port (\d+)/.exec(said);

			if (found)
				done(found[1]);
		});
		driver.on('error', fail);
	});
	base = `http://127.0.0.1:${port}/session`;
	const { sessionId } = await call('POST', '', { capabilities: {
		alwaysMatch: { 'goog:chromeOptions': {
			args: ['--headless=new', '--no-sandbox',
			    '--window-size=1366,768', '--disable-dev-shm-usage',
			    '--enable-precise-memory-info'],
			prefs: { download: { default_directory: downloads },
			    profile: { default_content_setting_values: {
			    automatic_downloads: 1 } } },
		} } } });
	base += '/' + sessionId;
	return driver;
}

/* --- what is done ----------------------------------------------------- */

function native(source, ...more) {
	const to = work + '/native';

	fs.rmSync(to, { recursive: true, force: true });
	fs.mkdirSync(to);
	spawnSync(gongwen, ['build', '-q', source, '-o', to + '/x.docx',
	    '--lang', 'zh', ...more], { cwd: path.dirname(folder) });
	return fs.existsSync(to + '/x.docx') ?
	    fs.readFileSync(to + '/x.docx') : null;
}

/* Each document of the folder; those with attachments find them there. */
async function twins() {
	await give('folder', folder);
	const sources = await until(`document.getElementById('main').length &&
	    [...document.getElementById('main').options].map((o) => o.value)
	    .filter((path) => !/docx$/.test(path))`);
	let n = 0;

	for (const source of sources || []) {
		const want = native(source);

		if (want === null)
			continue;
		await run(`const m = document.getElementById('main');
		    m.value = arguments[0]; m.dispatchEvent(new Event('change'))`,
		    source);
		await click('docx');
		const { bytes } = await downloaded();

		check(source, want.equals(bytes), 'not the native bytes');
		n++;
	}
	check('documents in the folder', n > 0);
}

const DRAFT = '青禾市科学技术协会\n关于报送科普统计数据的通知\n各县（区）科协：\n' +
    '请于10月20日前报送本年度科普统计数据。\n青禾市科学技术协会\n2026年9月1日\n';

async function draft() {
	check('a typed draft', await type(DRAFT));
	const field = "document.getElementById('field-title').value";

	/* The answer to what stood there before may still come in between. */
	await until(`/科普统计数据的通知$/.test(${field})`);

	const title = await run('return ' + field);

	check('the title in its field', /科普统计数据的通知$/.test(title), title);
	await click('t-lines');
	/* The third line is said to be text, then the field is typed in. */
	await run(`const s = document.querySelectorAll('#line-list select')[2];
	    s.value = '正文'; s.dispatchEvent(new Event('change'))`);
	check('a line made text', await until(
	    "document.getElementById('field-recipients').value === ''"));
	await click('t-elements');
	await run(`const f = document.getElementById('field-recipients');
	    f.value = '云岭县科协'; f.dispatchEvent(new Event('change'))`);
	await until(SETTLED);
	await click('markdown');
	const { name, bytes } = await downloaded();

	check('Markdown', /\.md$/.test(name) &&
	    bytes.toString().includes('云岭县科协'), bytes.toString());
}

async function bad_input() {
	const gbk = spawnSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'],
	    { input: DRAFT.replace('科普', '玥㙦𠮷') }).stdout;

	fs.writeFileSync(work + '/国标.txt', gbk);
	await give('open', work + '/国标.txt');
	check('GB18030', await until(
	    "document.getElementById('field-title').value.includes('玥㙦𠮷')"));
	fs.writeFileSync(work + '/坏.docx', Buffer.from('PK\x03\x04 not a file'));
	await give('open', work + '/坏.docx');
	check('a damaged DOCX', await until(
	    "document.getElementById('status').textContent.includes('不能读')"));
	check('a draft after it', await type(DRAFT));
	await run(`const t = document.getElementById('text');
	    t.value = ('一、' + '长'.repeat(60) + '。\\n').repeat(27000);
	    t.dispatchEvent(new Event('input'))`);
	check('a text of 5 MB leaves the page alive', await until(
	    "document.getElementById('stop').hidden === false || " + SETTLED));
	await run("document.getElementById('stop').click()");
	check('a draft after that', await type(DRAFT));
}

async function copies() {
	let table = '单位\n';

	for (let i = 1; i <= 40; i++)
		table += `第${i}县科协\n`;
	fs.writeFileSync(work + '/名单.csv', table);
	const draft = DRAFT.replace('各县（区）科协', '{{单位}}');

	await type(draft);
	await run("document.getElementById('status').textContent = '…'");
	await give('data', work + '/名单.csv');
	check('copies tried', await until(SETTLED));
	await click('make-copies');
	const { bytes } = await downloaded();

	fs.writeFileSync(work + '/稿子.txt', draft);
	spawnSync(gongwen, ['build', '-q', '稿子.txt', '--data', '名单.csv',
	    '--pack', 'native.zip', '--lang', 'zh'], { cwd: work });
	check('copies', fs.readFileSync(work + '/native.zip').equals(bytes),
	    await run("return document.getElementById('status').textContent"));
}

/* Many of them tell how far they are, and can be stopped. */
async function stopped() {
	let table = '单位\n';

	for (let i = 1; i <= 20000; i++)
		table += `第${i}县科协\n`;
	fs.writeFileSync(work + '/长名单.csv', table);
	await give('data', work + '/长名单.csv');
	await until(SETTLED, 60);
	await click('make-copies');
	check('progress', await until("/已生成 [0-9]+ MB/.test(" +
	    "document.getElementById('status').textContent)", 60));
	await until("!document.getElementById('stop').hidden");
	await click('stop');
	check('a draft after a stop', await type(DRAFT));
}

/* The heap of the page, in MiB, before and after many documents. */
async function memory() {
	const heap = () => run(`window.gc && gc();
	    return performance.memory.usedJSHeapSize / 1048576`);
	const before = await heap();

	for (let i = 0; i < 200; i++) {
		await run(`const t = document.getElementById('text');
		    t.value = arguments[0];
		    t.dispatchEvent(new Event('input'))`, DRAFT + i);
		await click('docx');
		await downloaded();
	}
	const after = await heap();

	check('memory after 200 documents', after < before + 30,
	    `${before.toFixed(0)} MiB before, ${after.toFixed(0)} after`);
}

(async () => {
	fs.rmSync(work, { recursive: true, force: true });
	fs.mkdirSync(downloads, { recursive: true });
	const driver = await open_browser();

	try {
		const from = Date.now();

		await call('POST', '/url', { url: 'file://' + page });
		check('the page is ready', await until("/粘贴/.test(" +
		    "document.getElementById('status').textContent)"));
		console.log(`page: ready after ${Date.now() - from} ms`);
		check('a first document', await type(DRAFT));
		console.log(`page: first document after ${Date.now() - from} ms`);
		for (const part of [twins, draft, bad_input, copies, stopped, memory])
			await part();
	} finally {
		await call('DELETE', '').catch(() => {});
		driver.kill();
	}
	console.log(`page in Chromium: ${passed} right, ${failed} wrong`);
	process.exitCode = failed > 0 ? 1 : 0;
})().catch((error) => {
	console.log('page in Chromium: ' + error.message);
	process.exitCode = 1;
});
