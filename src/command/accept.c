/*
 * gongwen accept: what was changed in the DOCX that was made of a source goes
 * back into the source.  What was built is --base, or what the source makes
 * now.
 */
#include "command.h"

#include "../batch/batch.h"
#include "../check/fix.h"
#include "../compare/compare.h"
#include "../register/ledger.h"
#include "../source/docx.h"

struct accepting {
	struct session *session;
	struct source_options options;
	struct str path;		/* of the source */
	const struct document *source;
};

/*
 * The DOCX that the source makes, read as one that came back is.  A number it
 * asks the register for (自动) is the one that was RETURNED.
 */
static struct document *
read_built(struct accepting *a, const struct document *returned)
{
	struct session *session = a->session;
	struct findings quiet = { .arena = &session->arena,
	    .files = &session->files };
	struct batch batch = { .version = str_of(session->version) };
	struct docx_facts *facts;
	struct document *document = NULL;
	struct buf bytes = { 0 };

	if (batch_bytes(&session->arena, &batch, a->path, a->source, &bytes,
	    &session->findings) == 0 &&
	    (facts = docx_read_bytes(&session->arena, STR("built.docx"),
	    str_copy(&session->arena, buf_view(&bytes)), &quiet)) != NULL &&
	    (document = docx_document(&session->arena, facts, &a->options,
	    &quiet)) != NULL) {
		document_number(&session->arena, document, &quiet);
		if (ledger_asks(document->number.text))
			document->number.text = returned->number.text;
	}
	buf_release(&bytes);
	return document;
}

static const struct document *
read_one(struct accepting *a, struct str path)
{
	return source_read(&a->session->arena, path, &a->options,
	    &a->session->findings);
}

/*
 * The source again, as it is now: what still differs from what came back?  It
 * is told where nothing else was.
 */
static size_t
count_left(struct accepting *a, const struct document *returned, bool tell)
{
	struct session *session = a->session;
	struct findings quiet = { .arena = &session->arena,
	    .files = &session->files };
	const struct document *built;

	a->source = source_read(&session->arena, a->path, &a->options, &quiet);
	built = a->source == NULL ? NULL : read_built(a, returned);
	return built == NULL ? 0 : compare_documents(&session->arena, built,
	    returned, tell ? &session->findings : &quiet);
}

static enum status
apply(struct accepting *a, const struct document *returned,
    struct acceptance result)
{
	struct session *session = a->session;
	bool dry = given(session, OPTION_DRY_RUN);
	size_t files = session->files.list.n, left = result.left;

	if (findings_worst(&session->findings) == SEVERITY_FATAL)
		return STATUS_ERROR;
	/* what came back may have been read last, from another folder */
	session->files.home = path_folder(a->path);
	for (uint32_t i = 1; i <= files && !dry; i++)
		if (fix_file(&session->arena, i, a->options.encoding,
		    &session->findings) < 0)
			return STATUS_ERROR;
	if (!dry && result.taken > 0)
		left = count_left(a, returned, left == 0);
	if (!given(session, OPTION_QUIET))
		say(session, STREAM_ERROR, is_english(session) ?
		    dry ? "%zu changes can be taken in, %zu cannot\n" :
		    "%zu changes taken in; %zu differences are left\n" :
		    dry ? "可以带回 %zu 处，%zu 处要自己改\n" :
		    "带回 %zu 处；还有 %zu 处不同\n", result.taken, left);
	return left > 0 ? STATUS_WARNING : STATUS_OK;
}

enum status
command_accept(struct session *session)
{
	struct options *options = &session->options;
	struct accepting a = { .session = session,
	    .options.encoding = encoding_of(session) };
	const struct document *built, *returned;
	struct remarks remarks;

	if (options->arguments.n != 2)
		return usage_error(session,
		    "用法：gongwen accept 改过.docx 稿子.md",
		    "usage: gongwen accept CHANGED.docx SOURCE");
	a.path = options->arguments.v[1];
	/* What is done with them here is told of each. */
	session->findings.silenced[FINDING_DOCX_COMMENTS] = true;
	session->findings.silenced[FINDING_DOCX_REVISIONS] = true;
	if ((a.source = read_one(&a, a.path)) == NULL ||
	    (returned = read_one(&a, options->arguments.v[0])) == NULL ||
	    (built = given(session, OPTION_BASE) ? read_one(&a,
	    value_of(session, OPTION_BASE)) : read_built(&a, returned)) ==
	    NULL ||
	    docx_remarks(&session->arena, options->arguments.v[0], &remarks,
	    &session->findings) != 0)
		return STATUS_ERROR;
	return apply(&a, returned, accept_changes(&session->arena, built,
	    returned, a.source, &remarks, &session->findings));
}
