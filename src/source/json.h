#ifndef SOURCE_JSON_H
#define SOURCE_JSON_H

#include "source.h"

/*
 * The document in the JSON of FILE, whose pictures are found from FOLDER; not
 * numbered, attachments that are files of their own not read.  NULL with
 * findings: malformed, a name that is not known, a value of another kind.
 */
struct document *json_document_read(struct arena *, uint32_t file,
	    struct str folder, const struct source_options *,
	    struct findings *);

#endif
