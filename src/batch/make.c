/*
 * One copy, by one worker: merge, check, layout, then a file of each kind that
 * is asked for, none written before all are made.  Read it from make_copy.
 */
#include "../base/os.h"
#include "../base/write.h"
#include "../layout/layout.h"
#include "../merge/name.h"
#include "../output/writer.h"
#include "job.h"
#include "history.h"
#include "office.h"

#define NESTED_DEPTH_MAX	16

/* The copy on a desk, and what it is made from. */
struct making {
	struct job *job;
	struct desk *desk;
	const struct unit *unit;
	struct arena *arena;	/* the desk's */
	struct findings *findings;
	struct row row;
	struct str file;	/* n == 0: it has no name */
	struct plan *plan;	/* NULL without data */
};

static struct str
name_file(struct making *m)
{
	struct str name;

	if (!has_data(m->job))
		return m->unit->file;
	name = merge_name(m->arena, m->unit->document, m->job->pattern,
	    &m->row, m->findings);
	return name.n == 0 ? name : path_join(m->arena, m->unit->folder, name);
}

/* It was planned to be kept, and has one line, which has its name too. */
static bool
is_known(const struct making *m)
{
	return m->plan != NULL && m->plan->what == PLAN_KEEP &&
	    m->plan->known > 0;
}

static struct making
begin(struct job *job, struct desk *desk)
{
	size_t copy = desk->index % job->per_unit;
	struct making m = { .job = job, .desk = desk,
	    .unit = &job->units.v[desk->index / job->per_unit],
	    .arena = &desk->arena, .findings = &desk->findings };

	m.row = merge_copy(m.arena, &m.unit->merge, copy, m.findings);
	if (job->batch->copies_from.n > 0)
		m.row.copy_number = str_format(m.arena, "%0*zu",
		    job->number_width, job->first_number + copy);
	if (has_data(job))
		m.plan = &desk->plan;
	else
		m.row.number = 0;
	if (!is_known(&m))
		m.file = desk->file = name_file(&m);
	desk->copy_number = m.row.copy_number;
	return m;
}

/* --- attachments that are files of their own -------------------------- */

/* 通知.docx, 附件1 → 通知-附件1.docx */
static struct str
attachment_file(const struct making *m, const struct attachment *page)
{
	struct str suffix = path_suffix(m->file);

	return str_format(m->arena, "%.*s-%.*s.%.*s",
	    (int)(m->file.n - suffix.n - 1), m->file.p,
	    STR_ARG(page->mark.text), STR_ARG(suffix));
}

/* --- what a copy is made from ----------------------------------------- */

static void
add_datum(struct digest *digest, struct datum datum, unsigned depth)
{
	const struct record *record = datum.as.record;

	digest_number(digest, datum.kind);
	if (datum.kind == DATUM_TEXT || datum.kind == DATUM_FALSE) {
		digest_add(digest, (struct str){ datum.as.text, datum.n });
		return;
	}
	if (depth >= NESTED_DEPTH_MAX)
		return;
	if (datum.kind == DATUM_LIST) {
		digest_number(digest, datum.n);
		for (size_t i = 0; i < datum.n; i++)
			add_datum(digest, datum.as.items[i], depth + 1);
		return;
	}
	digest_number(digest, record->n);
	for (size_t i = 0; i < record->n; i++) {
		digest_add(digest, record->names[i]);
		add_datum(digest, record->values[i], depth + 1);
	}
}

/* Files that were read for this copy alone; its rows are none. */
static void
add_own_files(struct digest *digest, const struct making *m)
{
	const struct files *files = &m->desk->files;

	for (size_t i = m->job->blank.files->list.n; i < files->list.n; i++) {
		if (m->row.rows != NULL && i + 1 == m->row.rows->file)
			continue;
		digest_path(digest, files->list.v[i].name);
		digest_add(digest, files->list.v[i].text);
	}
}

static void
find_inputs(struct making *m, const struct document *document)
{
	struct digest digest = m->unit->inputs;
	unsigned char all[DIGEST_BYTES];

	for (size_t i = 0; i < m->row.rows->n; i++)
		for (size_t c = 0; c < m->row.rows->column_count; c++)
			add_datum(&digest, rows_datum(m->row.rows, i, c), 0);
	digest_number(&digest, m->unit->asks_number ? m->row.number : 0);
	digest_number(&digest, m->unit->asks_total ?
	    (unsigned long)m->unit->merge.total : 0);
	digest_add(&digest, m->row.copy_number);
	if (m->unit->row_attachments) {
		add_own_files(&digest, m);
		digest_document(&digest, document, m->findings);
	}
	digest_end(&digest, all);
	for (size_t i = 0; i < INPUTS_BYTES; i++)
		m->plan->inputs[i] = all[i];
}

/* --- what need not be made again -------------------------------------- */

/*
 * Is what stands at PATH the file that the manifest knows?  Its bytes are read
 * only if it was touched since the last run ended.
 */
static bool
is_as_made(const struct making *m, struct str path, const struct entry *entry)
{
	struct findings quiet = { .arena = m->arena };
	long long size, changed;
	struct str bytes;

	if (file_look(path, &size, &changed) != 0 ||
	    size != (long long)entry->bytes)
		return false;
	if (changed < manifest_ended(m->job->manifest))
		return true;
	return file_read_output(m->arena, path, (size_t)entry->bytes, &bytes,
	    &quiet) == 0 && sum_is(entry->sum, bytes);
}

static void
add_kept(struct making *m, struct entry entry)
{
	entry.number = m->row.number;
	entry.copy_number = m->row.copy_number;
	*VEC_ADD(m->arena, &m->desk->entries) = entry;
}

/* Take over the line of a copy that was planned to be kept, by its place. */
static bool
keep_known(struct making *m)
{
	struct entry entry;

	if (!is_known(m))
		return false;
	if (manifest_known(m->job->manifest, m->arena, m->plan->known,
	    &entry)) {
		m->file = m->desk->file = entry.file;
		add_kept(m, entry);
		return true;
	}
	m->file = m->desk->file = name_file(m);
	return false;
}

/*
 * Take over the known line of FILE if it was made from the same inputs.  What
 * was planned to be kept has been looked at already.
 */
static bool
keep_entry(struct making *m, struct str file)
{
	struct str inputs = hex_text(m->arena, m->plan->inputs, INPUTS_BYTES);
	/* In a zip, or elsewhere, are those that are not to be looked at. */
	bool looks = m->plan->what != PLAN_KEEP && m->job->bundle == NULL &&
	    !m->job->batch->join;
	struct entry entry;

	if (!manifest_find(m->job->manifest, m->arena, file, &entry) ||
	    entry.state != ENTRY_MADE || !str_eq(entry.inputs, inputs) ||
	    (looks && !is_as_made(m, path_join(m->arena, m->job->folder,
	    file), &entry)))
		return false;
	add_kept(m, entry);
	return true;
}

/* 通知.svg, 1 → 通知-1.svg */
static struct str
page_file(const struct making *m, struct str file, size_t page)
{
	struct str suffix = path_suffix(file);

	return str_format(m->arena, "%.*s-%zu.%.*s",
	    (int)(file.n - suffix.n - 1), file.p, page, STR_ARG(suffix));
}

/* The same for the files of all pages: the first knows how many there are. */
static bool
keep_pages(struct making *m, struct str file)
{
	size_t first = m->desk->entries.n, pages = 1;

	for (size_t page = 1; page <= pages; page++) {
		if (!keep_entry(m, page_file(m, file, page)))
			return false;
		pages = m->desk->entries.v[first].pages;
	}
	return true;
}

/* The same for the file of each kind that is asked for. */
static bool
keep_entries(struct making *m, struct str file)
{
	const struct job *job = m->job;

	for (size_t i = 0; i < job->format_count; i++) {
		struct str one = output_path(m->arena, file, job->formats[i]);

		if (job->formats[i] == OUTPUT_SVG ? !keep_pages(m, one) :
		    !keep_entry(m, one))
			return false;
	}
	return true;
}

/* Are the copy's files there as they would be made now? */
static bool
keep_copy(struct making *m, const struct document *document)
{
	m->desk->entries.n = 0;
	if (m->job->batch->again || !keep_entries(m, m->file))
		return false;
	EACH(const struct attachment, page, document->attachments)
		if (attachment_is_unbound(document, page) &&
		    !keep_entries(m, attachment_file(m, page)))
			return false;
	return true;
}

/* --- planning --------------------------------------------------------- */

static bool
row_is_bad(const struct making *m)
{
	for (size_t i = 0; i < m->row.rows->n; i++)
		if (m->row.rows->v[i].bad)
			return true;
	return false;
}

/* Is it in this shard, and is one of its rows asked for? */
static bool
is_wanted(const struct making *m)
{
	const struct batch *batch = m->job->batch;

	if (batch->shards > 0 &&
	    m->desk->index % batch->shards != batch->shard - 1)
		return false;
	for (size_t i = 0; i < m->row.rows->n; i++)
		if (!m->row.rows->v[i].passed)
			return true;
	return false;
}

struct str
name_again(struct job *job, struct desk *desk, unsigned *number,
    struct pos *pos)
{
	struct making m = begin(job, desk);

	*number = m.row.rows->v[0].number;
	*pos = datum_span(m.row.rows, rows_datum(m.row.rows, 0, 0)).pos;
	return m.file;
}

void
plan_copy(struct job *job, struct desk *desk)
{
	struct making m;
	const struct document *document;

	memset(&desk->plan, 0, sizeof(desk->plan));
	m = begin(job, desk);
	document = m.unit->document;
	desk->state = COPY_MADE;
	m.plan->what = PLAN_FAIL;
	if (m.file.n > 0)
		m.plan->name = str_hash(name_key(m.arena, m.file));
	if (!is_wanted(&m)) {
		m.plan->what = PLAN_PASS;
		desk->findings.list.n = 0;
		return;
	}
	if (m.file.n == 0 || row_is_bad(&m))
		return;
	if (m.unit->row_attachments && (document = merge_row(m.arena,
	    document, &m.row, m.findings)) == NULL)
		return;
	find_inputs(&m, document);
	if (keep_copy(&m, document)) {
		m.plan->what = PLAN_KEEP;
		if (desk->entries.n == 1)
			m.plan->known = (uint32_t)desk->entries.v[0].known;
	} else if (m.unit->row_attachments || merge_supplies(m.arena,
	    document, &m.row, &m.unit->asked) || merge_row(m.arena, document,
	    &m.row, m.findings) != NULL)
		m.plan->what = PLAN_MAKE;
}

/* --- making ----------------------------------------------------------- */

static struct str
planned_problem(const struct making *m)
{
	size_t n = m->plan->problem_bytes;
	char *p = arena_alloc(m->arena, n);

	return (struct str){ p, spool_read(m->job->problems,
	    m->plan->problem, p, n) };
}

static void
fail_entry(struct making *m)
{
	struct entry *entry = VEC_ADD(m->arena, &m->desk->entries);

	m->desk->state = COPY_FAILED;
	entry->state = ENTRY_FAILED;
	entry->number = m->row.number;
	entry->file = m->file;
	entry->copy_number = m->row.copy_number;
	if (m->plan != NULL && m->plan->problem_bytes > 0)
		entry->problem = planned_problem(m);
	EACH(const struct finding, finding, m->findings->list)
		if (finding->severity >= SEVERITY_ERROR)
			entry->problem = finding->message;
}

static bool
is_forbidden(const struct making *m)
{
	enum severity worst = findings_worst(m->findings);

	return worst >= (m->job->batch->strict ? SEVERITY_WARNING :
	    SEVERITY_FATAL);
}

#define PROOF_SHARE	100

/*
 * Copies of one source differ in a few words: the first of each stretch that
 * is made is read, and one of each hundred, whoever makes it.
 */
static bool
is_proof_read(const struct making *m)
{
	const struct job *job = m->job;
	size_t index = m->desk->index;
	size_t step = job->batch->shards > 0 ? job->batch->shards : 1;

	return m->plan == NULL ||
	    index % job->per_unit / step % PROOF_SHARE == 0 ||
	    index < step || plan_of(job, index - step).what != PLAN_MAKE;
}

/* What the manifest knows of the last file of this name. */
static struct str
known_sum(struct making *m, struct str file)
{
	struct entry entry;

	return m->plan != NULL && manifest_find(m->job->manifest, m->arena,
	    file, &entry) && entry.state == ENTRY_MADE ? entry.sum : STR_NONE;
}

/* The bytes of a file. */
struct made {
	struct str file, bytes;
};

struct made_list {
	VEC(struct made) list;
};

/* What the writer made of a file: it, or a file for each page. */
static void
add_made(struct making *m, struct made_list *made, struct str file,
    struct str bytes, struct writing *writing)
{
	for (size_t i = 0; i < writing->pages.n; i++)
		*VEC_ADD(m->arena, &made->list) = (struct made){
		    m->job->straight ? file : page_file(m, file, i + 1),
		    writing->pages.v[i] };
	if (writing->pages.n == 0)
		*VEC_ADD(m->arena, &made->list) = (struct made){ file,
		    m->job->format_count == 1 ? bytes :
		    str_copy(m->arena, bytes) };
}

/* The bytes of a file to where they are to be. */
static int
put_file(struct making *m, struct made made)
{
	struct write write = { .sync = m->job->batch->sync,
	    .path = path_join(m->arena, m->job->folder, made.file),
	    .temporary = m->desk->temporary,
	    .sum = known_sum(m, made.file) };

	if (m->job->bundle == NULL)
		return write_output(&write, made.bytes, m->findings);
	*VEC_ADD(m->arena, &m->desk->contents) =
	    str_copy(m->arena, made.bytes);
	return 0;
}

/* One file to its place, and its line. */
static int
write_file(struct making *m, const struct layout *layout, struct made made)
{
	struct entry *entry = VEC_ADD(m->arena, &m->desk->entries);

	if (put_file(m, made) != 0)
		return -1;
	*entry = (struct entry){ .number = m->row.number, .file = made.file,
	    .copy_number = m->row.copy_number, .pages = layout->pages,
	    .bytes = made.bytes.n, .state = ENTRY_MADE };
	if (m->plan != NULL || m->job->history != NULL)
		entry->sum = sum_hex(m->arena, made.bytes);
	if (m->plan != NULL)
		entry->inputs = hex_text(m->arena, m->plan->inputs,
		    INPUTS_BYTES);
	return 0;
}

/* A pipe takes one. */
static int
refuse_several(struct making *m)
{
	finding_add(m->findings, FINDING_OUTPUT_NAME, POS_NONE,
	    "要写成几个文件（附件另装，或者一页一个），“%.*s”只写得下一个；"
	    "没有生成，-o 请写文件夹", "several files are made (attachments "
	    "apart, or one a page), and “%.*s” takes one; not made, give a "
	    "folder with -o", STR_ARG(m->file));
	return -1;
}

/* What of a DOCX could not be read, or not as it is, is missed on the pages. */
static void
tell_left(struct making *m, const struct findings *read)
{
	EACH(const struct finding, one, read->list) {
		if (one->id >= FINDING_DOCX_REVISIONS &&
		    one->id <= FINDING_DOCX_OBJECTS)
			finding_add(m->findings, one->id, one->pos, "%.*s",
			    "%.*s", STR_ARG(one->message));
	}
}

/*
 * Somebody's DOCX that is attached, as a document: its paragraphs, tables and
 * pictures are known, how Word sets them is not.  Left as it is when it cannot
 * be read.
 */
static void
read_import(struct making *m, struct attachment *page)
{
	struct findings read = { .arena = m->arena,
	    .files = m->findings->files, .language = m->findings->language };
	struct source_options options = m->job->batch->source;

	options.drawn = true;
	page->taken = source_read(m->arena, page->import, &options, &read);
	if (page->taken == NULL)
		return;
	tell_left(m, &read);
	/* A title that stands there already. */
	if (page->document != NULL && str_eq(text_join(m->arena,
	    page->taken->title, STR_NONE), text_join(m->arena,
	    page->document->title, STR_NONE)))
		page->taken->title.n = 0;
	finding_add(m->findings, FINDING_IMPORT_REDRAWN, page->path.pos,
	    "附件“%.*s”是现成的 DOCX，按读出的文字、表格和图片重新排了版，"
	    "与原来的版面可能不同；请核对", "the attachment “%.*s” is a DOCX; "
	    "its text, tables and pictures were laid anew and may look "
	    "different; check it", STR_ARG(page->path.text));
}

/* The document with such attachments read; itself when it has none. */
static const struct document *
read_imports(struct making *m, const struct document *document)
{
	struct document *copy = NEW(m->arena, struct document);
	bool any = false;

	*copy = *document;
	copy->attachments.v = NEW_ARRAY(m->arena, struct attachment,
	    document->attachments.n);
	for (size_t i = 0; i < document->attachments.n; i++) {
		copy->attachments.v[i] = document->attachments.v[i];
		if (copy->attachments.v[i].import.n > 0) {
			read_import(m, &copy->attachments.v[i]);
			any = true;
		}
	}
	return any ? copy : document;
}

/* What is drawn: LAYOUT where that is what the DOCX is made from. */
static const struct layout *
drawn_layout(struct making *m, const struct look *look,
    const struct layout *layout, const struct document *document, size_t page)
{
	struct findings quiet = { .arena = m->arena,
	    .files = m->findings->files };
	const struct document *read;

	if (!draws_pages(m->job))
		return NULL;
	read = read_imports(m, document);
	if (read != document)
		layout = page == SIZE_MAX ? layout_document(m->arena, read,
		    look->made_profile, &quiet) : layout_attachment(m->arena,
		    read, page, look->made_profile, &quiet);
	/* Attachments apart have no letterhead. */
	return !path_has_suffix(look->template, "docx") || page != SIZE_MAX ?
	    layout : office_layout(m->arena, look->template, layout,
	    m->findings);
}

/*
 * A file of each kind that is asked for: PAGE of DOCUMENT, or all of it.  None
 * is written before all of them are made.
 */
static int
write_files(struct making *m, const struct look *look,
    const struct layout *layout, const struct document *document, size_t page,
    struct str file)
{
	const struct job *job = m->job;
	struct buf *bytes = &m->desk->bytes;
	struct made_list made = { 0 };
	struct writing writing = { .arena = m->arena, .document = document,
	    .page = page, .layout = layout,
	    .drawn = drawn_layout(m, look, layout, document, page),
	    .template = look->made_template,
	    .own_words = path_has_suffix(look->template, "docx"),
	    .proof = is_proof_read(m),
	    .pack = m->desk->writer, .fonts = job->batch->fonts,
	    .shared = job->shared,
	    .findings = m->findings };

	for (size_t i = 0; i < job->format_count; i++) {
		writing.pages.n = 0;
		if (writer_of(job->formats[i])(&writing, bytes) != 0)
			return -1;
		add_made(m, &made, job->straight ? file : output_path(m->arena,
		    file, job->formats[i]), buf_view(bytes), &writing);
	}
	if (job->straight && made.list.n > 1)
		return refuse_several(m);
	for (size_t i = 0; i < made.list.n; i++)
		if (is_forbidden(m) ||
		    write_file(m, layout, made.list.v[i]) != 0)
			return -1;
	return 0;
}

static int
write_attachments(struct making *m, const struct look *look,
    const struct document *document)
{
	for (size_t i = 0; i < document->attachments.n; i++) {
		const struct attachment *page = &document->attachments.v[i];
		const struct layout *layout;

		if (!attachment_is_unbound(document, page))
			continue;
		pack_follow(m->desk->writer, NULL);
		layout = layout_attachment(m->arena, document, i,
		    look->made_profile, m->findings);
		if (write_files(m, look, layout, document, i,
		    attachment_file(m, page)) != 0)
			return -1;
	}
	return 0;
}

/*
 * The document of the copy: merged from the unit's, or read and merged; *LOOK:
 * the template and profile it names.
 */
static const struct document *
copy_document(struct making *m, const struct look **look)
{
	const struct document *document = m->unit->document;
	struct row row = m->row;

	*look = m->unit->look;
	if (document != NULL)
		return merge_row(m->arena, document, &row, m->findings);
	document = read_unit(m->arena, m->job, m->unit, m->findings);
	if (document == NULL || (*look = looks_of(m->job->looks, m->job->batch,
	    m->unit->path, document, m->findings)) == NULL)
		return NULL;
	return fill_document(m->arena, document, *look, m->unit->merge, row,
	    m->findings);
}

/* There is no place for attachments apart beside a pipe. */
static bool
has_room(struct making *m, const struct document *document)
{
	for (size_t i = 0; m->job->straight && i < document->attachments.n; i++)
		if (attachment_is_unbound(document,
		    &document->attachments.v[i])) {
			refuse_several(m);
			return false;
		}
	return true;
}

static int
make_files(struct making *m)
{
	const struct look *look;
	const struct document *document = copy_document(m, &look);
	const struct layout *layout;
	struct entry *entry;
	unsigned n;

	if (document == NULL || is_forbidden(m) || !has_room(m, document))
		return -1;
	/* Whoever asked for it first has read it. */
	files_see(m->findings->files, look->template, STR_NONE);
	files_see(m->findings->files, look->profile, STR_NONE);
	layout = layout_copy(m->arena, document, look->made_profile,
	    m->unit->layouts, m->desk->recall, m->findings);
	if (m->arena->spent)
		return -1;	/* which was said; not all is laid out */
	pack_follow(m->desk->writer, m->unit->model);
	if (write_files(m, look, layout, document, SIZE_MAX, m->file) != 0 ||
	    write_attachments(m, look, document) != 0)
		return -1;
	entry = &m->desk->entries.v[0];
	entry->recipient = text_join(m->arena, document->recipients, STR_NONE);
	if ((n = m->findings->counts[SEVERITY_WARNING] +
	    m->findings->counts[SEVERITY_ERROR]) > 0)
		entry->problem = str_format(m->arena, "%u 处提醒", n);
	return 0;
}

/* What no manifest has, or has as made from something else. */
static int
refuse_missing(struct making *m)
{
	finding_add(m->findings, FINDING_SHARD, POS_NONE,
	    "各片的清单里没有，或者写的是用别的内容生成的；没有合进去，请把这"
	    "一片再做一遍", "no manifest of a shard has it, or not as it would "
	    "be made now; left out, run its shard again");
	return -1;
}

/* With a zip: the files of a kept copy, where they are not in it already. */
static bool
fetch_copy(struct making *m)
{
	struct desk *desk = m->desk;
	const struct bundle *bundle = m->job->bundle;
	bool all = true;

	for (size_t i = 0; bundle != NULL && !bundle_has(bundle, desk->index) &&
	    i < desk->entries.n && all; i++) {
		const struct entry *entry = &desk->entries.v[i];
		FILE *zip = file_open_output(entry->zip);
		struct str bytes = STR_NONE;

		if (zip != NULL && entry->bytes <
		    (unsigned long long)file_size(entry->zip)) {
			bytes.p = arena_alloc(m->arena, entry->bytes);
			bytes.n = file_read_at(zip, entry->place,
			    (char *)bytes.p, entry->bytes);
		}
		all = sum_is(entry->sum, bytes);
		*VEC_ADD(m->arena, &desk->contents) = bytes;
		if (zip != NULL)
			fclose(zip);
	}
	if (!all)
		desk->contents.n = desk->entries.n = 0;
	return all;
}

void
make_copy(struct job *job, struct desk *desk)
{
	double start = os_clock();
	struct making m;

	if (job->plans != NULL)
		desk->plan = plan_of(job, desk->index);
	m = begin(job, desk);
	/* What the name gave rise to was said when it was planned. */
	if (m.plan != NULL)
		findings_empty(&desk->findings);
	desk->state = COPY_MADE;
	if (job->history != NULL)
		desk->files.inputs = NEW(&desk->arena, struct files_seen);
	if (m.unit->known.n > 0) {
		desk->state = COPY_KEPT;
		history_tell(m.unit, desk);
	} else if (m.plan != NULL && m.plan->what == PLAN_PASS)
		desk->state = COPY_PASSED;
	else if (m.plan != NULL && m.plan->what == PLAN_KEEP &&
	    (keep_known(&m) || keep_copy(&m, m.unit->document)) &&
	    fetch_copy(&m))
		desk->state = COPY_KEPT;
	else if ((m.plan != NULL && m.plan->what == PLAN_FAIL) ||
	    (job->batch->join ? refuse_missing(&m) :
	    job->batch->dry_run ? 0 : make_files(&m)) != 0) {
		desk->entries.n = 0;
		fail_entry(&m);
	}
	desk->seconds = os_clock() - start;
}
