/*
 * Findings of many copies → one line for each that is alike, with how often it
 * came and the first copy that has it.
 */
#include "job.h"

#define HEADS	1024

struct tallied {
	struct finding finding;
	struct str file;	/* the first copy that has it */
	size_t count;
	uint32_t next;		/* of the same head */
};

struct tally {
	struct arena arena;
	VEC(struct tallied) list;
	uint32_t heads[HEADS];	/* index + 1, by hash */
	unsigned kinds[FINDING_COUNT];	/* different ones listed, by kind */
	size_t beyond[FINDING_COUNT];	/* more of the kind, not listed */
};

struct tally *
tally_new(void)
{
	return heap_new(1, sizeof(struct tally));
}

void
tally_free(struct tally *tally)
{
	if (tally != NULL)
		arena_release(&tally->arena);
	free(tally);
}

static bool
same(const struct finding *a, const struct finding *b)
{
	return a->id == b->id && a->place.line == b->place.line &&
	    a->place.column == b->place.column &&
	    str_eq(a->message, b->message) &&
	    str_eq(a->place.file, b->place.file);
}

static void
add_one(struct tally *tally, const struct finding *finding, struct str file)
{
	uint64_t hash = str_hash(finding->message) ^ finding->place.line;
	uint32_t *head = &tally->heads[hash % HEADS];
	struct tallied *it;

	for (size_t at = *head; at != 0; at = it->next) {
		it = &tally->list.v[at - 1];
		if (same(&it->finding, finding)) {
			it->count++;
			return;
		}
	}
	if (tally->kinds[finding->id] >= TALLY_KIND_MAX) {
		tally->beyond[finding->id]++;
		return;
	}
	tally->kinds[finding->id]++;
	it = VEC_ADD(&tally->arena, &tally->list);
	it->finding = *finding;
	it->finding.message = str_copy(&tally->arena, finding->message);
	it->finding.place.file = str_copy(&tally->arena, finding->place.file);
	it->finding.fix.text = str_copy(&tally->arena, finding->fix.text);
	it->file = str_copy(&tally->arena, file);
	it->count = 1;
	it->next = *head;
	*head = (uint32_t)tally->list.n;
}

void
tally_add(struct tally *tally, const struct findings *findings, struct str file)
{
	for (size_t i = 0; i < findings->list.n; i++)
		add_one(tally, &findings->list.v[i], file);
}

/* Whose copies these are, unless all have the finding or it says so. */
static void
name_copies(struct tallied *it, size_t of, bool copies, struct findings *to)
{
	bool english = to->language == LANGUAGE_EN;

	if (of <= 1 || it->count >= of || it->file.n == 0 ||
	    (!copies && it->finding.place.file.n > 0))
		return;
	it->finding.message = it->count == 1 ?
	    str_format(to->arena, english ? "%.*s (%.*s)" : "%.*s（%.*s）",
	    STR_ARG(it->finding.message), STR_ARG(it->file)) :
	    str_format(to->arena, english ? "%.*s (%.*s and %zu more)" :
	    "%.*s（%.*s 等 %zu 份）", STR_ARG(it->finding.message),
	    STR_ARG(it->file), english ? it->count - 1 : it->count);
}

void
tally_report(struct tally *tally, size_t of, bool copies, struct findings *to)
{
	struct findings list = { .arena = &tally->arena };

	EACH(struct tallied, it, tally->list) {
		name_copies(it, of, copies, to);
		*VEC_ADD(&tally->arena, &list.list) = it->finding;
	}
	findings_append(to, &list);
	for (size_t id = 0; id < FINDING_COUNT; id++)
		if (tally->beyond[id] > 0)
			finding_add(to, FINDING_TOO_MANY, POS_NONE,
			    "另有 %zu 处“%s”没有列出", "another %zu of “%s” "
			    "are not listed", tally->beyond[id],
			    to->language == LANGUAGE_EN ?
			    finding_kind((enum finding_id)id)->en :
			    finding_kind((enum finding_id)id)->zh);
}
