/*
 * The record of a folder's documents: lines of fields between tabs, those of a
 * document one after another.  A record that does not end in its own check, or
 * is of another form, is none.  Read it from history_find.
 */
#include "history.h"

#include "../base/kind.h"
#include "../base/os.h"
#include "../base/write.h"
#include "../font/fonts.h"

#define FORM		"gongwen 1\n"
#define LIMIT		((size_t)1 << 30)
/* The kinds of lines. */
#define LIST		"L"	/* folder, digest, its sources */
#define DOCUMENT	"D"	/* file, source, options */
#define FILE_MADE	"O"	/* file, size, changed, digest */
#define INPUT		"I"	/* path, digest */
#define SEEN		"S"	/* path, size, changed, digest */
#define FOUND		"F"	/* a finding, see put_finding */
#define END		"E"	/* check */
#define END_BYTES	(sizeof(END "\t\n") - 1 + 16)
#define ABSENT		STR("-")	/* digest of what is not there */

/* By a name: the lines about it, or the digest of a file as it was then. */
struct named {
	struct str name, value;
	bool done;		/* lines: this run knows better */
	long long size, changed;	/* of a file */
};

struct index {			/* open addressing */
	struct named *v;
	size_t n, size;
};

struct history {
	struct arena arena;
	const struct job *job;
	struct str output, options;
	struct str path;	/* of the record; n == 0: not known yet */
	long long written;	/* when; 0: there is none */
	struct index old;	/* lines, by the file or folder */
	struct index made;	/* their files */
	struct index seen;	/* the files that were read for it */
	struct index digests;	/* of files as they are now */
	struct buf out;
};

/* --- tables and fields ------------------------------------------------ */

/* The place of a name; it is free when it has none. */
static struct named *
look_up(struct arena *arena, struct index *table, struct str name)
{
	struct index old = *table;
	size_t at;

	if (2 * old.n >= old.size) {
		table->size = old.size > 0 ? 4 * old.size : 256;
		table->v = NEW_ARRAY(arena, struct named, table->size);
		for (size_t i = 0; i < old.size; i++)
			if (old.v[i].name.n > 0)
				*look_up(arena, table, old.v[i].name) =
				    old.v[i];
	}
	for (at = (size_t)(str_hash(name) % table->size);
	    table->v[at].name.n > 0 && !str_eq(table->v[at].name, name); )
		at = (at + 1) % table->size;
	return &table->v[at];
}

static struct named *
add(struct arena *arena, struct index *table, struct str name)
{
	struct named *it = look_up(arena, table, name);

	table->n += it->name.n == 0;
	*it = (struct named){ .name = name };
	return it;
}

static void
put(struct buf *out, struct str s)
{
	buf_byte(out, '\t');
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\t' || c == '\n' || c == '\\')
			buf_byte(out, '\\');
		buf_byte(out, c == '\t' ? 't' : c == '\n' ? 'n' : c);
	}
}

static void
put_number(struct buf *out, unsigned long long n)
{
	buf_format(out, "\t%llu", n);
}

/* The next field of a line; n == 0 also at its end. */
static struct str
take(struct arena *arena, struct str *line)
{
	struct str field = str_take(line, "\t");
	size_t n = 0;
	char *p;

	if (!str_has(field, STR("\\")))
		return field;
	p = arena_alloc(arena, field.n);
	for (size_t i = 0; i < field.n; i++) {
		char c = field.p[i];

		if (c == '\\' && i + 1 < field.n) {
			c = field.p[++i];
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
		}
		p[n++] = c;
	}
	return (struct str){ p, n };
}

static unsigned long long
take_number(struct arena *arena, struct str *line)
{
	struct str s = take(arena, line);

	return str_take_number(&s);
}

/* Is the next line of LINES of this kind?  Then its fields are FIELDS. */
static bool
next_line(struct str *lines, const char *kind, struct str *fields)
{
	struct str rest = *lines;

	if (!str_line(&rest, fields) || !str_starts(*fields, str_of(kind)))
		return false;
	*lines = rest;
	*fields = str_slice(*fields, 2, fields->n);
	return true;
}

/* --- digests ---------------------------------------------------------- */

static struct str
digest_text(struct arena *arena, struct digest *digest)
{
	unsigned char all[DIGEST_BYTES];

	digest_end(digest, all);
	return hex_text(arena, all, INPUTS_BYTES);
}

/* Is a file as it was before the record was written, by its size and time? */
static bool
is_untouched(const struct history *r, const struct named *now,
    long long size, long long changed)
{
	return now->size == size && now->changed == changed &&
	    changed < r->written;
}

/* Of a file as it is now; read once a run, if it was touched. */
static struct str
digest_now(struct history *r, struct str path)
{
	struct named *it = look_up(&r->arena, &r->digests, path);
	const struct named *seen = look_up(&r->arena, &r->seen, path);
	struct arena arena = ARENA_INIT;
	struct findings quiet = { .arena = &arena };
	struct str bytes;

	if (it->name.n > 0)
		return it->value;
	it = add(&r->arena, &r->digests, str_copy(&r->arena, path));
	it->value = ABSENT;
	if (file_look(path, &it->size, &it->changed) != 0)
		return it->value;
	if (seen->name.n > 0 && is_untouched(r, it, seen->size, seen->changed))
		it->value = seen->value;
	else if (file_read_output(&arena, path, LIMIT, &bytes, &quiet) == 0)
		it->value = sum_hex(&r->arena, bytes);
	arena_release(&arena);
	return it->value;
}

/* What is asked for, beside the sources. */
static struct str
digest_options(struct history *r)
{
	const struct job *job = r->job;
	const struct batch *batch = job->batch;
	const struct findings *findings = job->findings;
	const struct values *set = &batch->source.set;
	const char *encoding = batch->source.encoding;
	struct digest digest;

	digest_begin(&digest);
	digest_add(&digest, batch->version);
	digest_add(&digest, batch->template);
	digest_add(&digest, batch->profile);
	digest_add(&digest, findings->files->root);
	digest_add(&digest, encoding == NULL ? STR_NONE : str_of(encoding));
	for (size_t i = 0; i < job->format_count; i++)
		digest_number(&digest, job->formats[i]);
	if (draws_pages(job))
		digest_add(&digest, fonts_digest(batch->fonts, &r->arena));
	digest_number(&digest, batch->strict);
	digest_number(&digest, findings->language);
	for (size_t i = 0; i < FINDING_COUNT; i++)
		digest_number(&digest, findings->severity[i] |
		    (unsigned)findings->silenced[i] << 8);
	for (size_t i = 0; i < set->n; i++) {
		digest_add(&digest, set->v[i].name.text);
		digest_add(&digest, set->v[i].text.text);
	}
	return digest_text(&r->arena, &digest);
}

/* --- findings --------------------------------------------------------- */

static void
put_place(struct buf *out, const struct place *place)
{
	put_number(out, place->line);
	put_number(out, place->column);
}

static struct place
take_place(struct arena *arena, struct str *line, struct str file)
{
	struct place place = { file, 0, 0 };

	place.line = (uint32_t)take_number(arena, line);
	place.column = (uint32_t)take_number(arena, line);
	return place;
}

static void
put_finding(struct buf *out, const struct finding *f)
{
	buf_lit(out, FOUND);
	put_number(out, f->id);
	put_number(out, f->severity);
	put(out, f->place.file);
	put_place(out, &f->place);
	put_number(out, f->fingerprint);
	put_number(out, f->fix.length);
	put(out, f->fix.text);
	put_place(out, &f->fix_from);
	put_place(out, &f->fix_to);
	put(out, f->message);
	buf_byte(out, '\n');
}

static void
take_finding(struct findings *to, struct str line)
{
	struct arena *arena = to->arena;
	struct finding f = { .sealed = true };

	f.id = (enum finding_id)take_number(arena, &line);
	f.severity = (enum severity)take_number(arena, &line);
	f.place.file = take(arena, &line);
	f.place = take_place(arena, &line, f.place.file);
	f.fingerprint = take_number(arena, &line);
	f.fix.length = (uint32_t)take_number(arena, &line);
	f.fix.text = take(arena, &line);
	f.fix_from = take_place(arena, &line, f.place.file);
	f.fix_to = take_place(arena, &line, f.place.file);
	f.message = take(arena, &line);
	if (f.id >= FINDING_COUNT || f.severity > SEVERITY_FATAL)
		return;
	*VEC_ADD(arena, &to->list) = f;
	to->counts[f.severity]++;
}

/* --- the record of the run before ------------------------------------- */

/* Beside the user's other caches, by the output folder, once that is there. */
static void
find_path(struct history *r)
{
	char *real = os_real_path(str_cstr(&r->arena, r->output));
	char *cache = os_cache_folder();

	if (real != NULL && cache != NULL)
		r->path = str_format(&r->arena, "%s/gongwen/%.*s", cache,
		    STR_ARG(sum_hex(&r->arena, str_of(real))));
	free(real);
	free(cache);
}

static struct str
check_of(struct arena *arena, struct str all)
{
	return str_format(arena, END "\t%016llx\n",
	    (unsigned long long)str_hash(all));
}

static void
read_seen(struct history *r, struct str line)
{
	struct named *it = add(&r->arena, &r->seen, take(&r->arena, &line));

	it->size = (long long)take_number(&r->arena, &line);
	it->changed = (long long)take_number(&r->arena, &line);
	it->value = take(&r->arena, &line);
}

static void
read_record(struct history *r)
{
	struct findings quiet = { .arena = &r->arena };
	struct str all, rest, line, end;
	long long size;
	struct named *it = NULL;

	find_path(r);
	if (file_look(r->path, &size, &r->written) != 0 ||
	    file_read_output(&r->arena, r->path, LIMIT, &all, &quiet) != 0 ||
	    !str_starts(all, STR(FORM)))
		return;
	end = check_of(&r->arena, str_slice(all, 0, all.n - END_BYTES));
	if (!str_ends(all, end))
		return;
	rest = str_slice(all, sizeof(FORM) - 1, all.n - end.n);
	while (str_line(&rest, &line)) {
		struct str at = line;
		bool head = str_starts(line, STR(LIST)) ||
		    str_starts(line, STR(DOCUMENT));

		take(&r->arena, &at);
		if (str_starts(line, STR(SEEN))) {
			read_seen(r, at);
			it = NULL;
		} else if (head) {
			it = add(&r->arena, &r->old, take(&r->arena, &at));
			it->value = (struct str){ line.p, 0 };
		} else if (str_starts(line, STR(FILE_MADE)))
			add(&r->arena, &r->made, take(&r->arena, &at));
		if (it != NULL)
			it->value.n = (size_t)(rest.p - it->value.p);
	}
}

struct history *
history_open(struct job *job)
{
	const struct batch *batch = job->batch;
	struct history *r;
	bool folder = false;

	for (size_t i = 0; i < batch->source_count; i++)
		folder |= file_is_folder(batch->sources[i]);
	if (!folder || batch->data.n > 0 ||
	    file_kind(batch->output, NULL) == FILE_KIND_OTHER)
		return NULL;
	r = heap_new(1, sizeof(*r));
	r->job = job;
	r->output = batch->output.n > 0 ? batch->output : STR("output");
	r->options = digest_options(r);
	if (!batch->again)
		read_record(r);
	buf_lit(&r->out, FORM);
	return r;
}

void
history_free(struct history *r)
{
	if (r == NULL)
		return;
	buf_release(&r->out);
	arena_release(&r->arena);
	free(r);
}

/* --- sources ---------------------------------------------------------- */

/* All that source_list looks at; what was made before is none of it. */
static struct str
digest_folder(struct history *r, const struct paths *all)
{
	struct digest digest;

	digest_begin(&digest);
	for (size_t i = 0; i < all->n; i++) {
		struct str below = path_below(all->v[i], r->output);

		if (below.n < all->v[i].n && look_up(&r->arena, &r->made,
		    below)->name.n > 0)
			continue;
		digest_add(&digest, all->v[i]);
		if (kind_may(all->v[i], MAY_BE_LISTED))
			digest_add(&digest, digest_now(r, all->v[i]));
	}
	return digest_text(&r->arena, &digest);
}

int
history_list(struct history *r, struct str folder, struct paths *paths,
    struct findings *findings)
{
	struct named *old = look_up(&r->arena, &r->old, folder);
	VEC(struct str) list = { 0 };
	struct str line, digest;
	size_t told = findings->list.n;
	struct paths all;

	if (file_list(&r->arena, folder, &all, findings) != 0)
		return -1;
	digest = digest_folder(r, &all);
	line = old->name.n == 0 ? STR_NONE : str_slice(old->value, 2,
	    old->value.n - 1);
	take(&r->arena, &line);
	if (str_eq(take(&r->arena, &line), digest)) {
		while (line.n > 0)
			*VEC_ADD(findings->arena, &list) = str_copy(
			    findings->arena, take(&r->arena, &line));
		*paths = (struct paths){ list.v, list.n };
	} else if (source_list(findings->arena, folder, paths, findings) != 0)
		return -1;
	old->done = true;
	if (findings->list.n > told)
		return 0;
	buf_lit(&r->out, LIST);
	put(&r->out, folder);
	put(&r->out, digest);
	for (size_t i = 0; i < paths->n; i++)
		put(&r->out, paths->v[i]);
	buf_byte(&r->out, '\n');
	return 0;
}

/* Is the file there as it was made?  It is read only if it was touched. */
static bool
is_as_made(struct history *r, struct str line)
{
	struct str file = path_join(&r->arena, r->output,
	    take(&r->arena, &line));
	long long size = (long long)take_number(&r->arena, &line);
	long long changed = (long long)take_number(&r->arena, &line);
	struct named now;

	return file_look(file, &now.size, &now.changed) == 0 &&
	    now.size == size && (is_untouched(r, &now, size, changed) ||
	    str_eq(digest_now(r, file), take(&r->arena, &line)));
}

void
history_find(struct history *r, struct unit *unit)
{
	struct named *old = look_up(&r->arena, &r->old, unit->file);
	struct str lines = old->value, line, path;
	bool same = old->name.n > 0 && next_line(&lines, DOCUMENT, &line);

	if (!same)
		return;
	take(&r->arena, &line);
	same = str_eq(take(&r->arena, &line), unit->path) &&
	    str_eq(take(&r->arena, &line), r->options);
	while (same && next_line(&lines, INPUT, &line)) {
		path = take(&r->arena, &line);
		same = str_eq(digest_now(r, path), take(&r->arena, &line));
	}
	while (same && next_line(&lines, FILE_MADE, &line))
		same = is_as_made(r, line);
	if (same)
		unit->known = old->value;
}

void
history_tell(const struct unit *unit, struct desk *desk)
{
	struct str lines = unit->known, line;

	while (str_line(&lines, &line))
		if (str_starts(line, STR(FOUND)))
			take_finding(&desk->findings, str_from(line, 2));
}

/* --- this run --------------------------------------------------------- */

static void
put_made(struct history *r, const struct entry *entry)
{
	long long size, changed;

	if (file_look(path_join(&r->arena, r->output,
	    entry->file), &size, &changed) != 0)
		size = changed = 0;
	buf_lit(&r->out, FILE_MADE);
	put(&r->out, entry->file);
	put_number(&r->out, entry->bytes);
	put_number(&r->out, (unsigned long long)changed);
	put(&r->out, entry->sum);
	buf_byte(&r->out, '\n');
}

void
history_add(struct history *r, const struct unit *unit, const struct desk *desk)
{
	struct named *old = look_up(&r->arena, &r->old, unit->file);
	const struct files_seen *inputs = desk->files.inputs;
	struct buf *out = &r->out;

	if (desk->state == COPY_STOPPED || r->job->batch->dry_run)
		return;
	old->done = true;
	if (desk->state == COPY_KEPT)
		buf_str(out, unit->known);
	if (desk->state != COPY_MADE || unit->number.n > 0)
		return;
	buf_lit(out, DOCUMENT);
	put(out, unit->file);
	put(out, unit->path);
	put(out, r->options);
	EACH(const struct file_seen, input, inputs->list) {
		buf_lit(out, "\n" INPUT);
		put(out, input->path);
		put(out, input->digest.n > 0 ? input->digest :
		    digest_now(r, input->path));
	}
	buf_byte(out, '\n');
	for (size_t i = 0; i < desk->entries.n; i++)
		put_made(r, &desk->entries.v[i]);
	for (size_t i = 0; i < desk->findings.list.n; i++)
		put_finding(out, &desk->findings.list.v[i]);
}

static void
put_seen(struct buf *out, const struct named *it)
{
	if (it->name.n == 0 || str_eq(it->value, ABSENT))
		return;
	buf_lit(out, SEEN);
	put(out, it->name);
	put_number(out, (unsigned long long)it->size);
	put_number(out, (unsigned long long)it->changed);
	put(out, it->value);
	buf_byte(out, '\n');
}

/* Is the first file of a document still there? */
static bool
is_standing(struct history *r, struct str lines)
{
	struct str line;

	while (str_line(&lines, &line))
		if (str_starts(line, STR(FILE_MADE))) {
			line = str_from(line, 2);
			return file_exists(path_join(&r->arena, r->output,
			    take(&r->arena, &line)));
		}
	return false;
}

/* What this run did not come to, or was not about. */
static void
put_others(struct history *r)
{
	for (size_t i = 0; i < r->old.size; i++)
		if (r->old.v[i].name.n > 0 && !r->old.v[i].done &&
		    is_standing(r, r->old.v[i].value))
			buf_str(&r->out, r->old.v[i].value);
	for (size_t i = 0; i < r->digests.size; i++)
		put_seen(&r->out, &r->digests.v[i]);
}

void
history_close(struct history *r)
{
	struct findings quiet = { .arena = &r->arena };
	struct buf *out = &r->out;

	find_path(r);
	if (r->job->batch->dry_run || r->path.n == 0)
		return;
	put_others(r);
	buf_str(out, check_of(&r->arena, buf_view(out)));
	/* Without it the next run makes all again. */
	file_write(r->path, STR_NONE, buf_view(out), FILE_SYNC_NONE, &quiet);
}
