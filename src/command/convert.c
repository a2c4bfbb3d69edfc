/*
 * gongwen convert: a source to what is written of it (Markdown, JSON, the
 * model), or with --explain to the reasons of its reading.
 */
#include "command.h"

#include "../base/crew.h"
#include "../document/dump.h"
#include "../source/source.h"

/* What a source is converted to: by the rows of base/output.def. */
typedef void write_function(struct arena *, const struct document *,
    struct str stem, struct buf *, struct markdown_files *);

static void
write_model(struct arena *arena, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	(void)arena;
	(void)stem;
	(void)files;
	document_dump(document, out);
}

#define write_json	document_json
#define write_md	document_markdown

static write_function *const writers[OUTPUT_COUNT] = {
#define PAGES(suffix)	NULL
#define ANSWERS(suffix)	NULL
#define MODEL(suffix)	write_##suffix
#define OUTPUT(id, suffix, commands, from)	[OUTPUT_##id] = from(suffix),
#include "../base/output.def"
#undef OUTPUT
};

/* A source, and the folder that it was listed in; n == 0: none. */
struct input {
	struct str path, listed;
};

/* Where one of them is read and written; what is said of it is in FOUND. */
struct convert_desk {
	struct arena arena;
	struct files files;
	struct findings found;
	struct explanation explain;
	struct markdown_files more;
	struct buf text;
	bool read;
};

struct conversion {
	struct session *session;
	struct source_options source;
	enum output_id format;
	struct str output;		/* n == 0: standard output */
	bool folder;			/* OUTPUT is one, or many */
	VEC(struct input) inputs;
	struct convert_desk *desks;
	enum file_sync sync;
	unsigned failed;
};

static struct str
converted_path(struct arena *arena, const struct conversion *c,
    const struct input *input)
{
	struct str below = input->listed.n > 0 ?
	    path_below(input->path, input->listed) : path_name(input->path);
	size_t suffix = path_suffix(input->path).n;

	if (!c->folder)
		return c->output;
	return path_join(arena, c->output, str_format(arena, "%.*s.%s",
	    (int)(below.n - suffix - (suffix > 0)), below.p,
	    output_suffix(c->format)));
}

/* Many files go to disk together, at the end of the run. */
static int
write_converted(struct conversion *c, struct convert_desk *desk,
    const struct input *input)
{
	struct session *session = c->session;
	struct str path = converted_path(&desk->arena, c, input);
	int status;

	if (c->output.n == 0) {
		session->terminal->write(STREAM_OUT, buf_view(&desk->text));
		tell_aside(session, &desk->more);
		return 0;
	}
	if (desk->more.n > 0 && !given(session, OPTION_FSYNC))
		c->sync = FILE_SYNC_BATCH;
	status = write_text_sync(session, path, buf_view(&desk->text), c->sync);
	for (size_t i = 0; i < desk->more.n && status == 0; i++)
		status = write_text_sync(session, path_join(&desk->arena,
		    path_folder(path), desk->more.v[i].name),
		    desk->more.v[i].text, c->sync);
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

static void
clear_desk(struct convert_desk *desk, const struct session *session)
{
	arena_reset(&desk->arena);
	findings_part(&desk->found, &session->findings, &desk->arena,
	    &desk->files);
	memset(&desk->explain, 0, sizeof(desk->explain));
	memset(&desk->more, 0, sizeof(desk->more));
	desk->text.n = 0;
}

/* With --explain alone nothing is written. */
static bool
is_written(const struct conversion *c)
{
	return c->output.n > 0 || !given(c->session, OPTION_EXPLAIN);
}

static void
read_one(void *context, size_t number, size_t index)
{
	struct conversion *c = context;
	struct convert_desk *desk = &c->desks[number];
	const struct input *input = &c->inputs.v[index];
	struct source_options options = c->source;
	const struct document *document;

	clear_desk(desk, c->session);
	if (given(c->session, OPTION_EXPLAIN))
		options.explain = &desk->explain;
	document = source_read(&desk->arena, input->path, &options,
	    &desk->found);
	desk->read = document != NULL;
	if (desk->read)
		forget_computed(&desk->arena, input->path, document);
	if (desk->read && is_written(c))
		writers[c->format](&desk->arena, document,
		    path_stem(c->folder || c->output.n == 0 ? input->path :
		    c->output), &desk->text, &desk->more);
	findings_seal(&desk->found);
}

/* With --explain the reasons are what goes to standard output. */
static void
write_one(void *context, size_t number, size_t index)
{
	struct conversion *c = context;
	struct convert_desk *desk = &c->desks[number];
	const struct input *input = &c->inputs.v[index];

	findings_append(&c->session->findings, &desk->found);
	if (given(c->session, OPTION_EXPLAIN))
		print_explanation(c->session, &desk->explain, input->path);
	if (!desk->read || (is_written(c) &&
	    write_converted(c, desk, input) != 0))
		c->failed++;
}

static void
list_inputs(struct conversion *c, struct str path)
{
	struct str listed = file_is_folder(path) ? path : STR_NONE;
	struct paths paths = { &path, 1 };

	c->folder |= listed.n > 0 && c->output.n > 0;
	if (listed.n > 0 && source_list(&c->session->arena, path, &paths,
	    &c->session->findings) != 0) {
		c->failed++;
		return;
	}
	/* No output is any of them, whichever is read first. */
	for (size_t i = 0; i < paths.n; i++) {
		file_note(&c->session->files, paths.v[i]);
		*VEC_ADD(&c->session->arena, &c->inputs) =
		    (struct input){ paths.v[i], listed };
	}
}

static void
convert_all(struct conversion *c, unsigned jobs)
{
	unsigned workers = crew_workers(jobs, c->inputs.n);
	size_t desks = crew_desks(workers);
	struct str folder = c->folder ? c->output : path_folder(c->output);

	c->desks = heap_new(desks, sizeof(*c->desks));
	crew_run(workers, c->inputs.n, read_one, write_one, c);
	for (size_t i = 0; i < desks; i++) {
		arena_release(&c->desks[i].arena);
		buf_release(&c->desks[i].text);
	}
	free(c->desks);
	if (c->sync == FILE_SYNC_BATCH && c->output.n > 0 &&
	    file_is_folder(folder) &&
	    file_flush(folder, &c->session->findings) != 0)
		c->failed++;
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
	struct conversion c = { .session = session,
		.output = value_of(session, OPTION_OUTPUT),
		.sync = FILE_SYNC_EACH,
	};
	size_t n = options->arguments.n;
	unsigned formats, jobs = 0;

	if (n == 0)
		return usage_error(session,
		    "要转换哪个文件？用法：gongwen convert 文件... [-o 文件]",
		    "convert what? usage: gongwen convert SOURCE... [-o FILE]");
	if (given(session, OPTION_EXPLAIN) && str_eq(value_of(session,
	    OPTION_FORMAT), STR("sarif")))
		return usage_error(session, "--explain 的格式是 text 或 json",
		    "--explain is in text or json");
	if (read_pairs(session, OPTION_SET, &c.source.set) != 0)
		return usage_error(session, "--set 要写成 键=值",
		    "--set takes KEY=VALUE");
	if (!read_jobs(session, &jobs))
		return wrong_option(session, OPTION_JOBS);
	read_formats(session, false, &formats);
	c.format = format_of(&c, formats);
	c.source.encoding = encoding_of(session);
	if (str_eq(c.output, STR("-")))
		c.output = STR_NONE;
	session->out_taken = c.output.n == 0 && !given(session, OPTION_EXPLAIN);
	c.folder = c.output.n > 0 && (n > 1 || file_is_folder(c.output) ||
	    str_ends(c.output, STR("/")));
	if (!read_sync(session, &c.sync))
		return wrong_option(session, OPTION_FSYNC);
	for (size_t i = 0; i < n; i++)
		list_inputs(&c, options->arguments.v[i]);
	if (c.folder && !given(session, OPTION_FSYNC))
		c.sync = FILE_SYNC_BATCH;
	convert_all(&c, jobs);
	return c.failed > 0 ? STATUS_ERROR : STATUS_OK;
}
