#!/bin/sh
# One task in shards on this machine, or with --sshlogin on several that see
# the same folder.  A shard that fails is tried again; what it had made stays.
# usage: parallel.sh SOURCE DATA OUTPUT [SHARDS]
set -eu
source=$1 data=$2 output=$3 shards=${4:-8}
gongwen=${GONGWEN:-gongwen}

# Once: all rows are read and all names checked.
$gongwen build "$source" --data "$data" --prepare "$output.rows"

# Each shard reads its own rows only.
seq "$shards" | parallel --retries 3 ${PARALLEL_OPTIONS:-} \
    "$gongwen build '$source' --data '$output.rows' -j 1 -q \
    -o '$output' --shard {}/$shards"

# Join the manifests: what stands there is not made again.
$gongwen build "$source" --data "$output.rows" -o "$output" -q
