#!/bin/sh
# docs/shards/slurm.sh as Slurm runs it: a cluster of this machine alone, in a
# folder of its own and of whoever runs it, with an array of four shards, of
# which one is put back into the queue half done, as when its node fails.
# usage: tests/slurm.sh WORK-FOLDER	(77: Slurm is missing or does not start)
shards=$(cd "$(dirname "$0")/../docs/shards" && pwd) || exit 2
cd "$1" || exit 2
PATH=$PATH:/usr/sbin:/sbin

for tool in munged slurmctld slurmd sbatch; do
	command -v $tool >/dev/null || { echo "there is no $tool"; exit 77; }
done
[ -z "${WRAP-}" ] || { echo 'too slow under another program'; exit 77; }

# await SECONDS COMMAND...
await() {
	left=$(($1 * 5))
	shift
	until "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ $left -gt 0 ] || return 1
		sleep 0.2
	done
}

# They write into the folder to their end.
is_gone() {
	case $(ps -o stat= -p "$1") in '' | Z*) ;; *) return 1 ;; esac
}

end() {
	for daemon in slurmd slurmctld munge; do
		[ -s $daemon.pid ] && pid=$(cat $daemon.pid) || continue
		kill "$pid" && await 10 is_gone "$pid"
	done
}
trap end EXIT
trap 'exit 130' HUP INT TERM

cannot() {
	echo "$*"
	for log in munge.log slurmctld.log slurmd.log; do
		[ -e $log ] && tail -n 3 $log
	done
	exit 77
}

# Others may test on this machine at the same time.
port=$((20000 + $$ % 10000 * 2))
mkdir state spool bin
chmod 700 .
cat >slurm.conf <<END
ClusterName=test
SlurmctldHost=localhost
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthInfo=socket=$PWD/munge.socket
SlurmctldPort=$port
SlurmdPort=$((port + 1))
StateSaveLocation=$PWD/state
SlurmdSpoolDir=$PWD/spool
SlurmctldPidFile=$PWD/slurmctld.pid
SlurmdPidFile=$PWD/slurmd.pid
SlurmctldLogFile=$PWD/slurmctld.log
SlurmdLogFile=$PWD/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
MailProg=/bin/true
SchedulerParameters=sched_interval=1
NodeName=localhost NodeAddr=127.0.0.1 CPUs=1 RealMemory=600
PartitionName=all Nodes=ALL Default=YES State=UP
END
export SLURM_CONF=$PWD/slurm.conf
(umask 077; head -c 1024 /dev/urandom >munge.key)
munged --force --key-file="$PWD/munge.key" --socket="$PWD/munge.socket" \
    --pid-file="$PWD/munge.pid" --log-file="$PWD/munge.log" \
    --seed-file="$PWD/munge.seed" >munge.said 2>&1 ||
    cannot "$(cat munge.said)"
slurmctld >slurmctld.said 2>&1 && slurmd -N localhost >slurmd.said 2>&1 ||
    cannot "$(cat ./*.said)"
is_up() {
	sinfo -h -o %t | grep -qx idle
}
await 20 is_up || cannot 'Slurm does not come up'

cat >notice.md <<'END'
# 关于{{事项}}的通知

{{单位}}：

请于月底前报送{{事项}}。
END
awk 'BEGIN { print "单位,事项"
	for (i = 1; i <= 40; i++)
		print "云岭县第" i "单位,材料" i }' >data.csv
# The first time, the third shard makes some of its copies and is put back.
cat >bin/gongwen <<END
#!/bin/sh
case "\$*" in
*" 3/4"*)
	mkdir begun 2>/dev/null && {
		$GONGWEN "\$@" --rows 1-20
		scontrol requeue "\$SLURM_JOB_ID"
		exec sleep 60
	} ;;
esac
exec $GONGWEN "\$@"
END
chmod +x bin/gongwen
PATH=$PWD/bin:$PATH
cp "$shards/slurm.sh" .

# As the recipe says.
gongwen build notice.md --data data.csv --prepare data.rows || exit 1
sbatch --test-only --array=1-4 slurm.sh 2>said || { cat said; exit 1; }
job=$(sbatch --parsable --array=1-4 slurm.sh) &&
    last=$(sbatch --parsable --dependency=afterok:"$job" --wrap \
    'gongwen build notice.md --data data.rows -o output -q') || exit 1
# What is put back waits two minutes: for a node that is dead, not here.
is_done() {
	scontrol update JobId="${job}_3" StartTime=now
	[ -z "$(squeue -h)" ]
}
await 60 is_done || {
	squeue
	tail -n 5 slurmctld.log
	exit 1
}
failed=0
for one in "$job" "$last"; do
	scontrol show job "$one" >jobs
	grep JobState= jobs | grep -v JobState=COMPLETED && failed=1
done
scontrol show job "$job" | grep -q 'Restarts=1' ||
    { echo 'no shard was put back into the queue'; failed=1; }
cat slurm-"${last}".out
gongwen build notice.md --data data.csv -o whole -q
diff -r whole output || failed=1
exit $failed
