#pragma once

#include "document.h"

/*
 * Nothing that a person wrote is lost: every character of the bytes FROM.. of
 * a file is in the model, once and unchanged, or in one of the document's
 * repairs.  White space and characters of no width do not count.
 *
 * For a document as its reader made it, before document_number and --set.
 * 0, or -1 with a fatal finding at the first character that is lost, there
 * twice, or not the one of the file.
 */
int	 integrity_check(const struct document *, uint32_t file, size_t from,
	    struct findings *);
