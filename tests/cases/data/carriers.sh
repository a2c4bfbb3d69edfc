# The recipes for Slurm and Kubernetes without either: what each shard would
# run, out of the recipe itself, with the number that the carrier would give
# it; then joined as the recipe says.  The same bytes as without shards.
recipes=$here/../../../docs/shards
cat >notice.md <<'END'
# 关于{{事项}}的通知

{{单位}}：

请于月底前报送{{事项}}。
END
awk 'BEGIN { print "单位,事项"
	for (i = 1; i <= 30; i++)
		print "云岭县第" i "单位,材料" i }' >data.csv
mkdir bin
printf '#!/bin/sh\nexec %s "$@"\n' "$gongwen" >bin/gongwen
chmod +x bin/gongwen
PATH=$PWD/bin:$PATH
gongwen build notice.md --data data.csv --prepare data.rows
gongwen build notice.md --data data.csv -o whole -q

# The block of lines of the only argument, as YAML folds it.
argument() {
	awk '/^ *args:/ { inside = 1; next }
	inside && /- >-$/ { match($0, /^ */); depth = RLENGTH; next }
	inside && depth > 0 { match($0, /^ */)
		if (RLENGTH <= depth) exit
		printf "%s ", substr($0, RLENGTH + 1) }' "$1"
}
# joined CARRIER: the command that the recipe ends with
joined() {
	line=$(sed -n "s/^#[[:space:]']*\(gongwen build.* -o output -q\).*/\1/p" \
	    "$1")
	echo "$line"
	sh -c "$line"
	diff -r whole output && echo same
	rm -r output
}
echo "== Slurm"
for i in 4 2 1 3; do
	SLURM_ARRAY_TASK_ID=$i SLURM_ARRAY_TASK_MAX=4 sh "$recipes/slurm.sh"
done
joined "$recipes/slurm.sh"
echo "== one of the array later, with the number of all"
for i in 1 2 4; do
	SLURM_ARRAY_TASK_ID=$i SLURM_ARRAY_TASK_MAX=4 sh "$recipes/slurm.sh"
done
SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MAX=3 SHARDS=4 sh "$recipes/slurm.sh"
ls -A output | grep 清单
joined "$recipes/slurm.sh"
echo "== Kubernetes"
argument "$recipes/kubernetes.yaml"; echo
for i in 3 1 0 2; do
	JOB_COMPLETION_INDEX=$i SHARDS=4 \
	    sh -c "$(argument "$recipes/kubernetes.yaml")"
done
joined "$recipes/kubernetes.yaml"
