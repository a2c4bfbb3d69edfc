#!/bin/sh
# Where packages are missing and cannot be installed, make stops after naming
# them; what needs none of them works all the same.
# usage: tests/setup.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1
mkdir "$work/bin" "$work/src" "$work/tools" "$work/templates"
cp Makefile "$work"
cp tools/setup "$work/tools"
cp -r debian "$work"
cp src/main.c "$work/src"
# No package is there, and none can be had.
printf '#!/bin/sh\nexit 1\n' >"$work/bin/dpkg-query"
for name in apt-get sudo; do
	printf '#!/bin/sh\necho %s: no way >&2\nexit 1\n' $name \
	    >"$work/bin/$name"
done
chmod +x "$work/bin"/*
cd "$work" || exit 2
unset MAKEFLAGS MAKELEVEL MFLAGS
PATH=$work/bin:$PATH
if make >said 2>&1; then
	echo 'make went on without what it needs'
	exit 1
fi
grep -q 'missing: .*libzip-dev.*nettle-dev' said &&
    grep -q 'could not install; run as root: apt-get install .*libzip' said &&
    ! grep -q '  CC' said || { cat said; exit 1; }
make help >said 2>&1 && ! grep -q 'setup:' said || { cat said; exit 1; }
