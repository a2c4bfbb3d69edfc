/*
 * Paths as text: folder, name, suffix; declared in file.h.  Nothing here looks
 * at a disk.
 */
#include "file.h"

#include "os.h"

static size_t
last_separator(struct str s)
{
	for (size_t i = s.n; i > 0; i--)
		if (os_is_separator(s.p[i - 1]))
			return i - 1;
	return SIZE_MAX;
}

struct str
path_folder(struct str path)
{
	size_t slash = last_separator(path);

	if (slash == SIZE_MAX)
		return STR(".");
	return str_slice(path, 0, slash > 0 ? slash : 1);
}

struct str
path_name(struct str path)
{
	size_t slash = last_separator(path);

	return slash == SIZE_MAX ? path : str_from(path, slash + 1);
}

struct str
path_suffix(struct str path)
{
	struct str name = path_name(path);

	for (size_t i = name.n; i > 1; i--)
		if (name.p[i - 1] == '.')
			return str_from(name, i);
	return STR_NONE;
}

bool
path_has_suffix(struct str path, const char *suffix)
{
	return str_eq_ascii(path_suffix(path), str_of(suffix));
}

struct str
path_bare(struct str path)
{
	struct str suffix = path_suffix(path);

	return str_slice(path, 0, path.n - suffix.n - (suffix.n > 0));
}

struct str
path_stem(struct str path)
{
	return path_name(path_bare(path));
}

struct str
path_below(struct str path, struct str folder)
{
	if (folder.n == 0 || str_eq(folder, STR(".")) ||
	    !str_starts(path, folder))
		return path;
	path = str_from(path, folder.n);
	return path.n > 0 && os_is_separator(path.p[0]) ? str_from(path, 1) :
	    path;
}

struct str
path_join(struct arena *arena, struct str folder, struct str name)
{
	if (os_root(name.p, name.n) > 0 || str_eq(folder, STR(".")) ||
	    folder.n == 0)
		return name;
	if (os_is_separator(folder.p[folder.n - 1]))
		return str_cat(arena, folder, name);
	return str_cat(arena, str_cat(arena, folder, STR("/")), name);
}
