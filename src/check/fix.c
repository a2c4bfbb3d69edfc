/*
 * Repairs that findings carry → patches of the source, in its own encoding.
 */
#include "fix.h"

#include "../base/write.h"
#include "../text/decode.h"

static int
compare_fixes(const void *left, const void *right)
{
	const struct finding *const *a = left, *const *b = right;
	uint32_t x = (*a)->fix.pos.offset, y = (*b)->fix.pos.offset;

	if (x != y)
		return x < y ? -1 : 1;
	if ((*a)->id != (*b)->id)
		return (*a)->id < (*b)->id ? -1 : 1;
	return (*a > *b) - (*a < *b);	/* as they were found */
}

/* The repairs of a file in order, without those that overlap an earlier one. */
static size_t
choose(struct arena *arena, uint32_t file, const struct findings *findings,
    const struct finding ***chosen)
{
	const struct finding **v = NEW_ARRAY(arena, const struct finding *,
	    findings->list.n);
	size_t n = 0, kept = 0, end = 0;

	EACH(const struct finding, f, findings->list) {
		if (f->fix.pos.file == file &&
		    (f->fix.length > 0 || f->fix.text.n > 0))
			v[n++] = f;
	}
	sort(v, n, sizeof(*v), compare_fixes);
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && v[i]->fix.pos.offset < end)
			continue;
		end = v[i]->fix.pos.offset + v[i]->fix.length;
		v[kept++] = v[i];
	}
	*chosen = v;
	return kept;
}

static void
note_fix(const struct finding *f, struct findings *findings)
{
	const struct fix *fix = &f->fix;
	struct str old = str_slice(text_of(findings, fix->pos.file),
	    fix->pos.offset, fix->pos.offset + fix->length);

	finding_add(findings, FINDING_FIXED, fix->pos,
	    "已将“%.*s”改为“%.*s”（%s）", "made %.*s %.*s (%s)", STR_ARG(old),
	    STR_ARG(fix->text), finding_kind(f->id)->name);
}

int
fix_file(struct arena *arena, uint32_t file, const char *encoding,
    struct findings *findings)
{
	struct str path = findings->files->list.v[file - 1].name;
	struct write write = { .path = path, .over = WRITE_REPAIR,
	    .sync = FILE_SYNC_EACH };
	struct str bytes, patched;
	const struct finding **chosen;
	struct text_patch *patches;
	struct finding *copies;
	size_t n = choose(arena, file, findings, &chosen);

	if (n == 0)
		return 0;
	patches = NEW_ARRAY(arena, struct text_patch, n);
	copies = NEW_ARRAY(arena, struct finding, n);
	for (size_t i = 0; i < n; i++) {
		copies[i] = *chosen[i];	/* adding notes moves the list */
		patches[i] = (struct text_patch){ chosen[i]->fix.pos.offset,
		    chosen[i]->fix.length, chosen[i]->fix.text };
	}
	if (file_read(arena, path, TEXT_LIMIT, &bytes, findings) != 0 ||
	    text_patch(arena, file, bytes, encoding, patches, n, &patched,
	    findings) != 0 || write_output(&write, patched, findings) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		note_fix(&copies[i], findings);
	return (int)n;
}
