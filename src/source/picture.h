#ifndef SOURCE_PICTURE_H
#define SOURCE_PICTURE_H

#include "source.h"

/* Larger files, and sides longer than this, are refused. */
#define PICTURE_LIMIT	((size_t)32 * 1024 * 1024)
#define PICTURE_SIDE_MAX	20000u

/*
 * Load the PNG or JPEG named PATH, relative to FOLDER, and find its size.
 * Whatever is wrong is a finding at PATH; then `bytes` is empty and the text
 * in ALT stands for the picture.
 */
struct picture *picture_read(struct arena *, struct str folder,
	    struct span path, struct span alt, struct findings *);
/*
 * The picture whose file is BYTES, ALT for who cannot see it; NULL when it is
 * none that pages can have.
 */
struct picture *picture_of(struct arena *, struct str bytes, struct span alt);

#endif
