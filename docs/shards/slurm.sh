#!/bin/sh
# A task of 1,000 shards as an array job, with output to a shared folder:
#
#	gongwen build notice.md --data data.csv --prepare data.rows
#	shards=$(sbatch --parsable --array=1-1000 slurm.sh)
#	sbatch --dependency=afterok:$shards --wrap \
#	    'gongwen build notice.md --data data.rows -o output -q'
#
# A node that fails gets its shards requeued; they go on where they stopped.
#SBATCH --job-name=gongwen
#SBATCH --cpus-per-task=1
#SBATCH --mem=256M
#SBATCH --time=00:30:00
#SBATCH --requeue
#SBATCH --open-mode=append
exec gongwen build notice.md --data data.rows -j 1 -q -o output \
    --shard "$SLURM_ARRAY_TASK_ID/${SHARDS:-$SLURM_ARRAY_TASK_MAX}"
