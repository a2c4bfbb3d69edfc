#pragma once

#include "pack.h"

/*
 * The custom properties of a package: names and texts that Word, WPS and
 * LibreOffice keep when they save a file again, whatever becomes of its text.
 */
#define PROPERTY_PART	"docProps/custom.xml"
#define PROPERTY_TYPE	"application/vnd.openxmlformats-officedocument." \
	"custom-properties+xml"

struct property {
	struct str name, text;
};

struct properties {
	struct property *v;
	size_t n;
};

/* What the package has of them, quietly: none where they cannot be read. */
struct properties property_read(struct arena *, const struct pack *);
/* The text of one; n == 0: it is not there. */
struct str property_find(const struct properties *, struct str name);

/* The same of a .doc: its stream \5DocumentSummaryInformation (MS-OLEPS). */
struct properties property_read_stream(struct arena *, struct str stream);

/* The part, of those with a text. */
void	 property_write(struct buf *, const struct properties *);
