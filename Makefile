# gongwen: make [all run check asan valgrind lint bench install dist clean]
# Variables: CC=cc  O=.build/cc (objects)  SAN=address,undefined  WERROR=1  V=1

CC      ?= cc
O       ?= .build/$(notdir $(CC))$(if $(SAN),-san)
PREFIX  ?= /usr/local
LIBS     = libzip libxml-2.0 libcmark yaml-0.1 libdeflate zlib jansson
CFLAGS  ?= -O2 -g
CFLAGS_ALL = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wwrite-strings -Wformat=2 $(if $(WERROR),-Werror) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer) \
	$(shell pkg-config --cflags $(LIBS)) -MMD -MP $(CFLAGS)
LDLIBS_ALL = $(shell pkg-config --libs $(LIBS)) -lcsv -lunistring -lpthread -lm $(LDLIBS)
Q        = $(if $(V),,@)

SOURCES := $(sort $(wildcard src/*/*.c))
OBJECTS := $(SOURCES:src/%.c=$(O)/%.o) $(O)/builtin.o
TEMPLATES := $(sort $(shell find templates -type f))
UNITS   := $(patsubst tests/unit/%.c,$(O)/unit/%,$(wildcard tests/unit/t_*.c))

all: gongwen

gongwen: $(O)/gongwen
	$(Q)cp -f $< $@

$(O)/gongwen: $(O)/main.o $(OBJECTS)
	@echo "  LD  $@"
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LDLIBS_ALL)

$(O)/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS_ALL) -c -o $@ $<

# The built-in templates, as C.
$(O)/builtin.c: src/output/embed.sh $(TEMPLATES)
	@mkdir -p $(@D)
	$(Q)sh $< templates > $@.tmp && mv $@.tmp $@

$(O)/builtin.o: $(O)/builtin.c Makefile
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -c -o $@ $<

$(O)/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -Isrc -o $@ $< $(OBJECTS) $(LDLIBS_ALL)

units: $(UNITS)

check: gongwen units
	sh tests/run.sh

clean:
	rm -rf .build gongwen

.PHONY: all units check clean
-include $(OBJECTS:.o=.d) $(O)/main.d
