/*
 * Font folders → faces by name.  The names of all files are read once, which
 * touches a page or two of each; a file that is no font is passed over.
 */
#include "fonts.h"

#include <errno.h>

#include "../base/digest.h"
#include "../base/file.h"
#include "../base/os.h"
#include "../text/chars.h"

#define NAMES_MAX	24
#define FILES_MAX	8000
#define FILE_LIMIT	((size_t)1 << 28)

/* A face of a file. */
struct face_file {
	struct str path;
	unsigned index;
	struct str names[NAMES_MAX];
	size_t n;
	unsigned weight;
	bool italic, tried;
	struct font *font;		/* NULL: not yet opened, or damaged */
};

struct mapping {
	const void *p;
	size_t n;
};

#define KEPT_MAX	64
#define ASKED_MAX	128		/* names whose fonts are remembered */

/* Bytes that will do for other files. */
struct kept {
	struct arena arena;
	struct str digest, bytes;
};

struct fonts {
	struct arena arena;
	struct kept kept[KEPT_MAX];
	unsigned next_kept;
	struct os_lock *lock;
	const struct str *folders;
	size_t folder_count;
	bool listed;
	struct str unread;		/* what could not be, first; why */
	int error;
	VEC(struct face_file *) list;
	VEC(const struct font *) found;
	struct str_index asked;		/* from 1: what was found for a name */
	VEC(struct mapping) mapped;
};

struct fonts *
fonts_new(const struct str *folders, size_t n)
{
	struct fonts *fonts = heap_new(1, sizeof(*fonts));

	fonts->lock = must(os_lock_new());
	fonts->folders = folders;
	fonts->folder_count = n;
	return fonts;
}

void
fonts_free(struct fonts *fonts)
{
	if (fonts == NULL)
		return;
	for (size_t i = 0; i < fonts->mapped.n; i++)
		os_unmap(fonts->mapped.v[i].p, fonts->mapped.v[i].n);
	for (size_t i = 0; i < KEPT_MAX; i++)
		arena_release(&fonts->kept[i].arena);
	os_lock_free(fonts->lock);
	arena_release(&fonts->arena);
	free(fonts);
}

/* --- what there is -------------------------------------------------------- */

static bool
is_font(struct str path)
{
	return path_has_suffix(path, "ttf") || path_has_suffix(path, "otf") ||
	    path_has_suffix(path, "ttc") || path_has_suffix(path, "otc");
}

static void
note_unread(struct fonts *fonts, struct str path, int error)
{
	if (fonts->error != 0 || error == 0 || error == ENOENT)
		return;
	fonts->unread = path;
	fonts->error = error;
}

/* Its bytes; NULL where there are none. */
static const void *
map_file(struct fonts *fonts, struct str path, size_t *n)
{
	const char *name = str_cstr(&fonts->arena, path);
	const void *p;

	errno = 0;
	if ((p = os_map(name, n)) == NULL)
		note_unread(fonts, path, errno);
	return p;
}

static void
list_file(struct fonts *fonts, struct str path)
{
	struct str bytes = STR_NONE;
	const void *p = map_file(fonts, path, &bytes.n);
	struct sfnt sfnt;

	if (p == NULL)
		return;
	bytes.p = p;
	for (unsigned i = 0; bytes.n < FILE_LIMIT && i < sfnt_count(bytes);
	    i++) {
		struct face_file *file;

		if (!sfnt_open(bytes, i, &sfnt))
			continue;
		file = NEW(&fonts->arena, struct face_file);
		*VEC_ADD(&fonts->arena, &fonts->list) = file;
		file->path = path;
		file->index = i;
		file->weight = sfnt.weight;
		file->italic = sfnt.italic;
		file->n = sfnt_names(&fonts->arena, &sfnt, file->names,
		    NAMES_MAX);
	}
	os_unmap(p, bytes.n);
}

static struct paths
font_files(struct fonts *fonts, struct arena *arena)
{
	struct findings quiet = { .arena = arena };
	VEC(struct str) list = { 0 };

	for (size_t i = 0; i < fonts->folder_count; i++) {
		struct str folder = fonts->folders[i];
		enum file_kind kind = file_kind(folder, NULL);
		struct paths paths = { NULL, 0 };

		if (kind == FILE_KIND_FOLDER)
			file_list(arena, folder, &paths, &quiet);
		if (kind == FILE_KIND_UNKNOWN || kind == FILE_KIND_FOLDER)
			note_unread(fonts, folder, errno);
		for (size_t k = 0; k < paths.n && k < FILES_MAX; k++)
			if (is_font(paths.v[k]))
				*VEC_ADD(arena, &list) = paths.v[k];
	}
	return (struct paths){ list.v, list.n };
}

static void
list_all(struct fonts *fonts)
{
	struct paths files;

	if (fonts->listed)
		return;
	fonts->listed = true;
	files = font_files(fonts, &fonts->arena);
	for (size_t i = 0; i < files.n; i++)
		list_file(fonts, files.v[i]);
}

struct str
fonts_digest(struct fonts *fonts, struct arena *arena)
{
	struct paths files = font_files(fonts, arena);
	long long size = 0, changed = 0;
	unsigned char all[DIGEST_BYTES];
	struct digest digest;

	digest_begin(&digest);
	for (size_t i = 0; i < files.n; i++) {
		file_look(files.v[i], &size, &changed);
		digest_add(&digest, files.v[i]);
		digest_number(&digest, (unsigned long)size);
		digest_number(&digest, (unsigned long)changed);
	}
	digest_end(&digest, all);
	return hex_text(arena, all, DIGEST_BYTES);
}

/* --- one of them ---------------------------------------------------------- */

static bool
is_called(const struct face_file *file, struct str name)
{
	for (size_t i = 0; i < file->n; i++)
		if (str_eq_ascii(file->names[i], name))
			return true;
	return false;
}

/* A name that a PDF may have for it: ASCII without blanks. */
static struct str
program_name(struct fonts *fonts, const struct face_file *file)
{
	for (size_t i = 0; i < file->n; i++) {
		struct str name = file->names[i];
		bool plain = name.n > 0 && name.n < 64;

		for (size_t k = 0; k < name.n; k++)
			plain &= char_is_ascii_alnum((unsigned char)
			    name.p[k]) || name.p[k] == '-';
		if (plain)
			return name;
	}
	return str_format(&fonts->arena, "Font%u", file->index);
}

/* Its bytes stay mapped: what is made from them points there. */
static const struct font *
open_font(struct fonts *fonts, struct face_file *file)
{
	struct mapping map;
	struct font *font;

	if (file->tried)
		return file->font;
	file->tried = true;
	map.p = map_file(fonts, file->path, &map.n);
	if (map.p == NULL)
		return NULL;
	*VEC_ADD(&fonts->arena, &fonts->mapped) = map;
	font = NEW(&fonts->arena, struct font);
	if (!sfnt_open((struct str){ map.p, map.n }, file->index,
	    &font->sfnt) || !font->sfnt.may_embed)
		return NULL;
	font->path = file->path;
	font->name = file->n > 0 ? file->names[0] : path_name(file->path);
	font->program = program_name(fonts, file);
	return file->font = font;
}

/* How far a face is from the upright one of regular weight. */
static unsigned
oddness(const struct face_file *file)
{
	return (file->weight > 400 ? file->weight - 400 :
	    400 - file->weight) + (file->italic ? 1000u : 0u);
}

static const struct font *
find_font(struct fonts *fonts, struct str name)
{
	struct face_file *best = NULL;

	list_all(fonts);
	for (size_t i = 0; i < fonts->list.n; i++) {
		struct face_file *file = fonts->list.v[i];

		if (is_called(file, name) && (best == NULL ||
		    oddness(file) < oddness(best)))
			best = file;
	}
	return best != NULL ? open_font(fonts, best) : NULL;
}

/* Each copy asks for the same names. */
const struct font *
fonts_find(struct fonts *fonts, struct str name)
{
	const struct font *font;
	size_t i;

	os_enter(fonts->lock);
	i = str_known(&fonts->asked, name);
	font = i > 0 ? fonts->found.v[i - 1] : find_font(fonts, name);
	if (i == 0 && fonts->found.n < ASKED_MAX) {
		*VEC_ADD(&fonts->arena, &fonts->found) = font;
		*str_number(&fonts->arena, &fonts->asked,
		    str_copy(&fonts->arena, name)) = fonts->found.n;
	}
	os_leave(fonts->lock);
	return font;
}

const struct font *
fonts_at(struct fonts *fonts, size_t i)
{
	const struct font *font = NULL;

	os_enter(fonts->lock);
	list_all(fonts);
	/* What cannot be used is passed over. */
	for (size_t k = 0; font == NULL && k < fonts->list.n; k++) {
		const struct font *next = open_font(fonts, fonts->list.v[k]);

		if (next != NULL && i-- == 0)
			font = next;
	}
	os_leave(fonts->lock);
	return font;
}

int
fonts_unread(struct fonts *fonts, struct str *path)
{
	int error;

	os_enter(fonts->lock);
	*path = fonts->unread;
	error = fonts->error;
	os_leave(fonts->lock);
	return error;
}

struct str
fonts_recall(struct fonts *fonts, struct arena *arena, struct str digest)
{
	struct str bytes = STR_NONE;

	os_enter(fonts->lock);
	for (size_t i = 0; i < KEPT_MAX; i++)
		if (str_eq(fonts->kept[i].digest, digest))
			bytes = str_copy(arena, fonts->kept[i].bytes);
	os_leave(fonts->lock);
	return bytes;
}

void
fonts_keep(struct fonts *fonts, struct str digest, struct str bytes)
{
	struct kept *kept;

	os_enter(fonts->lock);
	kept = &fonts->kept[fonts->next_kept++ % KEPT_MAX];
	arena_reset(&kept->arena);
	kept->digest = str_copy(&kept->arena, digest);
	kept->bytes = str_copy(&kept->arena, bytes);
	os_leave(fonts->lock);
}

bool
font_is_called(const struct font *font, struct str name)
{
	struct arena arena = ARENA_INIT;
	struct str names[NAMES_MAX];
	size_t n = sfnt_names(&arena, &font->sfnt, names, NAMES_MAX);
	bool called = false;

	for (size_t i = 0; i < n; i++)
		called |= str_eq_ascii(names[i], name);
	arena_release(&arena);
	return called;
}
