#!/bin/sh
# The suite in another release of Debian: a minimal one is made in a folder,
# with device nodes of its own, and the project as committed is built and
# tested there with gcc, and built with clang.  What it needs it says, with status 77.
# usage: tests/release.sh SUITE	as root, with debootstrap and a mirror
suite=${1:?}
cd "$(dirname "$0")/.." || exit 2

cannot() {
	echo "release $suite: not tried: $*"
	exit 77
}

[ "$(id -u)" -eq 0 ] || cannot 'it takes root'
command -v debootstrap >/dev/null || {
	apt-get install -y -qq debootstrap >/dev/null 2>&1 ||
	    cannot 'debootstrap is missing and cannot be installed'
}
# The mirror of this machine, in either form of apt's sources.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' |
    grep '/debian/\{0,1\}$' | head -n 1)
[ -n "$mirror" ] || cannot "apt's sources name no mirror of Debian"

root=$(mktemp -d) || exit 2
tidy() {
	# Debootstrap's own mounts, should it have been stopped.
	for m in proc sys; do
		grep -q " $root/$m " /proc/mounts && umount "$root/$m"
	done
	grep -q " $root/" /proc/mounts || rm -rf --one-file-system "$root"
}
trap tidy EXIT
trap 'exit 130' HUP INT TERM

# A /proc and terminals of its own, in a view of the disks that ends with it.
inside() {
	unshare --mount --pid --fork sh -c '
		mount -t proc proc "$0/proc" &&
		mount -t devpts -o newinstance,ptmxmode=666 devpts "$0/dev/pts" &&
		exec chroot "$@"' "$root" "$root" env -i HOME=/root LC_ALL=C.UTF-8 \
	    DEBIAN_FRONTEND=noninteractive \
	    PATH=/usr/sbin:/usr/bin:/sbin:/bin \
	    ${http_proxy:+http_proxy="$http_proxy"} "$@" </dev/null
}

node() {	# node NAME MAJOR MINOR
	[ -c "$root/dev/$1" ] || mknod -m 666 "$root/dev/$1" c "$2" "$3"
}

timeout 400 debootstrap --variant=minbase "$suite" "$root" "$mirror" \
    >"$root.log" 2>&1 || {
	tail -n 1 "$root.log"
	rm -f "$root.log"
	cannot "debootstrap found no way to $mirror"
}
rm -f "$root.log"
for m in proc sys; do
	grep -q " $root/$m " /proc/mounts && umount "$root/$m"
done
node null 1 3 && node zero 1 5 && node full 1 7 && node random 1 8 &&
    node urandom 1 9 && node tty 5 0 || cannot 'no device nodes can be made'
cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null
mkdir -p "$root/dev/pts"
# A newer debootstrap has made these, as devpts and links, itself.
link() {	# link NAME TARGET
	[ -e "$root/dev/$1" ] || [ -L "$root/dev/$1" ] ||
	    ln -s "$2" "$root/dev/$1"
}
# A node of that name would be of the terminals of this machine.
rm -f "$root/dev/ptmx"
link ptmx pts/ptmx
link fd /proc/self/fd
link stdin /proc/self/fd/0
link stdout /proc/self/fd/1
link stderr /proc/self/fd/2
printf 'deb %s %s main\n' "$mirror" "$suite" >"$root/etc/apt/sources.list"
mkdir -p "$root/root/project"
git archive HEAD | tar -x -C "$root/root/project" || exit 2
inside timeout 300 sh -c 'apt-get update -qq &&
    apt-get install -y -qq --no-install-recommends make clang' \
    >/dev/null 2>&1 || cannot 'no packages can be installed there'
# there COMPILER TARGET...
there() {
	cc=$1
	shift
	echo "== $suite: make CC=$cc $*"
	inside make -s -j"$(nproc)" WERROR=1 CC="$cc" -C /root/project "$@" \
	    2>&1 || status=1
}

status=0
there gcc check
there clang all units fuzzers
exit $status
