// A job of Kubernetes against the schema that its API is published with: is it
// one, and does the schema know every name in it?  A name that it does not
// know may have any value: each is given a wrong one, which must be seen.
// usage: node kubernetes.js FILE.yaml, with NODE_PATH
const { readFileSync } = require('fs');
const { parse } = require('yaml');
const { Job } = require('kubernetes-models/batch/v1/Job');

const job = () => parse(readFileSync(process.argv[2], 'utf8'));
let failed = false;

function say(text) {
	console.log(text);
	failed = true;
}

function isGood(value) {
	try {
		new Job(value).validate();
		return true;
	} catch (error) {
		return error;
	}
}

// All places that have a name: ["spec", "template", …].
function places(value, path = []) {
	if (value === null || typeof value !== 'object')
		return [];
	return Object.keys(value).flatMap((key) => [
		...(Array.isArray(value) ? [] : [[...path, key]]),
		...places(value[key], [...path, key])]);
}

const said = isGood(job());
if (said !== true)
	say(said.message);
const all = places(job());
if (all.length < 20)
	say(`only ${all.length} names in it`);
for (const path of all) {
	const wrong = job();
	const last = path.pop();
	const at = path.reduce((value, key) => value[key], wrong);

	at[last] = Array.isArray(at[last]) ? 'x' : [['x']];
	if (isGood(wrong) === true)
		say(`${[...path, last].join('.')} is nothing that is known`);
}

// Two numbers that have to be one.
const { spec } = job();
const { env } = spec.template.spec.containers[0];
if (env.find((one) => one.name === 'SHARDS').value !== `${spec.completions}`)
	say('SHARDS is not the number of completions');
process.exit(failed ? 1 : 0);
