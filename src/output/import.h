#pragma once

#include "template.h"

/*
 * Taking in somebody else's DOCX as an attachment: its body goes into our
 * document, with its styles, numbering and pictures under names of their own,
 * so that nothing collides.  Its look is kept (defaults, theme fonts and the
 * styles in use come along); its page is ours, but for the orientation.
 *
 * Fields become their results, tracked changes are taken as accepted.  What
 * cannot be taken (comments, notes, charts, embedded objects, macros, linked
 * files, headers) is left out and named in one finding.
 */

/* A stretch of pages of one orientation. */
struct import_run {
	struct str xml;			/* blocks; ends with a paragraph */
	bool landscape;
};

struct import {
	const struct import_run *runs;
	size_t run_count;
	/* For struct fill: */
	struct str style_xml, abstract_xml, number_xml;
	const struct fill_part *parts;
	size_t part_count;
	const struct fill_relation *relations;
	size_t relation_count;
};

/*
 * Take in the DOCX at PATH, asked for at POS, as number NUMBER (from 1) of
 * the document.  NULL with findings, all below fatal, when the file is
 * missing its body, encrypted, damaged or hostile: the document can be made
 * without it.
 */
struct import *import_open(struct arena *, struct str path, struct pos,
	    unsigned number, struct findings *);

/* The same from bytes; NAME is for findings. */
struct import *import_read(struct arena *, struct str name,
	    struct str bytes, struct pos, unsigned number, struct findings *);
