#pragma once

#include <stddef.h>

/*
 * The names of files that are being written: should the process end for want
 * of memory, in whatever thread, it removes them.
 */
#define TEMPORARY_NONE	((size_t)-1)

/*
 * NAME is about to be made: its number, to be told when it is made, or could
 * not be, and to be given back when it is gone.
 */
size_t	 temporary_begin(const char *name);
void	 temporary_made(size_t number);
void	 temporary_end(size_t number);

/* Takes nothing from the heap. */
void	 temporary_remove(void);
