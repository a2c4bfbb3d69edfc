/*
 * What tools/fit asks: how well do the weights of label.def read labelled
 * texts?  It holds the labeller itself, with weights that can be changed.
 *
 * usage: fit FILE...		texts; FILE.lines has what their lines are, as
 *				"NUMBER WORD": the label by its English name, or
 *				"-": any but those that name an element
 * In go lines "INDEX POINTS", which set a weight, and "?", which is answered
 * with the cost of each text; before them come the weights, one a line, and
 * an empty line.
 */
#define FITTED
#include "../src/source/label.c"

#include <stdio.h>
#include <stdlib.h>

#include "../src/text/decode.h"

/* What costs a line that is wrong, and one that is right with little doubt. */
#define WRONG	10
#define UNSURE	1

/* The weights in their order. */
static const struct {
	int label, cue;
} rows[] = {
#define WEIGHT(label, cue, points)	{ LABEL_##label, CUE_##cue },
#include "../src/source/label.def"
#undef WEIGHT
};

struct sample {
	struct str text;	/* of the file */
	const char *path;
	char (*said)[32];	/* of each line; "" when nothing is said */
	size_t n;
};

static struct str
read_all(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes;
	size_t n;

	if (file == NULL)
		exit(2);
	bytes = NEW_ARRAY(arena, char, 1 << 20);
	n = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return (struct str){ bytes, n };
}

static void
load(struct arena *arena, struct sample *sample, const char *path)
{
	struct str lines, line;

	sample->path = path;
	sample->text = read_all(arena, path);
	sample->n = 2;
	for (size_t i = 0; i < sample->text.n; i++)
		sample->n += sample->text.p[i] == '\n';
	sample->said = calloc(sample->n, sizeof(*sample->said));
	lines = read_all(arena, str_cstr(arena, str_cat(arena, str_of(path),
	    STR(".lines"))));
	while (str_line(&lines, &line)) {
		size_t number = strtoul(line.p, NULL, 10);
		size_t at = str_find(line, STR(" "), 0);

		if (number < sample->n && at != SIZE_MAX && line.n - at < 32)
			memcpy(sample->said[number], line.p + at + 1,
			    line.n - at - 1);
	}
}

/* Labels that name an element: what is said to be none must have none. */
static bool
is_named(struct str label)
{
	static const char *const others[] = { "body", "numbered paragraph",
	    "table", "more of a cell", "fill-in line", "note of a form",
	    "goes on from the line above", "page number", "rule", "settings",
	    "table of a web page", "remark", "who was present",
	    "who was excused", "who sat in", "subject words", "secrecy",
	    "urgency", "copy number", "disclosure", "number of copies",
	    "report to", "send to", "note under the title", "acting seal",
	    "signer" };

	for (size_t i = 0; i < COUNT(others); i++)
		if (str_eq(label, str_of(others[i])))
			return false;
	return true;
}

static int
cost(const struct sample *sample)
{
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings findings = { .arena = &arena, .files = &files,
	    .language = LANGUAGE_EN };
	struct explanation explain = { { 0 } };
	struct source_options options = { .explain = &explain };
	uint32_t file = text_decode(&arena, str_of(sample->path), sample->text,
	    NULL, &findings);
	int sum = 0;

	if (file == 0 || text_read(&arena, file, &options, &findings) == NULL)
		sum = 100 * WRONG;
	for (size_t i = 0; i < explain.lines.n; i++) {
		const struct line_reason *reason = &explain.lines.v[i];
		struct str said = reason->line < sample->n ?
		    str_of(sample->said[reason->line]) : STR_NONE;
		bool right = said.n == 0 || (str_eq(said, STR("-")) ?
		    !is_named(reason->label) : str_has(said, reason->label) ||
		    str_eq(reason->label, STR("goes on from the line above")));

		sum += !right ? WRONG : reason->confidence < SURE ? UNSURE : 0;
	}
	arena_release(&arena);
	return sum;
}

int
main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct sample *samples = calloc((size_t)argc, sizeof(*samples));
	char line[64];

	for (int i = 1; i < argc; i++)
		load(&arena, &samples[i], argv[i]);
	for (size_t i = 0; i < COUNT(rows); i++)
		printf("%zu %s/%s %d\n", i, label_words[rows[i].label].en,
		    cue_words[rows[i].cue].en,
		    weights[rows[i].cue][rows[i].label]);
	printf("\n");
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		char *end;
		unsigned long index = strtoul(line, &end, 10);

		if (end != line && index < COUNT(rows))
			weights[rows[index].cue][rows[index].label] =
			    (short)strtol(end, NULL, 10);
		if (end != line)
			continue;
		for (int i = 1; i < argc; i++)
			printf("%d ", cost(&samples[i]));
		printf("\n");
		fflush(stdout);
	}
	return 0;
}
