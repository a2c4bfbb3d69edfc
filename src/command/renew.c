/*
 * gongwen renew: a source, or a folder of them, to next year's edition, with
 * the files that go along.  What changes in a text is renew/'s to say.
 */
#include "command.h"

#include "../base/kind.h"
#include "../renew/renew.h"
#include "../source/source.h"
#include "../text/decode.h"
#include "../text/ordinal.h"

/* Ask at the terminal about a number that the rules are not sure of. */
static bool
ask_renew(void *context, const struct renew_item *item)
{
	struct session *session = context;
	struct place place = files_place(&session->files, item->pos);
	bool english = is_english(session);
	struct str answer;

	say(session, STREAM_ERROR, "%.*s:%u:%u: %.*s → %.*s（%s）%s",
	    STR_ARG(place.file), place.line, place.column,
	    STR_ARG(item->before), STR_ARG(item->after), english ?
	    reason_kind(item->reason)->en : reason_kind(item->reason)->zh,
	    english ? " change it? [Y/n] " : " 要改吗？[Y/n] ");
	return !session->terminal->answer(&session->arena, &answer) ||
	    !str_starts_one(answer, "n|N|不|否");
}

/*
 * The Markdown of a source and its document: plain text is converted first,
 * so that the new edition is one to go on with; forwarded documents and the
 * pictures in it become FILES.  0: unreadable.
 */
static uint32_t
renewable(struct session *session, struct str path,
    const struct source_options *options, const struct document **document,
    struct markdown_files *files)
{
	struct findings told = { .arena = &session->arena,
	    .files = &session->files };
	struct buf text = { 0 };
	uint32_t file;

	if (kind_reader(path) == READER_MARKDOWN || !kind_may(path,
	    MAY_BE_SOURCE)) {
		file = text_load(&session->arena, path, options->encoding,
		    &session->findings);
		*document = file == 0 ? NULL : markdown_read(&session->arena,
		    file, options, &session->findings);
		return file;
	}
	*document = source_read(&session->arena, path, options,
	    &session->findings);
	if (*document == NULL)
		return 0;
	forget_computed(&session->arena, path, *document);
	document_markdown(&session->arena, *document, path_stem(path), &text,
	    files);
	file = text_decode(&session->arena, str_cat(&session->arena,
	    path_stem(path), STR(".md")), buf_take(&session->arena, &text),
	    "UTF-8", &session->findings);
	/* What is wrong was told; pictures are not there yet. */
	*document = file == 0 ? NULL : markdown_read(&session->arena, file,
	    options, &told);
	return file;
}

static void
list_renewal(struct session *session, const struct renew_result *result,
    struct buf *list, bool to_output)
{
	struct buf text = { 0 };

	if (wants_json(session)) {
		renew_list_json(&text, result, &session->files);
		report_object(session, "renewals", &text);
		return;
	}
	renew_list(&text, result, &session->files, session->findings.language);
	if (list != NULL)
		buf_str(list, buf_view(&text));
	say_all(session, to_output ? STREAM_OUT : STREAM_ERROR, &text);
}

/*
 * Where the new edition of the source PATH goes: into a folder, or this file.
 */
static struct str
renewed_path(struct session *session, struct str path, struct str output)
{
	if (output.n == 0 || !(str_ends(output, STR("/")) ||
	    file_is_folder(output)))
		return output;
	return path_join(&session->arena, output, str_cat(&session->arena,
	    path_stem(path), STR(".md")));
}

static int renew_one(struct session *, struct str path, struct str output,
    struct renew_options *);

/* May an attachment go along, from and to within the folders they have? */
static bool
may_go_along(struct session *session, struct str from, struct str to,
    struct pos pos, struct str folder)
{
	if (!file_may_read(from, pos, &session->findings))
		return false;
	if (file_is_below(to, folder))
		return true;
	finding_add(&session->findings, FINDING_PATH_OUTSIDE, pos,
	    "附件文件“%.*s”会写到“%.*s”之外，没有随稿写出",
	    "the attachment file “%.*s” would be written outside of “%.*s”; "
	    "it was not", STR_ARG(from), STR_ARG(folder));
	return false;
}

/* A table, a picture or a DOCX goes along as it is, once. */
static int
copy_attachment(struct session *session, struct str from, struct str to)
{
	struct findings quiet = { .arena = &session->arena };
	struct str bytes, there;

	if (file_read(&session->arena, from, SIZE_MAX / 4, &bytes,
	    &session->findings) != 0)
		return -1;
	if (file_exists(to) && file_read_output(&session->arena, to,
	    SIZE_MAX / 4, &there, &quiet) == 0 && str_eq(there, bytes))
		return 0;
	return write_text(session, to, bytes);
}

/* What stands at NAME of the folder of PATH, to the same of OUTPUT's. */
static int
copy_beside(struct session *session, struct str path, struct str output,
    struct str name, struct pos pos)
{
	struct str from = path_join(&session->arena, path_folder(path), name);
	struct str to = path_join(&session->arena, path_folder(output), name);

	if (str_eq(from, to))
		return 0;
	return may_go_along(session, from, to, pos, path_folder(output)) ?
	    copy_attachment(session, from, to) : -1;
}

static bool
is_written(const struct markdown_files *files, struct str name)
{
	for (size_t i = 0; i < files->n; i++)
		if (str_eq(files->v[i].name, name))
			return true;
	return false;
}

/* Those in FILES were in the source itself. */
static int
copy_pictures(struct session *session, const struct document *document,
    const struct markdown_files *files, struct str path, struct str output)
{
	int status = 0;

	EACH(const struct block, block, document->body) {
		if (block->kind == BLOCK_PICTURE &&
		    block->picture->path.text.n > 0 &&
		    !is_written(files, block->picture->path.text))
			status |= copy_beside(session, path, output,
			    block->picture->path.text,
			    block->picture->path.pos);
	}
	EACH(const struct attachment, page, document->attachments)
		if (page->path.text.n == 0 && page->document != NULL)
			status |= copy_pictures(session, page->document, files,
			    path, output);
	return status;
}

/*
 * Tables and pictures that the text names go along, and what its list of
 * attachments names but is none (a workbook): those tables are among the files
 * that were read since there were FIRST.
 */
static int
copy_named(struct session *session, const struct document *document,
    const struct markdown_files *files, struct str path, struct str output,
    size_t first)
{
	size_t skip = str_eq(path_folder(path), STR(".")) ? 0 :
	    path_folder(path).n + 1, n = session->files.list.n;
	int status = copy_pictures(session, document, files, path, output);

	for (size_t i = 0; i < document->note.n; i++) {
		struct span file = source_listed_file(&session->arena,
		    path_folder(path), document->note.v[i].name);

		if (file.text.n > 0)
			status |= copy_beside(session, path, output,
			    file.text, file.pos);
	}
	for (size_t i = first; i < n; i++) {
		struct str name = session->files.list.v[i].name;

		if (!str_eq(name, path) && (kind_reader(name) == READER_TABLE ||
		    kind_reader(path) == READER_MARKDOWN))
			status |= copy_beside(session, path, output,
			    str_from(name, skip), POS_NONE);
	}
	return status;
}

/*
 * The files of attachments go with the source that names them, to the same
 * places below the new one; those in FILES have gone.
 */
static int
renew_attachments(struct session *session, const struct document *document,
    const struct markdown_files *files, struct str path, struct str output,
    struct renew_options *options)
{
	int status = 0;

	for (size_t i = 0; i < document->attachments.n; i++) {
		struct span name = document->attachments.v[i].path;
		struct str from = path_join(&session->arena,
		    path_folder(path), name.text);
		struct str to = path_join(&session->arena,
		    path_folder(output), name.text);

		*VEC_ADD(&session->arena, &options->wanted) = from;
		if (name.text.n == 0 || (output.n > 0 && is_written(files,
		    name.text)) || (options->folder && kind_reader(from) ==
		    READER_MARKDOWN && !is_written(files, name.text)))
			continue;	/* in a folder its turn comes */
		if (output.n > 0 && !str_eq(from, to)) {
			status |= !may_go_along(session, from, to, name.pos,
			    path_folder(output)) ? -1 :
			    kind_reader(from) == READER_MARKDOWN ?
			    renew_one(session, from, to, options) :
			    copy_attachment(session, from, to);
			continue;
		}
		finding_add(&session->findings, FINDING_RENEW_LEFT, name.pos,
		    "附件文件“%.*s”没有随稿改；要一起改，请用 -o "
		    "写到另一个文件夹"
		    "（只有 Markdown 文件会改）",
		    "the attachment file “%.*s” was not renewed; to renew it "
		    "too, write to another folder with -o (Markdown files "
		    "only)", STR_ARG(name.text));
	}
	return status;
}

/*
 * The Markdown in FILE to OUTPUT.  A document of another organ that is
 * forwarded keeps all that it says: OPTIONS has the year of the edition by
 * then.  0, or -1.
 */
static int
renew_text(struct session *session, uint32_t file,
    const struct document *document, struct str output,
    struct renew_options *options)
{
	struct renew_result result;

	if (options->attached && document_is_complete(document)) {
		finding_add(&session->findings, FINDING_RENEW_FORWARDED,
		    document->pos, "这是转发的文件，照原样，没有改；新的一年"
		    "可能另有新文件", "a forwarded document, left as it is; "
		    "there may be a new one for the new year");
		return output.n == 0 ? 0 : write_text(session, output,
		    text_of(&session->findings, file));
	}
	if (renew_source(&session->arena, file, document, options, &result,
	    &session->findings) != 0)
		return -1;
	if (output.n > 0 && write_text(session, output, result.text) != 0)
		return -1;
	list_renewal(session, &result, options->list, output.n > 0);
	if (output.n == 0)
		session->terminal->write(STREAM_OUT, result.text);
	/* Attachment files have no year of their own. */
	options->from = result.from;
	return 0;
}

/* What became files of their own when the source became Markdown. */
static int
renew_written(struct session *session, const struct markdown_files *files,
    struct str output, struct renew_options *options)
{
	struct source_options source = { 0 };
	int status = 0;

	for (size_t i = 0; i < files->n && output.n > 0; i++) {
		const struct markdown_file *made = &files->v[i];
		struct str to = path_join(&session->arena, path_folder(output),
		    made->name);
		const struct document *document;
		uint32_t file;

		if (kind_reader(made->name) != READER_MARKDOWN) {
			status |= write_text(session, to, made->text);
			continue;
		}
		file = text_decode(&session->arena, made->name, made->text,
		    "UTF-8", &session->findings);
		document = file == 0 ? NULL : markdown_read(&session->arena,
		    file, &source, &session->findings);
		status |= document == NULL ? -1 : renew_text(session, file,
		    document, to, options);
	}
	return status;
}

/* One file to OUTPUT (n == 0: standard output), and what goes with it. */
static int
renew_one(struct session *session, struct str path, struct str output,
    struct renew_options *options)
{
	struct source_options source = { 0 };
	const struct document *document;
	struct document listed;
	struct markdown_files files = { NULL, 0 };
	bool attached = options->attached;
	int status = 0;
	uint32_t file;
	size_t first;

	first = session->files.list.n;
	source.encoding = encoding_of(session);
	file = renewable(session, path, &source, &document, &files);
	if (file == 0 || document == NULL)
		return -1;
	listed = *document;
	source_take_listed(&session->arena, path_folder(path), &listed);
	document = &listed;
	if (renew_text(session, file, document, output, options) != 0) {
		for (size_t i = 0; i < document->attachments.n; i++)
			*VEC_ADD(&session->arena, &options->held) = path_join(
			    &session->arena, path_folder(path),
			    document->attachments.v[i].path.text);
		return -1;
	}
	if (attached && document_is_complete(document))
		return 0;
	if (output.n > 0)
		status |= copy_named(session, document, &files, path, output,
		    first);
	else
		tell_aside(session, &files);
	options->attached = true;
	status |= renew_written(session, &files, output, options);
	if (!attached)
		status |= renew_attachments(session, document, &files, path,
		    output, options);
	return status;
}

/* What was done stays with the new edition: 换年清单.txt in its folder. */
static int
write_list(struct session *session, struct str folder, struct buf *list)
{
	struct str name = STR("换年清单.txt");
	int status;

	while (folder.n > 1 && str_ends(folder, STR("/")))
		folder.n--;
	status = list->n == 0 ? 0 : write_text(session, path_join(
	    &session->arena, folder, name), str_copy(&session->arena,
	    buf_view(list)));
	buf_release(list);
	return status;
}

static bool
is_among(const struct str *paths, size_t n, struct str path)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(paths[i], path))
			return true;
	return false;
}

/* All sources of a folder, then the texts that are attachments of theirs. */
static int
renew_folder(struct session *session, struct str folder, struct str output,
    struct renew_options *options)
{
	struct paths paths, sources;
	struct findings quiet = { .arena = &session->arena,
	    .files = &session->files };
	int failed = 0, from = options->from;

	if (source_list(&session->arena, folder, &sources,
	    &session->findings) != 0 || source_folder(&session->arena,
	    folder, MAY_BE_LISTED, &paths, &quiet) != 0)
		return -1;
	options->folder = true;
	for (int attached = 0; attached < 2; attached++)
		for (size_t i = 0; i < paths.n; i++) {
			struct str to = path_join(&session->arena, output,
			    path_below(paths.v[i], folder));
			bool source = is_among(sources.v, sources.n,
			    paths.v[i]);

			/* A text that went along as it is is there. */
			if (source == (attached == 1) || (is_among(
			    options->held.v, options->held.n, paths.v[i]) &&
			    !is_among(options->wanted.v, options->wanted.n,
			    paths.v[i])) ||
			    !kind_may(paths.v[i], MAY_BE_LISTED) || (!source &&
			    !path_has_suffix(paths.v[i], "md") &&
			    (!source_is_plain(paths.v[i]) || file_exists(to))))
				continue;
			if (attached == 0)
				options->from = from;
			options->attached = attached == 1;
			if (!path_has_suffix(to, "md"))
				to = str_cat(&session->arena, str_slice(to, 0,
				    to.n - path_suffix(to).n), STR("md"));
			failed |= renew_one(session, paths.v[i], to, options);
		}
	return failed;
}

enum status
command_renew(struct session *session)
{
	struct options *options = &session->options;
	struct renew_options renew = { .context = session };
	struct str path, output = value_of(session, OPTION_OUTPUT);
	struct buf list = { 0 };
	bool folder;
	int status;

	if (options->arguments.n != 1 || !given(session, OPTION_YEAR))
		return usage_error(session,
		    "要写明一个文件和新的年份：gongwen renew 去年.md "
		    "--year 2027 -o 今年.md",
		    "one source and the new year: gongwen renew SOURCE --year "
		    "2027 -o NEW");
	path = options->arguments.v[0];
	while (path.n > 1 && str_ends(path, STR("/")))
		path.n--;
	renew.year = (int)number_parse(value_of(session, OPTION_YEAR));
	if (renew.year < 1950 || renew.year > 2199)
		return usage_error(session, "--year 要写四位年份，如 2027",
		    "--year takes a year, as 2027");
	renew.from = (int)number_parse(value_of(session, OPTION_FROM));
	if (given(session, OPTION_FROM) && renew.from == 0)
		return usage_error(session, "--from 要写四位年份，如 2026",
		    "--from takes a year, as 2026");
	if (str_eq(output, STR("-")))
		output = STR_NONE;
	session->out_taken = output.n == 0;
	if (given(session, OPTION_INTERACTIVE))
		renew.ask = ask_renew;
	session->files.home = file_is_folder(path) ? path : path_folder(path);
	folder = output.n > 0 && (file_is_folder(path) ||
	    file_is_folder(output) || str_ends(output, STR("/")));
	if (folder)
		renew.list = &list;
	if (!file_is_folder(path))
		status = renew_one(session, path, renewed_path(session, path,
		    output), &renew);
	else if (output.n > 0)
		status = renew_folder(session, path, output, &renew);
	else
		return usage_error(session, "整个文件夹要用 -o 指明新文件夹",
		    "a folder needs a new folder, given with -o");
	if (folder)
		status |= write_list(session, output, &list);
	return status == 0 ? STATUS_OK : STATUS_ERROR;
}
