/*
 * Run the page's program under node, as a command would be run.
 * usage: node tests/node.js FOLDER-OF-gongwen.js ARGUMENT...
 * Files of the current folder are seen by it, and what it writes is put there.
 */
'use strict';
const fs = require('fs'), path = require('path');
const folder = path.resolve(process.argv[2]);
const Gongwen = require(folder + '/gongwen.js');

function put(FS, from, to) {
	for (const name of fs.readdirSync(from)) {
		const a = from + '/' + name, b = to + '/' + name;

		if (fs.statSync(a).isDirectory()) {
			FS.mkdir(b);
			put(FS, a, b);
		} else {
			FS.writeFile(b, fs.readFileSync(a));
		}
	}
}

function take(FS, from, to) {
	for (const name of FS.readdir(from)) {
		const a = from + '/' + name, b = to + '/' + name;

		if (name === '.' || name === '..')
			continue;
		if (FS.isDir(FS.stat(a).mode)) {
			fs.mkdirSync(b, { recursive: true });
			take(FS, a, b);
		} else {
			fs.writeFileSync(b, FS.readFile(a));
		}
	}
}

Gongwen({
	wasmBinary: fs.readFileSync(folder + '/gongwen.wasm'),
	preRun: [(it) => it.FS.init(() => null,
	    (c) => c !== null && fs.writeSync(1, Buffer.from([c])),
	    (c) => c !== null && fs.writeSync(2, Buffer.from([c])))],
	quit: (code, thrown) => { throw thrown; },
}).then((core) => {
	let status = 70;

	core.FS.mkdir('/w');
	put(core.FS, '.', '/w');
	core.FS.chdir('/w');
	try {
		status = core.callMain(process.argv.slice(3));
	} catch (thrown) {
		if (thrown.status === undefined)
			throw thrown;
		status = thrown.status;
	}
	take(core.FS, '/w', '.');
	process.exitCode = status;
});
