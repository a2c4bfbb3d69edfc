#pragma once

#include "sfnt.h"

/*
 * The faces of the machine, found by their names in its font folders.  Nothing
 * is looked at before the first is asked for; then each file's names are, and
 * the bytes of those that are used, where they lie.  For all threads of a run.
 */
struct fonts;

/* A face that is used. */
struct font {
	struct str name;	/* one it is known by */
	struct str program;	/* its PostScript name, or what is like one */
	struct str path;
	struct sfnt sfnt;
};

/* Where to look: FOLDERS, in order; the strings must live as long. */
struct fonts *fonts_new(const struct str *folders, size_t n);
void	 fonts_free(struct fonts *);

/*
 * The face of a family, or called so in full; the upright one of regular
 * weight where it has several.  NULL when there is none, or it is damaged.
 */
const struct font *fonts_find(struct fonts *, struct str name);
/* All of them, one a call, by path; NULL at the end. */
const struct font *fonts_at(struct fonts *, size_t i);
/* Differs when a font was added, removed or exchanged; none is read. */
struct str fonts_digest(struct fonts *, struct arena *);

/*
 * What was made from a face for one file and will do for others: bytes by the
 * digest of what they were made from.  Of those kept last; n == 0: none.
 */
struct str fonts_recall(struct fonts *, struct arena *, struct str digest);
void	 fonts_keep(struct fonts *, struct str digest, struct str bytes);

/* What could not be read, which may have had a better face: errno, or 0. */
int	 fonts_unread(struct fonts *, struct str *path);

/* Is the face known by that name? */
bool	 font_is_called(const struct font *, struct str name);
