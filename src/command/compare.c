/*
 * gongwen compare: two documents of any kind to a finding for each difference.
 */
#include "command.h"

#include "../compare/compare.h"

enum status
command_compare(struct session *session)
{
	struct options *options = &session->options;
	struct source_options source = { .encoding = encoding_of(session) };
	const struct document *old, *new;
	size_t n;

	if (options->arguments.n != 2)
		return usage_error(session,
		    "用法：gongwen compare 旧文件 新文件",
		    "usage: gongwen compare OLD NEW");
	old = source_read(&session->arena, options->arguments.v[0], &source,
	    &session->findings);
	new = source_read(&session->arena, options->arguments.v[1], &source,
	    &session->findings);
	if (old == NULL || new == NULL)
		return STATUS_ERROR;
	n = compare_documents(&session->arena, old, new, &session->findings);
	if (n == 0 && !given(session, OPTION_QUIET) && !wants_json(session))
		say(session, STREAM_ERROR, is_english(session) ?
		    "the same words\n" : "文字相同\n");
	return n > 0 ? STATUS_STYLE : STATUS_OK;
}
