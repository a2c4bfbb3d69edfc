/*
 * Runs the program.  It stands behind emscripten's own script, which makes
 * Gongwen().  A message { wasm } compiles the program once; then each message
 * { id, files, args } is one run of it in a fresh memory:
 *
 *	files	{ path: Uint8Array }, below /w, where the run begins
 *	args	as on the command line; what goes below /w/out comes back
 *
 * and the answer is { id, status, said, out, files }; { id, made } tells of
 * the bytes made meanwhile.
 */
'use strict';
let program;

function put(FS, path, bytes) {
	const parts = path.split('/');

	for (let i = 2; i < parts.length; i++) {
		const folder = parts.slice(0, i).join('/');

		if (!FS.analyzePath(folder).exists)
			FS.mkdir(folder);
	}
	if (bytes !== null)
		FS.writeFile(path, bytes);
}

function take(FS, folder, into) {
	if (!FS.analyzePath(folder).exists)
		return into;
	for (const name of FS.readdir(folder)) {
		const path = folder + '/' + name;

		if (name === '.' || name === '..')
			continue;
		if (FS.isDir(FS.stat(path).mode))
			take(FS, path, into);
		else
			into[path.slice('/w/out/'.length)] = FS.readFile(path);
	}
	return into;
}

async function run({ id, files, args }) {
	const out = [], said = [];
	const text = (bytes) => new TextDecoder().decode(new Uint8Array(bytes));
	let status = 70, made = 0, told = 0;

	const core = await Gongwen({
		instantiateWasm(imports, done) {
			WebAssembly.instantiate(program, imports).then(done);
			return {};
		},
		/* Byte by byte, and so no terminal. */
		preRun: [(it) => it.FS.init(() => null,
		    (byte) => byte !== null && out.push(byte),
		    (byte) => byte !== null && said.push(byte))],
		quit: (code, thrown) => { throw thrown; },
	});
	const write = core.FS.write;

	core.FS.write = (stream, ...more) => {
		const n = write(stream, ...more);

		if (stream.path?.startsWith('/w/out/') &&
		    (made += n) - told >= 1 << 20)
			postMessage({ id, made: told = made });
		return n;
	};
	put(core.FS, '/w/out/.', null);
	for (const path in files)
		put(core.FS, '/w/' + path, files[path]);
	core.FS.chdir('/w');
	try {
		status = core.callMain([...args, '--lang', 'zh']);
	} catch (thrown) {
		if (thrown && thrown.status !== undefined)
			status = thrown.status;
		else
			said.push(...new TextEncoder().encode(String(thrown)));
	}
	const made_files = take(core.FS, '/w/out', {});

	postMessage({ id, status, said: text(said), out: text(out),
	    files: made_files },
	    Object.values(made_files).map((bytes) => bytes.buffer));
}

onmessage = async ({ data }) => {
	try {
		if (data.wasm) {
			program = await WebAssembly.compile(data.wasm);
			postMessage({ ready: true });
		} else {
			await run(data);
		}
	} catch (thrown) {
		postMessage({ id: data.id, status: 70, said: String(thrown),
		    out: '', files: {} });
	}
};
