#!/bin/sh
# docs/shards/kubernetes.yaml by the schema of the Kubernetes API; and that the
# check sees what is wrong (kubernetes.js).
# usage: tests/kubernetes.sh WORK-FOLDER  (77: what tools/setup carriers installs
#	is not there)
cd "$(dirname "$0")/.." || exit 2
export NODE_PATH=$PWD/.build/carriers/node_modules
node -e 'require("yaml"); require("kubernetes-models/batch/v1/Job")' \
    >/dev/null 2>&1 || { echo 'there is no schema'; exit 77; }
file=docs/shards/kubernetes.yaml failed=0
node tests/kubernetes.js $file || failed=1
while read -r wrong; do
	sed "$wrong" $file >"$1/wrong.yaml"
	cmp -s $file "$1/wrong.yaml" && { echo "$wrong: no change"; failed=1; }
	node tests/kubernetes.js "$1/wrong.yaml" >"$1/said" 2>&1 &&
	    { echo "$wrong: not seen"; failed=1; }
done <<'END'
s/completionMode/completeMode/
s/completions: 1000/completions: many/
s/completions: 1000/completions: 100/
s/claimName/claim/
s/mountPath/path/
s/64Mi/64Mo/
/restartPolicy/s/P/p/
END
exit $failed
