/*
 * gongwen convert: a source to what is written of it (Markdown, JSON, the
 * model), or with --explain to the reasons of its reading.
 */
#include "command.h"

#include "../document/dump.h"
#include "../document/markdown.h"
#include "../source/source.h"

/* What a source is converted to: by the rows of base/output.def. */
typedef void write_function(struct session *, const struct document *,
    struct str stem, struct buf *, struct markdown_files *);

static void
write_json(struct session *session, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	(void)session;
	(void)stem;
	(void)files;
	document_json(document, out);
}

static void
write_model(struct session *session, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	(void)session;
	(void)stem;
	(void)files;
	document_dump(document, out);
}

static void
write_md(struct session *session, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	document_markdown(&session->arena, document, stem, out, files);
}

static write_function *const writers[OUTPUT_COUNT] = {
#define PAGES(suffix)	NULL
#define ANSWERS(suffix)	NULL
#define MODEL(suffix)	write_##suffix
#define OUTPUT(id, suffix, commands, from)	[OUTPUT_##id] = from(suffix),
#include "../base/output.def"
#undef OUTPUT
};

struct conversion {
	struct source_options source;
	enum output_id format;
	struct str output;		/* n == 0: standard output */
	bool folder;			/* OUTPUT is one, or many */
	struct str listed;		/* the folder in hand; n == 0: none */
	unsigned failed;
};

static struct str
converted_path(struct session *session, const struct conversion *c,
    struct str source)
{
	struct str below = c->listed.n > 0 ? path_below(source, c->listed) :
	    path_name(source);
	size_t suffix = path_suffix(source).n;

	if (!c->folder)
		return c->output;
	return path_join(&session->arena, c->output, str_format(
	    &session->arena, "%.*s.%s", (int)(below.n - suffix -
	    (suffix > 0)), below.p, output_suffix(c->format)));
}

static int
write_converted(struct session *session, const struct conversion *c,
    struct str source, struct str text, const struct markdown_files *files)
{
	struct str path = converted_path(session, c, source);
	int status;

	if (c->output.n == 0) {
		session->terminal->write(STREAM_OUT, text);
		return 0;
	}
	status = write_text(session, path, text);
	for (size_t i = 0; i < files->n && status == 0; i++)
		status = write_text(session, path_join(&session->arena,
		    path_folder(path), files->v[i].name), files->v[i].text);
	return status;
}

/* Why each line was read as it was; in JSON a part of the report. */
static void
print_explanation(struct session *session,
    const struct explanation *explain, struct str source)
{
	struct buf text = { 0 };

	if (wants_json(session)) {
		explanation_json(&text, source, explain->lines.v,
		    explain->lines.n);
		report_object(session, "explanations", &text);
		return;
	}
	explanation_text(&text, source, explain->lines.v, explain->lines.n,
	    session->findings.language);
	say_all(session, STREAM_OUT, &text);
}

/*
 * With --explain the reasons are what goes to standard output; the conversion
 * is written only where -o says.
 */
static void
convert_one(struct session *session, struct conversion *c, struct str path)
{
	struct explanation explain = { 0 };
	struct markdown_files files = { NULL, 0 };
	const struct document *document;
	struct buf text = { 0 };

	if (given(session, OPTION_EXPLAIN))
		c->source.explain = &explain;
	document = source_read(&session->arena, path, &c->source,
	    &session->findings);
	if (c->source.explain != NULL) {
		print_explanation(session, &explain, path);
		if (c->output.n == 0) {
			c->failed += document == NULL;
			return;
		}
	}
	if (document != NULL)
		writers[c->format](session, document,
		    path_stem(c->folder || c->output.n == 0 ? path :
		    c->output), &text, &files);
	if (document == NULL || write_converted(session, c, path,
	    buf_view(&text), &files) != 0)
		c->failed++;
	buf_release(&text);
}

static void
convert_path(struct session *session, struct conversion *c, struct str path)
{
	struct paths paths = { &path, 1 };

	c->listed = file_is_folder(path) ? path : STR_NONE;
	if (c->listed.n > 0 && source_list(&session->arena, path,
	    &paths, &session->findings) != 0) {
		c->failed++;
		return;
	}
	for (size_t i = 0; i < paths.n; i++)
		convert_one(session, c, paths.v[i]);
}

/* By --to, or by the name of the output, or Markdown. */
static enum output_id
format_of(const struct conversion *c, unsigned formats)
{
	enum output_id id = output_named(path_suffix(c->output));

	for (size_t i = 0; i < OUTPUT_COUNT; i++)
		if (formats == 1u << i)
			return (enum output_id)i;
	return id == OUTPUT_COUNT || file_is_folder(c->output) ||
	    writers[id] == NULL ? OUTPUT_MARKDOWN : id;
}

enum status
command_convert(struct session *session)
{
	struct options *options = &session->options;
	struct conversion c = {
		.output = value_of(session, OPTION_OUTPUT),
	};
	size_t n = options->arguments.n;
	unsigned formats;

	if (n == 0)
		return usage_error(session,
		    "要转换哪个文件？用法：gongwen convert 文件... [-o 文件]",
		    "convert what? usage: gongwen convert SOURCE... [-o FILE]");
	if (given(session, OPTION_EXPLAIN) && str_eq(value_of(session,
	    OPTION_FORMAT), STR("sarif")))
		return usage_error(session,
		    "--explain 的格式是 text 或 json",
		    "--explain is in text or json");
	if (read_pairs(session, OPTION_SET, &c.source.set) != 0)
		return usage_error(session, "--set 要写成 键=值",
		    "--set takes KEY=VALUE");
	read_formats(session, false, &formats);
	c.format = format_of(&c, formats);
	c.source.encoding = encoding_of(session);
	if (str_eq(c.output, STR("-")))
		c.output = STR_NONE;
	session->out_taken = c.output.n == 0 &&
	    !given(session, OPTION_EXPLAIN);
	c.folder = c.output.n > 0 && (n > 1 || file_is_folder(c.output) ||
	    str_ends(c.output, STR("/")) ||
	    file_is_folder(options->arguments.v[0]));
	for (size_t i = 0; i < n; i++)
		convert_path(session, &c, options->arguments.v[i]);
	return c.failed > 0 ? STATUS_ERROR : STATUS_OK;
}
