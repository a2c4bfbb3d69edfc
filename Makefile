# gongwen: make [all run check asan valgrind sweep measure print-proof lint
#	fuzz install uninstall static static-arm64 win deb page twins release
#	dist clean help]
# Variables: CC=cc  O=.build/cc (objects)  SAN=address,undefined  WERROR=1  V=1
# What is missing on Debian and Ubuntu is installed by the first make.

O       ?= .build/$(notdir $(CC))$(if $(SAN),-san)
HOSTCC  ?= cc
PREFIX  ?= /usr/local
PROGRAM ?= gongwen
# The one place of the version.
VERSION := $(shell sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)
LIBS     = libzip libxml-2.0 libdeflate zlib jansson nettle
CFLAGS  ?= -O2 -g
CFLAGS_ALL = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wwrite-strings -Wformat=2 $(if $(WERROR),-Werror) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer) $(LIB_CFLAGS) -MMD -MP $(CFLAGS)
LDLIBS_ALL = $(LIB_LDLIBS) -lcsv -lunistring -lpthread -lm $(LDLIBS)
LAZY    ?= $(if $(SAN),,zip xml2 z jansson nettle csv)
Q        = $(if $(V),,@)

# The seam to the system: posix or win.
SYSTEM  ?= posix
SOURCES := $(sort $(filter-out src/base/os_%.c,$(wildcard src/*/*.c)) \
	src/base/os_$(SYSTEM).c)
STAGE   := $(SOURCES:src/%.c=$(O)/%.o) $(O)/builtin.o \
	$(O)/charset_table.o
OBJECTS := $(STAGE) $(O)/compiled.o
# The built-in templates compiled, by a program of the machine that builds.
COMPILED ?= $(O)/compiled.c
TEMPLATES := $(sort $(shell find templates -type f))
UNITS   := $(patsubst tests/unit/%.c,$(O)/unit/%,$(wildcard tests/unit/t_*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(O)/fuzz/%,$(wildcard tests/fuzz/f_*.c))
FUZZ_SECONDS ?= 60
PAGES   := $(patsubst man/%,.build/man/%,$(wildcard man/*.[15] man/*/*.[15]))

all: gongwen $(PAGES)

# The libraries' flags; made, and what they need installed, before all else.
# Where that cannot be, nothing is tried.
ifneq ($(filter-out clean help uninstall dist,$(or $(MAKECMDGOALS),all)),)
include .build/libs.mk
endif
.build/libs.mk: tools/setup
	@mkdir -p .build
	@sh tools/setup
	@printf 'LIB_CFLAGS := %s\nLIB_LDLIBS := %s\n' \
	    "$$(pkg-config --cflags $(LIBS))" \
	    "$$(pkg-config --libs $(LIBS))" > $@

run: all
	./gongwen build input -o output -v
	./gongwen build input/09-*.md --data input/名单/县区.csv \
	    --copies-from 000001 -o output/分县 -v

# What was made last may be of another compiler, or with a sanitizer.
gongwen: $(O)/gongwen FORCE
	$(Q)cmp -s $< $@ || cp -f $< $@

FORCE:

$(O)/gongwen: $(O)/main.o $(OBJECTS) $(if $(LAZY),$(O)/lazy.o)
	@echo "  LD  $@"
	$(Q)$(CC) $(CFLAGS_ALL) -Wl,--as-needed -o $@ $^ $(LDLIBS_ALL)

# Libraries that are loaded when they are first called, and not at the start.
$(O)/lazy.def: tools/calls $(O)/main.o $(OBJECTS)
	$(Q)sh $< "$(CC)" "$(LAZY)" $(filter %.o,$^) > $@.tmp && mv $@.tmp $@

$(O)/lazy.o: tools/lazy.c $(O)/lazy.def
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -I$(O) -c -o $@ $<

$(O)/main.o: CFLAGS_ALL += -DVERSION='"$(VERSION)"'
$(O)/main.o: debian/changelog

$(O)/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS_ALL) -c -o $@ $<

# The built-in templates, as C.
$(O)/builtin.c: src/output/embed.sh $(TEMPLATES)
	@mkdir -p $(@D)
	$(Q)sh $< templates > $@.tmp && mv $@.tmp $@

# The tables of GB18030 and Big5, by a program of the machine that builds.
.build/charset: tools/charset.c src/text/charset_table.h
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) -std=c11 -O2 -Wall -Wextra -o $@ $<

$(O)/charset_table.c: .build/charset
	@mkdir -p $(@D)
	$(Q)$< > $@.tmp && mv $@.tmp $@

# The same templates as the program's own reader compiles them, as C.
$(O)/template: tools/template.c $(STAGE)
	@echo "  LD  $@"
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -o $@ $^ $(LDLIBS_ALL)

$(O)/compiled.c: $(O)/template
	$(Q)$< > $@.tmp && mv $@.tmp $@

$(O)/compiled.o: $(COMPILED)
$(O)/builtin.o $(O)/charset_table.o: $(O)/%.o: $(O)/%.c
$(O)/builtin.o $(O)/charset_table.o $(O)/compiled.o: Makefile
	@echo "  CC  $(filter %.c,$^)"
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -c -o $@ $(filter %.c,$^)

# The manual, with the tables of the program put in.
.build/man/%: man/% tools/manual $(wildcard src/*/*.def)
	@mkdir -p $(@D)
	$(Q)sh tools/manual $< $(if $(filter man/zh_CN/%,$<),zh,en) > $@.tmp
	$(Q)mv $@.tmp $@

$(O)/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -o $@ $< $(OBJECTS) $(LDLIBS_ALL)

units: $(UNITS)

# A fuzz target: with libFuzzer under make fuzz, else to replay its corpus.
$(O)/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(OBJECTS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -Itests/unit -o $@ \
	    $(if $(LIBFUZZER),-fsanitize=fuzzer $<,$(filter %.c,$^)) \
	    $(OBJECTS) $(LDLIBS_ALL)

fuzzers: $(FUZZERS)

# What tools/fit asks: the labeller with weights that can be changed.
$(O)/fit: tools/fit.c $(filter-out $(O)/source/label.o,$(OBJECTS))
	@echo "  LD  $@"
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -o $@ $^ $(LDLIBS_ALL)

fuzz:
	$(MAKE) CC=clang O=.build/fuzz LIBFUZZER=1 WERROR=1 \
	    SAN=fuzzer-no-link,address,undefined fuzzers
	FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run.sh .build/fuzz/fuzz

# The program with its calls to the system in the hands of tests/fault.c.
$(O)/fault: tests/fault.c $(O)/main.o $(OBJECTS) $(if $(LAZY),$(O)/lazy.o)
	$(Q)objcopy --redefine-sym main=gongwen_main $(O)/main.o $@-main.o
	$(Q)$(CC) -std=c11 -O1 -fno-builtin -Wall -Wextra $(if \
	    $(WERROR),-Werror) $(CFLAGS) -Wl,--no-as-needed -o $@ $< \
	    $@-main.o $(filter-out $(O)/main.o $<,$^) $(LDLIBS_ALL)

check: $(O)/gongwen $(PAGES) units fuzzers $(if $(SAN),,$(O)/fault)
	@sh tools/setup check
	$(Q)O=$(O) $(if $(SAN),ONCE=1) sh tests/run.sh

asan:
	$(MAKE) CC=clang SAN=address,undefined WERROR=1 check

# Every call to the system of every command fails, and every request for
# memory by another way; then 50 kills in a batch of 5,000 copies.
faults: gongwen $(O)/fault
	mkdir -p $(O)/faults
	O=$(O) sh tests/faults.sh $(O)/faults 0
	O=$(O) sh tests/kills.sh $(O)/faults 5000 50

valgrind: all units
	$(Q)O=$(O) WRAP="valgrind -q --error-exitcode=9 --leak-check=full \
	    --errors-for-leak-kinds=definite" \
	    sh tests/run.sh

# Copies a second, beside a hand-written lower bound, in a scratch folder.
$(O)/bound: tests/bench/bound.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra \
	    $(LIB_CFLAGS) -o $@ $< $(LIB_LDLIBS)

bench: gongwen $(O)/bound
	@O=$(O) sh tests/bench/single.sh
	@O=$(O) sh tests/bench/bench.sh $(or $(ROWS),5000)
	@sh tests/bench/shards.sh 1000000

# What the ruler measures of the examples, against tests/measure.txt.
measure: gongwen
	sh tests/measure.sh

# The PDF of every example beside its DOCX as LibreOffice renders it.
print-proof: gongwen
	sh tests/beside.sh

# Every STEP-th of 2,600 documents, rendered and measured (needs LibreOffice).
sweep: gongwen
	sh tests/sweep.sh $(or $(STEP),37)

# One configuration: the tables *.def are included for one macro at a time.
lint:
	cppcheck --quiet --std=c11 --enable=warning,portability \
	    --max-configs=1 --suppress=toomanyconfigs \
	    --suppress=funcArgOrderDifferent \
	    --error-exitcode=1 --inline-suppr -I src src
	sh tests/layers.sh

# For other machines: libraries from Debian's source packages (tools/libs),
# each target a program of its own under .build/TARGET.
STATIC_CFLAGS = -DLIBXML_STATIC -ffunction-sections -fdata-sections
STATIC_LIBS = -lzip -lxml2 -ldeflate -lz -ljansson -lnettle
other = +$(MAKE) O=.build/$@ COMPILED=$(COMPILED) LAZY= WERROR=1 \
	CC="$1" CFLAGS="-O2" \
	LIB_CFLAGS="-isystem $(CURDIR)/.build/libs/$@/include \
	-isystem $(CURDIR)/.build/libs/$@/include/libxml2 $(STATIC_CFLAGS)" \
	LIB_LDLIBS="$2 -L$(CURDIR)/.build/libs/$@/lib -Wl,--gc-sections -s \
	$(STATIC_LIBS)"

# One file for any Linux of its processor, without a library beside it.
static static-arm64: $(COMPILED)
	@sh tools/libs $@
	$(call other,$(CURDIR)/.build/libs/$@/bin/musl-gcc,-static) \
	    .build/$@/gongwen

# For Windows: nothing beside it but what every Windows has.
win: $(COMPILED)
	@sh tools/libs $@
	@mkdir -p .build/win
	@python3 tools/icon .build/win/gongwen.ico
	$(Q)x86_64-w64-mingw32-windres -I.build/win \
	    -DVERSION='\"$(VERSION)\"' tools/win/gongwen.rc \
	    .build/win/resource.o
	+$(MAKE) O=.build/win COMPILED=$(COMPILED) LAZY= SYSTEM=win WERROR=1 \
	    CC=x86_64-w64-mingw32-gcc-win32 \
	    CFLAGS="-O2 -D__USE_MINGW_ANSI_STDIO=1 -DNO_ICONV" \
	    LIB_CFLAGS="-isystem $(CURDIR)/.build/libs/win/include \
	    -isystem $(CURDIR)/.build/libs/win/include/libxml2 \
	    $(STATIC_CFLAGS) -DZIP_STATIC" \
	    LIB_LDLIBS="-static -L$(CURDIR)/.build/libs/win/lib -s \
	    -Wl,--gc-sections,--no-insert-timestamp,--stack,8388608 \
	    $(CURDIR)/.build/win/resource.o \
	    $(STATIC_LIBS)" .build/win/gongwen

# The same program as one HTML file, to be opened from disk in any browser.
# One call of emcc for all: it takes a second to start.
PAGE_FLAGS = -Os -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	-DVERSION='"$(VERSION)"' $(STATIC_CFLAGS) \
	-Wall -Wextra -Werror -Isrc \
	-isystem .build/libs/page/include \
	-isystem .build/libs/page/include/libxml2
PAGE_LINK = -L.build/libs/page/lib $(STATIC_LIBS) -lcsv -lunistring \
	-Wl,--gc-sections,--fatal-warnings \
	-sALLOW_MEMORY_GROWTH=1 -sTOTAL_STACK=8MB \
	-sMODULARIZE=1 -sEXPORT_NAME=Gongwen -sINVOKE_RUN=0 -sEXIT_RUNTIME=1 \
	-sEXPORTED_RUNTIME_METHODS=FS,callMain -sFORCE_FILESYSTEM=1 \
	-sENVIRONMENT=web,worker,node
page: .build/release/gongwen.html
.build/page/gongwen.js: src/main.c $(SOURCES) $(wildcard src/*/*.h) \
    $(wildcard src/*/*.def) $(O)/builtin.c $(O)/charset_table.c \
    $(COMPILED) tools/libs
	@sh tools/libs page
	@mkdir -p $(@D)
	@echo "  EMCC $@"
	$(Q)NODE_PATH=/usr/share/nodejs emcc $(PAGE_FLAGS) $(filter %.c,$^) \
	    $(PAGE_LINK) -o $@ 2>$(@D)/log || { cat $(@D)/log; false; }

.build/release/gongwen.html: .build/page/gongwen.js $(wildcard web/*) \
    tools/page $(wildcard input/*)
	@mkdir -p $(@D)
	$(Q)python3 tools/page .build/page > $@.tmp && mv $@.tmp $@

# The programs that were built make the same bytes as the native one.
twins: gongwen
	sh tests/targets.sh

# A Debian package of the static program: .build/release/gongwen_*.deb
deb: all static
	debian/rules clean binary

# All of them in one folder, with sums and the licences of what is inside.
release: static static-arm64 win page deb
	sh tools/release "$(VERSION)"

# Where the shells look for completions, below PREFIX/share.
COMPLETIONS = bash:bash-completion/completions/gongwen \
	zsh:zsh/site-functions/_gongwen \
	fish:fish/vendor_completions.d/gongwen.fish

install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/gongwen
	cd .build/man && for page in *.[15] */*.[15]; do \
		d=$(DESTDIR)$(PREFIX)/share/man/$$(dirname $$page); \
		install -d $$d/man$${page##*.}; \
		install -m 644 $$page $$d/man$${page##*.}; done
	for pair in $(COMPLETIONS); do \
		f=$(DESTDIR)$(PREFIX)/share/$${pair#*:}; \
		install -d $$(dirname $$f) && \
		./gongwen completion $${pair%%:*} >$$f; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/gongwen
	cd man && for page in *.[15] */*.[15]; do rm -f \
	    $(DESTDIR)$(PREFIX)/share/man/$$(dirname \
	    $$page)/man$${page##*.}/$$(basename $$page); done
	for pair in $(COMPLETIONS); do \
		rm -f $(DESTDIR)$(PREFIX)/share/$${pair#*:}; done

help:
	@sed -n '1,5s/^#[[:space:]]//p' Makefile
	@echo 'make: the program and its manual; run: the examples of input/;'
	@echo 'check: all tests; install, uninstall: PREFIX=/usr/local DESTDIR='

dist:
	git archive --prefix=gongwen/ -o gongwen.tar.gz HEAD

clean:
	rm -rf .build gongwen gongwen.tar.gz

.PHONY: all run units fuzzers fuzz check asan valgrind faults bench sweep \
	measure print-proof lint install uninstall help static static-arm64 \
	win deb page twins release dist clean
-include $(OBJECTS:.o=.d) $(O)/main.d
