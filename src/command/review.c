/*
 * check --comments: the findings of a DOCX, and their certain repairs, into a
 * copy of it.
 */
#include "review.h"

#include "../base/kind.h"
#include "../output/review.h"
#include "../source/docx.h"
#include "../text/chars.h"

#define DOCX_LIMIT	((size_t)256 << 20)

struct reviewing {
	struct session *session;
	const struct docx_facts *facts;
	uint32_t *lines;		/* of the paragraphs */
	struct str *texts;
	struct review review;
};

/* The paragraph that a line of the DOCX is; the first for no line. */
static size_t
paragraph_at(const struct reviewing *r, uint32_t line)
{
	size_t found = 0;

	for (size_t i = 0; i < r->facts->n && r->lines[i] <= line; i++)
		found = i;
	return found;
}

/* The byte of paragraph I where a place stands; SIZE_MAX: outside. */
static size_t
byte_at(const struct reviewing *r, size_t i, struct place place)
{
	struct place start = files_place(&r->session->files,
	    r->facts->paragraphs[i].pos);
	size_t at = 0;

	if (place.line != start.line || place.column < start.column)
		return SIZE_MAX;
	for (uint32_t c = start.column; c < place.column; c++) {
		if (at >= r->texts[i].n)
			return SIZE_MAX;
		char_next(r->texts[i], &at);
	}
	return at;
}

static void
add_note(struct reviewing *r, const struct finding *f)
{
	struct arena *arena = &r->session->arena;
	struct review_note *note = &r->review.notes[r->review.count++];
	const char *clause = finding_kind(f->id)->clause;
	size_t from, to;

	note->paragraph = paragraph_at(r, f->place.line);
	note->said = str_format(arena, clause[0] != '\0' ? "%.*s（%s）" :
	    "%.*s%s", STR_ARG(f->message), clause);
	if (f->fix.length == 0 && f->fix.text.n == 0)
		return;
	from = byte_at(r, note->paragraph, f->fix_from);
	to = byte_at(r, note->paragraph, f->fix_to);
	if (from == SIZE_MAX || to == SIZE_MAX || to < from || to == 0)
		return;
	note->from = from;
	note->to = to;
	note->repair = f->fix.text;
}

static void
take_paragraphs(struct reviewing *r)
{
	struct arena *arena = &r->session->arena;
	size_t n = r->facts->n;

	r->lines = NEW_ARRAY(arena, uint32_t, n + 1);
	r->texts = NEW_ARRAY(arena, struct str, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct docx_paragraph *p = &r->facts->paragraphs[i];
		struct str text = r->session->files.list.v[
		    r->facts->file - 1].text;

		r->texts[i] = str_slice(text, p->pos.offset,
		    p->pos.offset + p->length);
		r->lines[i] = files_place(&r->session->files, p->pos).line;
	}
	r->review.paragraphs = r->texts;
	r->review.n = n;
}

static int
write_review(struct reviewing *r, struct str path, struct str output)
{
	struct session *session = r->session;
	struct write write = { .path = output, .over = WRITE_ASIDE,
	    .sync = FILE_SYNC_EACH, .written = &session->written };
	struct buf bytes = { 0 };
	struct str old;
	int status = -1;

	if (file_read(&session->arena, path, DOCX_LIMIT, &old,
	    &session->findings) == 0 &&
	    review_write(&session->arena, path, old, &r->review, &bytes,
	    &session->findings) == 0)
		status = write_output(&write, buf_view(&bytes),
		    &session->findings);
	buf_release(&bytes);
	return status;
}

bool
review_may(const struct session *session)
{
	const struct options *options = &session->options;

	return options->arguments.n == 1 &&
	    kind_reader(options->arguments.v[0]) == READER_DOCX;
}

int
review_comments(struct session *session, struct str path, struct str output)
{
	struct findings quiet = { .arena = &session->arena,
	    .files = &session->files };
	struct reviewing r = { .session = session,
	    .review.author = STR("gongwen 校核") };

	r.facts = docx_read(&session->arena, path, &quiet);
	if (r.facts == NULL) {
		findings_append(&session->findings, &quiet);
		return -1;
	}
	take_paragraphs(&r);
	r.review.notes = NEW_ARRAY(&session->arena, struct review_note,
	    session->findings.list.n + 1);
	EACH(const struct finding, finding, session->findings.list)
		if (finding->severity > SEVERITY_NOTE)
			add_note(&r, finding);
	return r.facts->n > 0 ? write_review(&r, path, output) : 0;
}
