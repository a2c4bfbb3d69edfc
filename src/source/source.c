/*
 * A path in, a document out: by kind (base/kind.def) to its reader, then the
 * files that it names, each within bounds and folders.  Read it from
 * source_read.
 */
#include "source.h"

#include <errno.h>

#include "../base/budget.h"
#include "../base/file.h"
#include "../base/kind.h"
#include "../document/leftover.h"
#include "../document/element.h"
#include "../document/walk.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "docx.h"
#include "json.h"
#include "join.h"
#include "picture.h"
#include "table.h"

/* A document in an attachment of a document in an attachment … */
#define DEPTH_MAX	8
/* Files that one source may name, all together. */
#define FILES_MAX	1000

struct loader {
	struct arena *arena;
	const struct source_options *options;
	struct findings *findings;
	struct file_id chain[DEPTH_MAX + 1];	/* files being read */
	unsigned depth;
	unsigned files;
	bool failed;
};

typedef void load_function(struct loader *, struct str path,
    struct attachment *);

/* A file as the system knows it, whatever names lead to it. */
static bool
identify(struct str path, struct file_id *id)
{
	enum file_kind kind = file_kind(path, id);

	return kind == FILE_KIND_REGULAR || kind == FILE_KIND_OTHER;
}

/* An attachment that cannot be had: no output for the source. */
static void
fail(struct loader *loader, enum finding_id id, struct span path,
    const char *zh, const char *en)
{
	bool english = loader->findings->language == LANGUAGE_EN;

	finding_add(loader->findings, id, path.pos,
	    "附件“%.*s”%s；没有生成文件",
	    "attachment “%.*s”: %s; no file was made",
	    STR_ARG(path.text), english ? en : zh);
	loader->failed = true;
}

static void	load_attachments(struct loader *, struct str folder,
		    struct document *);

/* Title and list entry of an attachment that has no text of its own. */
static void
name_page(struct loader *loader, struct str path, struct attachment *page)
{
	if (text_empty(page->document->title))
		page->document->title = !text_empty(page->listed) ?
		    page->listed : text_plain(loader->arena,
		    (struct span){ path_stem(path), page->path.pos });
}

bool
source_is_plain(struct str path)
{
	return kind_reader(path) == READER_TEXT;
}

/* What is read, but makes no document by itself; and data in JSON. */
static bool
refuse_kind(uint32_t file, struct str path, struct findings *findings)
{
	bool english = findings->language == LANGUAGE_EN;
	enum kind_id id = kind_reader(path) != READER_NONE &&
	    !kind_may(path, MAY_BE_SOURCE) ? kind_by_name(path) :
	    kind_reader(path) != READER_JSON &&
	    kind_is_json(text_of(findings, file)) ? KIND_JSON : KIND_COUNT;

	if (id == KIND_COUNT)
		return false;
	finding_add(findings, FINDING_NO_TEXT, POS_FILE(file),
	    "这是%s，不能单独成为公文；%s；没有生成文件",
	    "this is %s, which makes no document; %s; no file was made",
	    english ? kind_of(id)->en : kind_of(id)->zh,
	    english ? kind_of(id)->do_en : kind_of(id)->do_zh);
	return true;
}

/* The document in a DOCX that anybody made. */
static struct document *
load_docx(struct loader *loader, struct str path)
{
	struct arena lists = ARENA_INIT;
	struct docx_facts *facts = docx_read_drawn(loader->arena, &lists, path,
	    loader->options->drawn, loader->findings);
	struct document *document;

	budget_lend(loader->arena, &lists);
	document = facts == NULL ? NULL : docx_document(loader->arena, facts,
	    loader->options, loader->findings);
	arena_release(&lists);
	return document;
}

/* The name of a file that a line of the 附件说明 is; n == 0: none. */
static struct span
listed_name(struct text item)
{
	struct span name = { STR_NONE, POS_NONE };

	if (item.n != 1)
		return name;
	name = (struct span){ str_trim(item.v[0].text), item.v[0].pos };
	for (struct str end = STR("；"); name.text.n > 0; end = STR("。"))
		if (str_ends(name.text, end))
			name.text.n -= end.n;
		else if (str_eq(end, STR("。")))
			break;
	if (kind_by_name(name.text) == KIND_COUNT)
		name.text.n = 0;
	return name;
}

struct span
source_listed_file(struct arena *arena, struct str folder, struct text item)
{
	struct span name = listed_name(item);

	if (name.text.n > 0 && file_kind(path_join(arena, folder, name.text),
	    NULL) != FILE_KIND_REGULAR)
		name.text.n = 0;
	return name;
}

/* What would be taken if it were there. */
static void
note_missing(struct loader *loader, struct str folder,
    const struct note *note)
{
	for (size_t i = 0; i < note->n; i++) {
		struct str name = listed_name(note->v[i].name).text;

		if (name.n > 0)
			files_see(loader->findings->files, path_join(
			    loader->arena, folder, name), STR_NONE);
	}
}

void
source_take_listed(struct arena *arena, struct str folder,
    struct document *document)
{
	struct attachments had = document->attachments, *list;
	struct note *note = &document->note;

	list = &document->attachments;
	list->v = NEW_ARRAY(arena, struct attachment, note->n + had.n);
	list->n = 0;
	for (size_t i = 0; i < note->n; i++) {
		struct attachment page = { .kind = ATTACHMENT_PAGE };

		page.path = source_listed_file(arena, folder, note->v[i].name);
		if (page.path.text.n == 0 || !kind_may(page.path.text,
		    MAY_BE_ATTACHED))
			continue;
		if (had.n > 0 || list->n < i)	/* others are not here */
			page.mark.text = str_format(arena, "附件%zu", i + 1);
		page.mark.pos = page.path.pos;
		page.document = NEW(arena, struct document);
		note->v[i].name.n = 0;		/* the page's title */
		list->v[list->n++] = page;
	}
	for (size_t i = 0; i < had.n; i++)
		list->v[list->n++] = had.v[i];
}

/* The document in a text file; NULL with a fatal finding. */
static struct document *
load_document(struct loader *loader, struct str path, struct attachment *page)
{
	struct document *document;
	uint32_t file = text_load(loader->arena, path,
	    loader->options->encoding, loader->findings);

	if (file == 0 || refuse_kind(file, path, loader->findings))
		return NULL;
	if (str_trim(text_of(loader->findings, file)).n == 0) {
		finding_add(loader->findings, FINDING_FILE_EMPTY,
		    POS_FILE(file), "文件是空的；没有生成文件",
		    "the file is empty; no file was made");
		return NULL;
	}
	if (kind_reader(path) == READER_JSON)
		document = json_document_read(loader->arena, file,
		    path_folder(path), loader->options, loader->findings);
	else
		document = text_read_page(loader->arena, file,
		    !source_is_plain(path), loader->options, page,
		    loader->findings);
	if (document == NULL)
		return NULL;
	source_take_listed(loader->arena, path_folder(path), document);
	note_missing(loader, path_folder(path), &document->note);
	load_attachments(loader, path_folder(path), document);
	return document;
}

static void
load_text(struct loader *loader, struct str path, struct attachment *page)
{
	struct document *document = load_document(loader, path, page);

	if (document == NULL) {
		loader->failed = true;
		return;
	}
	page->document = document;
	if (text_empty(document->title))
		document->title = page->listed;
}

static void
load_import(struct loader *loader, struct str path, struct attachment *page)
{
	page->import = path;
	name_page(loader, path, page);
}

static void
load_csv(struct loader *loader, struct str path, struct attachment *page)
{
	struct table_settings settings = TABLE_SETTINGS_INIT;
	struct document *document = page->document;
	struct span text = { STR_NONE, { 0, 0 } };
	struct table *table;

	text.pos.file = text_load(loader->arena, path,
	    loader->options->encoding, loader->findings);
	if (text.pos.file == 0) {
		loader->failed = true;
		return;
	}
	text.text = text_of(loader->findings, text.pos.file);
	table = table_read_csv(loader->arena, text, &settings,
	    loader->findings);
	name_page(loader, path, page);
	if (table == NULL)
		return;
	document->body.v = NEW(loader->arena, struct block);
	document->body.v[document->body.n++] = (struct block){
		.kind = BLOCK_TABLE, .pos = table->pos, .table = table };
}

/* Every sheet of a workbook that has anything in it is a table. */
static void
load_sheets(struct loader *loader, struct str path, struct attachment *page)
{
	struct document *document = page->document;
	size_t n = 0;
	struct table **tables = table_read_workbooks(loader->arena, path, &n,
	    loader->findings);

	/* What stands over its one table is its name. */
	if (n == 1 && text_empty(page->listed) &&
	    text_empty(document->title)) {
		document->title = tables[0]->caption;
		tables[0]->caption = (struct text){ NULL, 0 };
	}
	name_page(loader, path, page);
	loader->failed |= n == 0;
	document->body.v = NEW_ARRAY(loader->arena, struct block, n);
	for (size_t i = 0; i < n; i++)
		document->body.v[document->body.n++] = (struct block){
		    .kind = BLOCK_TABLE, .pos = tables[i]->pos,
		    .table = tables[i] };
}

static void
load_picture(struct loader *loader, struct str path, struct attachment *page)
{
	struct document *document = page->document;
	struct span alt = { path_stem(path), page->path.pos };
	struct picture *picture = picture_read(loader->arena, STR("."),
	    (struct span){ path, page->path.pos }, alt, loader->findings);

	picture->path = page->path;
	name_page(loader, path, page);
	document->body.v = NEW(loader->arena, struct block);
	document->body.v[document->body.n++] = (struct block){
		.kind = BLOCK_PICTURE, .pos = page->path.pos,
		.picture = picture };
}

static load_function *const loaders[] = {
	[READER_NONE] = NULL, [READER_JSON] = NULL,
	[READER_SHEET] = load_sheets,
	[READER_MARKDOWN] = load_text, [READER_TEXT] = load_text,
	[READER_DOCX] = load_import, [READER_TABLE] = load_csv,
	[READER_PICTURE] = load_picture,
};

static void
refuse_attachment(struct loader *loader, struct str path,
    const struct attachment *page)
{
	const struct kind *kind = kind_by_name(path) == KIND_COUNT ? NULL :
	    kind_of(kind_by_name(path));
	bool english = loader->findings->language == LANGUAGE_EN;
	struct buf list = { 0 };

	if (kind == NULL) {
		kind_list(&list, MAY_BE_ATTACHED, true, english ?
		    "it may be a ." : "不能直接作为附件，可以用 .",
		    english ? ", ." : " .");
		fail(loader, FINDING_ATTACHMENT_KIND, page->path, list.p,
		    list.p);
		buf_release(&list);
		return;
	}
	loader->failed = true;
	finding_add(loader->findings, FINDING_ATTACHMENT_KIND, page->path.pos,
	    "附件“%.*s”是%s，不能直接作为附件；%s；没有生成文件",
	    "attachment “%.*s” is %s, which cannot be one; %s; no file was "
	    "made", STR_ARG(page->path.text), english ? kind->en : kind->zh,
	    english ? kind->do_en : kind->do_zh);
}

/* Fill one attachment from the file it names. */
static void
load_attachment(struct loader *loader, struct str folder,
    struct attachment *page)
{
	struct str path = path_join(loader->arena, folder, page->path.text);
	load_function *load = loaders[kind_reader(path)];
	struct file_id self;

	if (loader->files > FILES_MAX)
		return;		/* told already */
	if (load == NULL)
		refuse_attachment(loader, path, page);
	else if (!file_may_read(path, page->path.pos, loader->findings))
		loader->failed = true;
	else if (!identify(path, &self))
		fail(loader, FINDING_ATTACHMENT_MISSING, page->path,
		    "不存在（从写有它的文件所在的文件夹找起）",
		    "there is no such file beside the one that names it");
	else if (loader->depth >= DEPTH_MAX || loader->files == FILES_MAX) {
		loader->files += loader->files == FILES_MAX;
		fail(loader, FINDING_ATTACHMENT_DEPTH, page->path,
		    "层次太深或者文件太多", "too deep, or too many files");
	} else {
		for (unsigned i = 0; i <= loader->depth; i++)
			if (loader->chain[i].device == self.device &&
			    loader->chain[i].number == self.number) {
				fail(loader, FINDING_ATTACHMENT_CYCLE,
				    page->path, "包含了它自己",
				    "it includes itself");
				return;
			}
		loader->chain[++loader->depth] = self;
		loader->files++;
		load(loader, path, page);
		loader->depth--;
	}
}

/*
 * Fill the attachments of a document.  A file that holds several pages and is
 * no document by itself gives them all to the list that names it.
 */
static void
load_attachments(struct loader *loader, struct str folder,
    struct document *document)
{
	struct attachments list = document->attachments;
	VEC(struct attachment) all = { 0 };

	for (size_t i = 0; i < list.n; i++) {
		struct attachment page = list.v[i];
		struct document *inner;

		if (page.path.text.n > 0 &&
		    !str_has(page.path.text, STR("{{")))
			load_attachment(loader, folder, &page);
		*VEC_ADD(loader->arena, &all) = page;
		inner = page.document;
		if (inner == NULL || page.path.text.n == 0 ||
		    document_is_complete(inner))
			continue;
		for (size_t k = 0; k < inner->attachments.n; k++)
			*VEC_ADD(loader->arena, &all) =
			    inner->attachments.v[k];
		inner->attachments.n = 0;
	}
	document->attachments = (struct attachments){ all.v, all.n };
}

/*
 * Has a finding since FIRST said that something which the source names could
 * not be read whole?  Half a document is none.
 */
static bool
is_partial(const struct findings *findings, size_t first)
{
	static const enum finding_id lost[] = {
		FINDING_PICTURE_MISSING, FINDING_PICTURE_FORMAT,
		FINDING_PICTURE_SIZE, FINDING_CSV_MISSING, FINDING_CSV_EMPTY,
		FINDING_PATH_OUTSIDE,
		FINDING_FILE_UNREADABLE, FINDING_FILE_TOO_LARGE,
		FINDING_BUDGET_SPENT,
		FINDING_FILE_EMPTY, FINDING_NO_TEXT, FINDING_ENCODING_INVALID,
	};

	for (size_t i = first; i < findings->list.n; i++)
		for (size_t k = 0; k < COUNT_OF(lost); k++)
			if (findings->list.v[i].id == lost[k])
				return true;
	return false;
}

/* --- names given with --set ----------------------------------------------- */

struct seeker {
	struct walker walker;
	struct str name;
	bool found;			/* in {{…}} */
};

static void
seek_name(struct walker *walker, enum role role, struct span span)
{
	struct seeker *seeker = (struct seeker *)walker;

	(void)role;
	seeker->found |= str_has(span.text, STR("{{")) &&
	    str_has(span.text, seeker->name);
}

/* The key that NAME was meant to be; n == 0: it is one, or like none. */
static struct str
meant_key(struct str name)
{
	struct nearest nearest = nearest_to(name);
	struct str one;

	for (size_t i = 0; i < ELEMENT_COUNT + MAKING_COUNT; i++) {
		const char *names = i < ELEMENT_COUNT ? elements[i].names :
		    makings[i - ELEMENT_COUNT].names;

		if (i < ELEMENT_COUNT && elements[i].form == FORM_NONE)
			continue;
		while (element_name(&names, &one)) {
			if (str_eq(one, name))
				return STR_NONE;
			nearest_try(&nearest, one);
		}
	}
	return nearest.best;
}

/* A name that is no key, and nothing in the text asks for it. */
static void
find_slips(const struct document *document, const struct values *set,
    struct findings *findings)
{
	for (size_t i = 0; i < set->n; i++) {
		struct seeker seeker = { .walker.text = seek_name,
		    .name = set->v[i].name.text };
		struct str meant = meant_key(seeker.name);

		if (meant.n == 0)
			continue;
		document_walk(document, &seeker.walker);
		if (!seeker.found)
			finding_add(findings, FINDING_SET_NAME, POS_NONE,
			    "--set 的“%.*s”不是要素，是不是“%.*s”？文中也没有"
			    "用到它，已当作变量（模板里用到的不必管）",
			    "“%.*s” of --set is no element, did you mean "
			    "“%.*s”? The text does not ask for it; it is kept "
			    "as a value, which a template may ask for",
			    STR_ARG(seeker.name), STR_ARG(meant));
	}
}

struct document *
source_read(struct arena *arena, struct str path,
    const struct source_options *options, struct findings *findings)
{
	struct loader loader = { .arena = arena, .options = options,
	    .findings = findings };
	size_t first = findings->list.n;
	struct document *document;

	budget_begin(arena);
	identify(path, &loader.chain[0]);
	findings->files->home = str_copy(findings->files->arena,
	    path_folder(path));
	document = kind_reader(path) == READER_DOCX ?
	    load_docx(&loader, path) : load_document(&loader, path, NULL);
	if (document == NULL || loader.failed || is_partial(findings, first))
		return NULL;
	document_number(arena, document, findings);
	document_find_damage(document, findings);
	find_slips(document, &options->set, findings);
	join_set(arena, document, findings);
	document_find_markup(document, findings);
	return document;
}

static bool
is_source(struct str folder, struct str path)
{
	struct str below = path_below(path, folder);

	return !str_has(below, STR("/附件/")) &&
	    !str_starts(below, STR("附件/")) &&
	    kind_may(path, MAY_BE_LISTED);
}

/* Has a text before it in the list, in the same folder, its name? */
static bool
is_made_of(const struct paths *paths, struct str path)
{
	struct str stem = str_slice(path, 0, path.n - 1 -
	    path_suffix(path).n);

	for (size_t i = 0; i < paths->n; i++) {
		struct str other = paths->v[i];

		if (other.n > stem.n && str_starts(other, stem) &&
		    other.p[stem.n] == '.' && kind_reader(other) !=
		    READER_DOCX)
			return true;
	}
	return false;
}

/* DOCX that the program made, or that stand beside their text, are none. */
static void
drop_made(struct arena *arena, struct paths *paths)
{
	size_t n = 0;

	for (size_t i = 0; i < paths->n; i++)
		if (kind_reader(paths->v[i]) != READER_DOCX ||
		    (!docx_is_ours(arena, paths->v[i]) &&
		    !is_made_of(paths, paths->v[i])))
			paths->v[n++] = paths->v[i];
	paths->n = n;
}

/* Is something in TEXT written as the name of a file that may be listed? */
static bool
names_files(struct str text)
{
	for (size_t i = 0; (i = str_find(text, STR("."), i)) != SIZE_MAX; i++) {
		size_t from = i - 1;

		if (i == 0)
			continue;
		while (i + 1 < text.n && char_is_ascii_alnum(
		    (unsigned char)text.p[i + 1]))
			i++;
		if (kind_may(str_slice(text, from, i + 1), MAY_BE_LISTED))
			return true;
	}
	return false;
}

/*
 * The files that the text PATH names: its attachments, in the front matter or
 * in its 附件说明, and what it has its tables from.
 */
static void
note_named(struct str path, struct file_id self, struct files *named)
{
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings quiet = { .arena = &arena, .files = &files };
	struct source_options options = { 0 };
	struct document *document = NULL;
	uint32_t file = text_load(&arena, path, NULL, &quiet);
	struct file_id id;

	files.home = path_folder(path);
	if (file != 0 && names_files(text_of(&quiet, file)))
		document = text_read_page(&arena, file, !source_is_plain(path),
		    &options, NULL, &quiet);
	if (document != NULL)
		source_take_listed(&arena, path_folder(path), document);
	for (size_t i = 0; document != NULL &&
	    i < document->attachments.n; i++)
		if (file_kind(path_join(&arena, path_folder(path),
		    document->attachments.v[i].path.text), &id) ==
		    FILE_KIND_REGULAR)
			files_note(named, id);
	for (size_t i = 0; i < files.read.size; i++)
		if (files.read.v[i].number != 0 &&
		    (files.read.v[i].device != self.device ||
		    files.read.v[i].number != self.number))
			files_note(named, files.read.v[i]);
	arena_release(&arena);
}

/* Whatever another one names goes with that; a ring of names stays. */
static int
drop_named(struct arena *arena, struct paths *paths,
    struct findings *findings)
{
	struct files named = { .arena = arena };
	struct str *kept = NEW_ARRAY(arena, struct str, paths->n);
	struct file_id *ids = NEW_ARRAY(arena, struct file_id, paths->n);
	size_t n = 0;

	for (size_t i = 0; i < paths->n; i++)
		if (file_kind(paths->v[i], &ids[i]) == FILE_KIND_UNKNOWN)
			return file_unreadable(paths->v[i], errno, findings);
	for (size_t i = 0; i < paths->n && paths->n > 1; i++)
		if (kind_reader(paths->v[i]) != READER_DOCX)
			note_named(paths->v[i], ids[i], &named);
	for (size_t i = 0; i < paths->n; i++)
		if (ids[i].number == 0 || !files_noted(&named, ids[i]))
			kept[n++] = paths->v[i];
	if (n > 0)
		*paths = (struct paths){ kept, n };
	return 0;
}

int
source_folder(struct arena *arena, struct str folder, unsigned may,
    struct paths *paths, struct findings *findings)
{
	struct files *files = findings->files;
	struct str home;
	size_t n = 0;

	if (file_list(arena, folder, paths, findings) != 0)
		return -1;
	if (files == NULL)
		return 0;
	home = files->home;
	files->home = folder;
	for (size_t i = 0; i < paths->n; i++)
		if ((may != 0 && !kind_may(paths->v[i], may)) ||
		    !file_is_linked(paths->v[i], folder) ||
		    file_may_read(paths->v[i], POS_NONE, findings))
			paths->v[n++] = paths->v[i];
	files->home = home;
	paths->n = n;
	return 0;
}

void
source_none(struct str folder, struct findings *findings)
{
	finding_add(findings, FINDING_FOLDER_EMPTY, POS_NONE,
	    "文件夹“%.*s”里没有源文件（.md、.txt、.doc 或别人做的 .docx）",
	    "folder “%.*s” holds no source (.md, .txt, .doc, or a .docx that "
	    "somebody else made)", STR_ARG(folder));
}

int
source_list(struct arena *arena, struct str folder, struct paths *paths,
    struct findings *findings)
{
	size_t n = 0;

	if (source_folder(arena, folder, MAY_BE_LISTED, paths, findings) != 0)
		return -1;
	for (size_t i = 0; i < paths->n; i++)
		if (is_source(folder, paths->v[i]))
			paths->v[n++] = paths->v[i];
	paths->n = n;
	drop_made(arena, paths);
	if (drop_named(arena, paths, findings) != 0)
		return -1;
	if (paths->n == 0)
		source_none(folder, findings);
	return paths->n > 0 ? 0 : -1;
}

int
source_read_page(struct arena *arena, struct str folder,
    struct attachment *page, const struct source_options *options,
    struct findings *findings)
{
	struct loader loader = { .arena = arena, .options = options,
	    .findings = findings };
	size_t first = findings->list.n;

	load_attachment(&loader, folder, page);
	return loader.failed || is_partial(findings, first) ? -1 : 0;
}
