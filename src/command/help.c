/*
 * gongwen help: the commands, or the options of one, from cli/options.def; or
 * the schema of documents in JSON.
 */
#include "command.h"

#include "../document/dump.h"

enum status
command_help(struct session *session)
{
	struct options *options = &session->options;
	struct buf text = { 0 };
	enum command_id about = COMMAND_COUNT;

	if (options->arguments.n > 0 &&
	    str_eq(options->arguments.v[0], STR("schema"))) {
		document_schema(&text);
		say_all(session, STREAM_OUT, &text);
		return STATUS_OK;
	}
	if (options->arguments.n > 0)
		for (size_t i = 0; i < COMMAND_COUNT; i++)
			if (str_eq(options->arguments.v[0],
			    str_of(command_kind((enum command_id)i)->name)))
				about = (enum command_id)i;
	options_help(&text, about, is_english(session));
	say_all(session, STREAM_OUT, &text);
	return STATUS_OK;
}
