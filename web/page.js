/*
 * The page around the program: text on the left, what the program reads in it
 * on the right.  The program runs in a worker (worker.js), once for each
 * question; this file only asks, shows and saves.
 *
 *	draft	the files at hand, which of them is the draft, its text
 *	set	elements that were typed on the right: --set 键=值
 */
'use strict';
(() => {
const $ = (id) => document.getElementById(id);

/* Elements shown as fields: key of the JSON, key of --set. */
const FIELDS = [
	['issuer_mark', '发文机关标志'], ['doc_number', '发文字号'],
	['title', '标题'], ['recipients', '主送'], ['signatures', '署名'],
	['date', '成文日期'], ['contact_lines', null],
	['attachments_list', null], ['cc', '抄送'],
	['print_agency', '印发机关'], ['print_date', '印发日期'],
];
const NAMES = { contact_lines: '联系人', attachments_list: '附件' };
/* What a line can be said to be, by a mark before it. */
const MARKS = ['标题', '主送', '发文字号', '发文机关标志', '签发人', '份号',
    '密级', '紧急程度', '署名', '成文日期', '附注', '抄送', '印发机关',
    '印发日期'];
/* And that it is none of them: a mark that is not printed. */
const TEXT = '正文';
const OFFICE = ['发文机关标志', '署名', '抄送', '印发机关'];
const LINES_SHOWN = 400;
const PAUSE = 350;		/* ms after the last key */
const LONG = 1500;		/* ms after which a question may be stopped */

const draft = { name: '稿子.txt', files: {}, touched: true };
let set = {}, found = {}, data = null, worker = null, timer = 0, turn = 0;
const waiting = new Map();

/* --- the program ------------------------------------------------------ */

function bytes_of(base64) {
	const text = atob(base64.trim()), bytes = new Uint8Array(text.length);

	for (let i = 0; i < text.length; i++)
		bytes[i] = text.charCodeAt(i);
	return bytes;
}

/* The program, which is packed in this file. */
async function program() {
	const packed = new Blob([bytes_of($('wasm').textContent)]);

	return new Uint8Array(await new Response(packed.stream().pipeThrough(
	    new DecompressionStream('gzip'))).arrayBuffer());
}

function start() {
	const url = URL.createObjectURL(new Blob([$('worker').textContent],
	    { type: 'text/javascript' }));

	worker = new Worker(url);
	worker.onmessage = ({ data: said }) => {
		if (said.ready) {
			tell('请粘贴稿子，或打开文件。');
			changed();
		} else if (said.made) {
			tell(`已生成 ${(said.made / 1048576).toFixed(0)} MB…`);
		} else if (waiting.has(said.id)) {
			waiting.get(said.id)(said);
			waiting.delete(said.id);
		}
	};
	worker.onerror = (event) => tell('程序出错：' + event.message);
	program().then((wasm) => worker.postMessage({ wasm }),
	    () => tell('这个浏览器太旧，打不开本页；请换新一些的浏览器。'));
}

function stop() {
	worker.terminate();
	for (const done of waiting.values())
		done({ status: 130, said: '', out: '', files: {} });
	waiting.clear();
	$('stop').hidden = true;
	start();
}

/* What takes long can be stopped. */
let last_id = 0;
async function ask(args, more) {
	const id = ++last_id;
	const long = setTimeout(() => $('stop').hidden = false, LONG);
	const said = await new Promise((done) => {
		waiting.set(id, done);
		worker.postMessage({ id, args, files: { ...draft.files, ...more } });
	});

	clearTimeout(long);
	$('stop').hidden = true;
	return said;
}

function settings() {
	const all = {};

	for (const key of OFFICE) {
		const value = $('office-' + key).value.trim();
		const field = FIELDS.find((f) => f[1] === key);

		if (value && !(found[field[0]] && !(key in set)))
			all[key] = value;
	}
	Object.assign(all, set);
	return Object.entries(all).flatMap(([k, v]) => ['--set', k + '=' + v]);
}

/* --- the draft -------------------------------------------------------- */

function decode(bytes) {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}

/* The text as typed, unless the file itself is still what is shown. */
function hold_text() {
	if (draft.touched)
		draft.files[draft.name] = new TextEncoder().encode($('text').value);
}

function is_source(path) {
	return /\.(md|markdown|txt|text|docx|doc|wps)$/i.test(path) &&
	    !/(^|\/)附件\//.test(path) && !/(^|\/)[.~]/.test(path);
}

async function choose(path) {
	draft.name = path;
	set = {};
	data = null;
	$('data-name').textContent = '';
	if (/\.(docx|doc|wps)$/i.test(path)) {
		const said = await ask(['convert', '-q', path, '-o', '-']);

		if (said.status !== 0 && !said.out) {
			tell('不能读 ' + path + '：' + first_line(said.said));
			$('text').value = '';
			draft.name = '稿子.txt';	/* what is typed now */
			draft.touched = true;
			return;
		}
		draft.name = path.replace(/\.[^.]*$/, '.md');
		$('text').value = said.out;
		draft.touched = true;
	} else {
		$('text').value = decode(draft.files[path]);
		draft.touched = false;
	}
	changed();
}

async function open(list) {
	draft.files = {};
	for (const { path, file } of list)
		draft.files[path] = new Uint8Array(await file.arrayBuffer());
	const sources = Object.keys(draft.files).filter(is_source).sort();

	$('which').hidden = sources.length < 2;
	$('main').replaceChildren(...sources.map((path) =>
	    new Option(path, path)));
	if (sources.length === 0)
		tell('没有可以读的稿子（.md .txt .docx）。');
	else
		await choose(sources[0]);
}

function listed(files) {
	return Array.from(files, (file) => ({ file,
	    path: file.webkitRelativePath || file.name }));
}

/* Everything in a dropped folder. */
async function walk(entry, into) {
	if (entry.isFile) {
		into.push({ path: entry.fullPath.slice(1),
		    file: await new Promise((a, b) => entry.file(a, b)) });
		return;
	}
	const reader = entry.createReader();

	for (;;) {
		const some = await new Promise((a, b) =>
		    reader.readEntries(a, b));

		if (some.length === 0)
			return;
		for (const one of some)
			await walk(one, into);
	}
}

async function dropped(event) {
	event.preventDefault();
	document.body.classList.remove('over');
	const entries = Array.from(event.dataTransfer.items, (item) =>
	    item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
	const list = [];

	for (const entry of entries)
		await walk(entry, list);
	if (list.length === 1 && /\.(csv|xlsx|xls|et|jsonl)$/i.test(list[0].path))
		take_data(list[0].file);
	else if (list.length > 0)
		open(list);
}

/* --- what was read ---------------------------------------------------- */

function tell(text) {
	$('status').textContent = text;
}

function first_line(text) {
	return text.split('\n').find((line) => line.trim()) || '';
}

function json(text, otherwise) {
	try {
		return JSON.parse(text);
	} catch {
		return otherwise;
	}
}

function changed() {
	clearTimeout(timer);
	timer = setTimeout(read, PAUSE);
}

async function read() {
	const mine = ++turn, path = draft.name;

	hold_text();
	$('docx').disabled = $('markdown').disabled = $('text').value === '';
	$('make-copies').disabled = !data || $('text').value === '';
	if ($('text').value.trim() === '')
		return;
	tell('正在读…');
	/* The pages first: they are what one looks at while typing. */
	let built = data ? null : await ask(['build', '-v', '--format',
	    'json', path, '--to', 'docx,html', '-o', 'out/x.docx',
	    ...settings()]);

	if (mine !== turn)
		return;
	show_pages(built?.files['x.html']);
	const document_json = await ask(['convert', '-q', '--to', 'json', path,
	    '-o', '-', ...settings()]);

	if (mine !== turn)
		return;
	found = json(document_json.out, {});
	show_fields();
	const lines = await ask(['convert', '-q', '--explain', '--format',
	    'json', path, '-o', 'out/x.md']);

	if (mine !== turn)
		return;
	show_lines(json(lines.out, {}).explanations?.[0]?.lines || []);
	const checked = await ask(['check', '--format', 'json', path,
	    ...settings()]);

	if (mine !== turn)
		return;
	if (data)
		built = await ask(copies('--dry-run', '--format', 'json'),
		    with_data());
	if (mine === turn)
		show_findings(json(checked.out || checked.said, { findings: [] }),
		    json(built.out || built.said, { findings: [] }), built);
}

/*
 * The pages as they will be printed, kept when the draft has none just now.
 * They have a style of their own, which must not meet that of this page.
 */
const CLOSE = '.page{width:100%;height:auto;margin:0 0 .6em;' +
    'box-shadow:0 0 4px #888}text{cursor:pointer}.here{fill:#2a6ad4}';

function show_pages(html) {
	if (!html)
		return;
	const read = new DOMParser().parseFromString(
	    new TextDecoder().decode(html), 'text/html');
	const root = $('pages').shadowRoot ||
	    $('pages').attachShadow({ mode: 'open' });
	const style = document.createElement('style');

	style.textContent = read.querySelector('style').textContent + CLOSE;
	/* A page that is as it was stays: most are, while one types. */
	const old = root.querySelectorAll('svg.page');
	const pages = [...read.querySelectorAll('svg.page')].map((page, i) => {
		const words = page.outerHTML;

		if (old[i]?.words === words)
			return old[i];
		page.words = words;
		return page;
	});

	root.replaceChildren(style, ...pages);
	show_place(false);
}

/* The line that the cursor is in, on the pages. */
function show_place(scroll) {
	const line = $('text').value.slice(0, $('text').selectionStart)
	    .split('\n').length;
	let first = null;

	for (const text of $('pages').shadowRoot?.querySelectorAll('text') || []) {
		const here = +text.dataset.line === line && !text.dataset.file;

		text.classList.toggle('here', here);
		first = first || (here ? text : null);
	}
	if (scroll)
		first?.scrollIntoView({ block: 'nearest' });
}

function show_fields() {
	if ($('fields').contains(document.activeElement))
		return;
	$('fields').replaceChildren(...FIELDS.map(([key, name]) => {
		const row = document.createElement('tr');
		const head = document.createElement('th');
		const cell = document.createElement('td');
		const input = document.createElement('input');
		const value = found[key];

		head.textContent = name || NAMES[key];
		head.scope = 'row';
		input.id = 'field-' + key;
		input.setAttribute('aria-label', head.textContent);
		input.value = Array.isArray(value) ? value.join('；') :
		    value || '';
		input.readOnly = !name;
		input.onchange = () => {
			if (input.value.trim())
				set[name] = input.value.trim();
			else
				delete set[name];
			input.blur();
			changed();
		};
		cell.append(input);
		row.append(head, cell);
		return row;
	}));
}

/* Say what a line is, with the mark that names it. */
function mark(line, name) {
	const all = $('text').value.split('\n');
	const bare = all[line - 1].replace(/^\s*(\\|#+\s*)?/, '');
	const old = MARKS.find((m) => bare.startsWith(m + '：'));

	if (name === TEXT) {
		/* Only Markdown has this mark; the reader is the same. */
		delete draft.files[draft.name];
		draft.name = draft.name.replace(/\.te?xt$/i, '.md');
		all[line - 1] = '\\' + bare;
	} else
		all[line - 1] = name + '：' +
		    (old ? bare.slice(old.length + 1) : bare);
	$('text').value = all.join('\n');
	draft.touched = true;
	changed();
}

function go_to(line) {
	const text = $('text').value.split('\n');
	const from = text.slice(0, line - 1).join('\n').length +
	    (line > 1 ? 1 : 0);

	$('text').focus();
	$('text').setSelectionRange(from, from + (text[line - 1] || '').length);
}

function show_lines(lines) {
	$('line-list').replaceChildren(...lines.slice(0, LINES_SHOWN).map((l) => {
		const item = document.createElement('li');
		const choice = document.createElement('select');
		const go = document.createElement('button');

		if (l.confidence < 75)
			item.className = 'unsure';
		choice.setAttribute('aria-label', '第 ' + l.line + ' 行是');
		choice.append(new Option(l.label, ''),
		    ...[TEXT, ...MARKS].map((name) =>
		    new Option('→ ' + name, name)));
		choice.onchange = () => choice.value && mark(l.line, choice.value);
		go.textContent = l.line;
		go.title = l.evidence;
		go.onclick = () => go_to(l.line);
		item.append(go, ' ', choice, ' ' + l.text.slice(0, 60));
		return item;
	}));
}

function show_findings(checked, built, run) {
	const words = { failed: '失败', error: '错误', warning: '警告',
	    style: '建议', note: '说明' };
	const seen = new Set(), list = [];
	let pages = '';

	for (const f of [...built.findings, ...checked.findings]) {
		const key = [f.line, f.id, f.message].join('|');

		if (f.id === 'page-count')
			pages = f.message;
		if (!seen.has(key) && f.severity !== 'note')
			list.push(f);
		seen.add(key);
	}
	$('finding-list').replaceChildren(...list.map((f) => {
		const item = document.createElement('li');
		const go = document.createElement('button');

		item.className = f.severity;
		go.textContent = f.line || '—';
		go.setAttribute('aria-label', '第 ' + f.line + ' 行');
		go.onclick = () => f.line && go_to(f.line);
		item.append(go, ` ${words[f.severity] || f.severity}：${f.message}` +
		    (f.clause ? `（${f.clause}）` : ''));
		return item;
	}));
	$('t-findings').textContent = `问题 ${list.length}`;
	tell((pages || first_line(run.said) || '读好了') +
	    (list.length > 0 ? `；${list.length} 个问题` : '；没有发现问题'));
}

/* --- taking things away ----------------------------------------------- */

function save(name, parts, type) {
	const link = document.createElement('a');

	link.href = URL.createObjectURL(new Blob(parts, { type }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function stem() {
	return draft.name.replace(/.*\//, '').replace(/\.[^.]*$/, '');
}

async function make_docx() {
	hold_text();
	const said = await ask(['build', '-q', draft.name, '-o', 'out/x.docx',
	    ...settings()]);

	if (said.files['x.docx']) {
		save(stem() + '.docx', [said.files['x.docx']], 'application/' +
		    'vnd.openxmlformats-officedocument.wordprocessingml.document');
		tell('已生成 ' + stem() + '.docx');
	} else {
		tell('没有生成：' + first_line(said.said));
	}
}

async function make_markdown() {
	hold_text();
	const said = await ask(['convert', '-q', draft.name, '-o', 'out/x.md',
	    ...settings()]);

	if (said.files['x.md'])
		save(stem() + '.md', [said.files['x.md']], 'text/markdown');
	else
		tell('没有转换：' + first_line(said.said));
}

async function take_data(file) {
	data = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
	$('data-name').textContent = file.name;
	select('copies');
	changed();
}

function with_data() {
	return data ? { [data.name]: data.bytes } : {};
}

function copies(...more) {
	return ['build', '-j', '1', '--fsync', 'none', draft.name, '--data',
	    data.name, '-n', $('pattern').value, ...settings(), ...more];
}

async function make_copies() {
	hold_text();
	tell('正在生成…');
	const said = await ask(copies('-q', '--pack', 'out/x.zip'), with_data());
	const zip = said.files['x.zip'];

	if (zip)
		save(stem() + '.zip', [zip], 'application/zip');
	tell(said.status === 130 ? '已停止' : !zip ?
	    '没有生成：' + first_line(said.said) : '已生成 ' + stem() + '.zip' +
	    (said.status !== 0 ? '；有的没有生成：' + first_line(said.said) : ''));
}

/* --- tabs, fields of the office, events ------------------------------- */

const TABS = ['pages', 'elements', 'lines', 'findings', 'copies'];

function select(name) {
	for (const tab of TABS) {
		const on = tab === name;

		$(tab).hidden = !on;
		$('t-' + tab).setAttribute('aria-selected', on);
		$('t-' + tab).tabIndex = on ? 0 : -1;
	}
}

function storage() {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}

function office_fields() {
	const kept = json(storage()?.getItem('gongwen') || '{}', {});

	$('remember').checked = Object.keys(kept).length > 0;
	$('office').replaceChildren(...OFFICE.map((key) => {
		const row = document.createElement('tr');
		const head = document.createElement('th');
		const cell = document.createElement('td');
		const input = document.createElement('input');

		head.textContent = key;
		input.id = 'office-' + key;
		input.setAttribute('aria-label', '本单位的' + key);
		input.value = kept[key] || '';
		input.onchange = () => { keep(); changed(); };
		cell.append(input);
		row.append(head, cell);
		return row;
	}));
}

function keep() {
	const values = {};

	for (const key of OFFICE)
		if ($('office-' + key).value.trim())
			values[key] = $('office-' + key).value.trim();
	if ($('remember').checked)
		storage()?.setItem('gongwen', JSON.stringify(values));
	else
		storage()?.removeItem('gongwen');
}

function examples() {
	const all = json($('examples').textContent, {});

	for (const name in all)
		$('example').append(new Option(name, name));
	$('example').onchange = () => {
		const one = all[$('example').value];

		if (!one)
			return;
		draft.files = {};
		for (const path in one.files)
			draft.files[path] = new TextEncoder().encode(
			    one.files[path]);
		$('which').hidden = true;
		choose(one.main);
	};
}

$('pages').onclick = (e) => {
	const text = e.composedPath()[0].closest?.('[data-line]');

	if (text && !text.dataset.file)
		go_to(+text.dataset.line);
};
$('text').onclick = $('text').onkeyup = () => show_place(true);
$('text').oninput = () => { draft.touched = true; changed(); };
$('open').onchange = (e) => open(listed(e.target.files));
$('folder').onchange = (e) => open(listed(e.target.files));
$('main').onchange = () => choose($('main').value);
$('data').onchange = (e) => e.target.files[0] && take_data(e.target.files[0]);
$('docx').onclick = make_docx;
$('markdown').onclick = make_markdown;
$('make-copies').onclick = make_copies;
$('stop').onclick = stop;
$('remember').onchange = keep;
document.ondragover = (e) => {
	e.preventDefault();
	document.body.classList.add('over');
};
document.ondragleave = (e) =>
    e.relatedTarget || document.body.classList.remove('over');
document.ondrop = dropped;
for (const tab of TABS) {
	$('t-' + tab).onclick = () => select(tab);
	$('t-' + tab).onkeydown = (e) => {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];

		if (!step)
			return;
		const next = TABS[(TABS.indexOf(tab) + step + TABS.length) %
		    TABS.length];

		select(next);
		$('t-' + next).focus();
	};
}
office_fields();
examples();
show_fields();
start();
})();
