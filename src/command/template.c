/*
 * gongwen template: the templates that are built in, and those of an office.
 */
#include "command.h"

#include "../output/conform.h"
#include "../output/docx.h"

static enum status
list_templates(struct session *session)
{
	struct buf text = { 0 };

	for (size_t i = 0; template_name(i).n > 0; i++)
		buf_format(&text, "%.*s\t%.*s\n", STR_ARG(template_name(i)),
		    STR_ARG(template_description(i,
		    session->findings.language)));
	say_all(session, STREAM_OUT, &text);
	return STATUS_OK;
}

static enum status
export_template(struct session *session, struct str name)
{
	const struct profile *profile = choose_profile(session,
	    value_of(session, OPTION_PROFILE));
	struct template_raws raws;
	struct buf bytes = { 0 };
	struct str path;
	int status;

	if (profile == NULL)
		return STATUS_ERROR;
	if (name.n == 0)
		name = template_name(0);
	raws = docx_raws(&session->arena, profile);
	status = template_export(name, &raws, &bytes, &session->findings);
	path = given(session, OPTION_OUTPUT) ?
	    value_of(session, OPTION_OUTPUT) :
	    str_cat(&session->arena, name, STR(".docx"));
	if (status == 0)
		status = write_text(session, path, buf_view(&bytes));
	buf_release(&bytes);
	return status == 0 ? STATUS_OK : STATUS_ERROR;
}

/* What of the standard it does not keep. */
static void
compare_template(struct session *session, struct str path)
{
	const struct profile *profile = choose_profile(session,
	    value_of(session, OPTION_PROFILE));
	const struct template *template = template_open(&session->arena, path,
	    POS_NONE, &session->findings);

	if (profile != NULL && template != NULL)
		conform_tell(path, template, profile, docx_profile(
		    &session->arena, profile, template), &session->findings);
}

static enum status
check_template(struct session *session, struct str path)
{
	struct buf report = { 0 };
	int status = template_check(path, &report, &session->findings);

	say_all(session, STREAM_OUT, &report);
	if (status == 0)
		compare_template(session, path);
	return status == 0 ? STATUS_OK : STATUS_ERROR;
}

enum status
command_template(struct session *session)
{
	struct options *options = &session->options;
	size_t n = options->arguments.n;
	struct str action = n > 0 ? options->arguments.v[0] : STR("list");
	struct str name = n > 1 ? options->arguments.v[1] : STR_NONE;

	if (str_eq(action, STR("list")))
		return list_templates(session);
	if (str_eq(action, STR("export")))
		return export_template(session, name);
	if (str_eq(action, STR("check")) && n > 1)
		return check_template(session, name);
	return usage_error(session,
	    "用法：gongwen template list | export [名称] | check 文件.docx",
	    "usage: gongwen template list | export [NAME] | check FILE.docx");
}
