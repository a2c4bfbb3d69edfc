/*
 * gongwen fonts: which faces this machine has for those of the profile, and
 * what stands in for the others.  Here is also where fonts are looked for.
 */
#include "command.h"

#include "../font/fonts.h"
#include "../output/type.h"

/* Where systems keep fonts; "~" is the person's own folder. */
static const char *const folders[] = {
	"~/.fonts", "~/.local/share/fonts", "/usr/local/share/fonts",
	"/usr/share/fonts", "~/Library/Fonts", "/Library/Fonts",
	"/System/Library/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts",
	"C:/Windows/Fonts",
};

#define FOLDERS	(COUNT_OF(folders))

/* The folders of --fonts, then those of the system. */
struct fonts *
open_fonts(struct session *session)
{
	const struct str *own = session->options.given[OPTION_FONTS].values.v;
	size_t given = session->options.given[OPTION_FONTS].values.n;
	struct str *list = NEW_ARRAY(&session->arena, struct str,
	    given + FOLDERS);
	const char *home = getenv("HOME");
	size_t n = 0;

	if (home == NULL)
		home = getenv("USERPROFILE");
	for (size_t i = 0; i < given; i++)
		list[n++] = own[i];
	for (size_t i = 0; i < FOLDERS; i++)
		if (folders[i][0] != '~')
			list[n++] = str_of(folders[i]);
		else if (home != NULL)
			list[n++] = str_cat(&session->arena, str_of(home),
			    str_of(folders[i] + 1));
	return fonts_new(list, n);
}

enum status
command_fonts(struct session *session)
{
	const struct profile *profile = choose_profile(session,
	    value_of(session, OPTION_PROFILE));
	struct fonts *fonts;
	struct str unread;
	struct buf text = { 0 };
	int error;
	bool english = is_english(session), all = true;

	if (profile == NULL)
		return STATUS_ERROR;
	fonts = open_fonts(session);
	for (size_t i = 0; i < FACE_COUNT; i++) {
		const struct font *font = type_face(fonts, profile,
		    (enum face)i);
		struct str wanted = profile->faces[i];

		if (font == NULL)
			buf_format(&text, english ? "%.*s\tnone\n" :
			    "%.*s\t没有\n", STR_ARG(wanted));
		else
			buf_format(&text, "%.*s\t%s%.*s\t%.*s\n",
			    STR_ARG(wanted), font_is_called(font, wanted) ?
			    "" : english ? "instead: " : "代替：",
			    STR_ARG(font->name), STR_ARG(font->path));
		all &= font != NULL;
	}
	say_all(session, STREAM_OUT, &text);
	if ((error = fonts_unread(fonts, &unread)) != 0)
		all = file_unreadable(unread, error, &session->findings) == 0;
	fonts_free(fonts);
	return all ? STATUS_OK : STATUS_ERROR;
}
